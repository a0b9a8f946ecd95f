package store

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"linkdesk/flow"
)

// List implements flow.Journal by going through everything.
func (m *model) List(_ context.Context, q flow.Query) (flow.Page, error) {
	var page flow.Page
	if q.Before != "" && q.After != "" {
		return page, errors.New("both ways at once")
	}
	limit := q.Limit
	if limit <= 0 {
		limit = 50
	}
	ids := m.newest()
	if q.After != "" {
		slices.Reverse(ids)
	}
	for _, id := range ids {
		if q.Before != "" && id >= q.Before || q.After != "" && id <= q.After {
			continue
		}
		if len(page.Rows) == min(limit, 1000) {
			page.More = true
			break
		}
		page.Next = id
		page.Looked++
		if row := flow.Summarize(m.at(id).state); q.Filter.Matches(row) {
			page.Rows = append(page.Rows, row)
		}
	}
	if q.After != "" {
		slices.Reverse(page.Rows)
	}
	return page, nil
}

// wanted are all rows of a filter, newest first.
func (m *model) wanted(f flow.Filter) []flow.Summary {
	var rows []flow.Summary
	for _, id := range m.newest() {
		if row := flow.Summarize(m.at(id).state); f.Matches(row) {
			rows = append(rows, row)
		}
	}
	return rows
}

// Linked implements flow.Journal by reading every case.
func (m *model) Linked(_ context.Context, not flow.CaseID, bank string, accounts []flow.LinkAccount) ([]flow.Duplicate, error) {
	var out []flow.Duplicate
	for _, id := range m.newest() {
		c := m.at(id).state
		like := func(h held) bool {
			return slices.ContainsFunc(accounts, func(a flow.LinkAccount) bool {
				return a.Mask != "" && bank != "" && h.bank == bank && h.mask == a.Mask && fold(h.shown) == fold(a.Name)
			})
		}
		if at := slices.IndexFunc(heldBy(c), like); at >= 0 && id != not && len(out) < 10 {
			out = append(out, duplicate(c, heldBy(c)[at]))
		}
	}
	return out, nil
}

// Lookup implements flow.Finder by reading every event.
func (m *model) Lookup(_ context.Context, text string) ([]flow.Hit, error) {
	all := m.hits(text)
	return all[:min(len(all), 100)], nil
}

// hits are all answers of a lookup in the order of flow.Finder, and those of one case by kind
// and id.
func (m *model) hits(text string) []flow.Hit {
	text = strings.TrimSpace(text)
	if len(text) < 4 || len(text) > 256 {
		return nil
	}
	sum := sha256.Sum256([]byte(text))
	token := hex.EncodeToString(sum[:])
	fits := func(r flow.Ref) bool { return r.Kind != flow.RefToken && strings.HasPrefix(r.ID, text) }
	var hits []flow.Hit
	if hasAny(text, "link-", "public-", "processor-") && (strings.Contains(text, "-sandbox-") || strings.Contains(text, "-production-")) {
		fits = func(r flow.Ref) bool { return r.Kind == flow.RefToken && r.ID == token }
	} else {
		for _, id := range m.named(text) {
			hits = append(hits, flow.Hit{Case: id, Kind: flow.RefCase, ID: string(id)})
		}
	}
	for _, id := range m.newest() {
		seen := map[flow.Ref]bool{}
		for _, r := range m.at(id).records {
			for _, ref := range flow.RefsOf(r.Event) {
				if !seen[ref] && fits(ref) && len(ref.ID) <= 256 && !strings.Contains(ref.ID, "\x00") {
					seen[ref] = true
					hits = append(hits, flow.Hit{Case: id, Kind: ref.Kind, ID: ref.ID, Seq: r.Seq})
				}
			}
		}
	}
	sortHits(hits, text)
	return hits
}

func hasAny(text string, fronts ...string) bool {
	return slices.ContainsFunc(fronts, func(f string) bool { return strings.HasPrefix(text, f) })
}

// rank is 0 for a whole id and 1 for one that was begun.
func rank(h flow.Hit, text string) int {
	if h.ID == text || h.Kind == flow.RefToken {
		return 0
	}
	return 1
}

func sortHits(hits []flow.Hit, text string) {
	slices.SortFunc(hits, func(a, b flow.Hit) int {
		return cmp.Or(cmp.Compare(rank(a, text), rank(b, text)), cmp.Compare(b.Case, a.Case),
			cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.ID, b.ID))
	})
}
