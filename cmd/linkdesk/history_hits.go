package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
)

// idHit is a case that was found by ids of it.
type idHit struct {
	at   found
	hits []flow.Hit
}

// lookup asks every history for an id. It returns the cases, newest first, and whether the text is a
// whole id of one.
func lookup(ctx context.Context, all []found, text string) (out []idHit, whole bool, err error) {
	for _, h := range all {
		hits, err := h.store.Lookup(ctx, text)
		if err != nil {
			return nil, false, err
		}
		byCase := map[flow.CaseID][]flow.Hit{}
		for _, hit := range hits {
			whole = whole || hit.ID == text || hit.Kind == flow.RefToken
			byCase[hit.Case] = append(byCase[hit.Case], hit)
		}
		for id, hits := range byCase {
			h.id = id
			out = append(out, idHit{h, hits})
		}
	}
	slices.SortFunc(out, func(a, b idHit) int { return strings.Compare(string(b.at.id), string(a.at.id)) })
	return out, whole, nil
}

// search prints what the ids found and what the words find, newest first, each case once.
func (t *caseTable) search(ctx context.Context, all []found, hits []idHit, filter flow.Filter, limit int) error {
	t.words = filter
	rest := filter
	rest.Text = ""
	until := func(id flow.CaseID) error {
		for len(hits) > 0 && hits[0].at.id >= id && (limit == 0 || t.n < limit) {
			h := hits[0]
			hits = hits[1:]
			c, err := h.at.store.Case(ctx, h.at.id)
			if err != nil {
				return err
			}
			if row := flow.Summarize(c); rest.Matches(row) {
				if err := t.row(ctx, h.at, row, h.hits); err != nil {
					return err
				}
			}
		}
		return nil
	}
	printed := map[flow.CaseID]bool{}
	for _, h := range hits {
		printed[h.at.id] = true
	}
	err := eachCase(ctx, all, filter, limit, func(h found, s flow.Summary) error {
		if err := until(s.ID); err != nil || printed[s.ID] || limit > 0 && t.n >= limit {
			return err
		}
		return t.row(ctx, h, s, nil)
	})
	if err != nil {
		return err
	}
	return until("")
}

// foundBy says in a few words what an id search found, or in which texts the words are. Of a
// token only the kind is said.
func foundBy(hits []flow.Hit, texts []string) string {
	if len(hits) == 0 {
		return strings.Join(texts, ", ")
	}
	var words []string
	for _, h := range hits {
		text := h.Kind.String()
		if h.Kind != flow.RefToken {
			text += " " + h.ID
		}
		if h.Seq > 0 {
			text += fmt.Sprintf(" (event %d)", h.Seq)
		}
		words = append(words, text)
	}
	return strings.Join(words, ", ")
}
