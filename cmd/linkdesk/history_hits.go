package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
)

const (
	// mostRanked bounds the cases that are put in order; the newest count.
	mostRanked = 100_000
	// mostBy bounds what is said of one case, and mostAbout the cases of which the calls are named.
	mostBy, mostAbout = 5, 20
)

// hit is a case that was found, with all that it was found by, the likeliest first.
type hit struct {
	flow.Found
	at  found
	row *flow.Summary // nil where only the history has it
	by  []flow.Match
}

// search gathers what was found in all histories.
type search struct {
	app    *app
	sought flow.Sought
	rest   flow.Filter // what the flags ask for beside the text
	hits   map[flow.CaseID]*hit
	capped bool
}

func (a *app) newSearch(sought flow.Sought, filter flow.Filter) *search {
	return &search{app: a, sought: sought, rest: filter, hits: map[flow.CaseID]*hit{}}
}

// run looks in every history: for ids by their indexes, for words in the rows, and for what only the
// events have in those.
func (s *search) run(ctx context.Context, all []found) ([]*hit, error) {
	whole := false
	for _, at := range all {
		hits, err := flow.LookUp(ctx, at.store, s.sought)
		if err != nil {
			return nil, err
		}
		whole = whole || s.sought.Whole(hits)
		if err := s.ids(ctx, at, hits); err != nil {
			return nil, err
		}
	}
	for _, at := range all {
		if whole {
			break // an id that is known needs no search through the words
		}
		if err := errors.Join(s.rows(ctx, at), s.sift(ctx, at)); err != nil {
			return nil, err
		}
	}
	out := make([]*hit, 0, len(s.hits))
	for _, h := range s.hits {
		out = append(out, h)
	}
	slices.SortFunc(out, func(a, b *hit) int { return flow.CompareFound(a.Found, b.Found) })
	return out, nil
}

// token looks for the cases of a token by its hash.
func (s *search) token(ctx context.Context, all []found, token string) ([]*hit, error) {
	s.sought = flow.Sought{IDs: []string{token}, Typed: token}
	return s.run(ctx, all)
}

func (s *search) ids(ctx context.Context, at found, hits []flow.Hit) error {
	records := map[flow.CaseID][]flow.Record{}
	for _, h := range hits {
		m := flow.MatchOf(h, s.sought)
		if _, known := records[h.Case]; !known && len(records) < mostAbout {
			all, err := at.store.Records(ctx, h.Case)
			if damaged := (*flow.DamagedError)(nil); err != nil && !errors.As(err, &damaged) && !errors.Is(err, flow.ErrNoCase) {
				return err
			}
			records[h.Case] = all
		}
		m.Of = flow.AboutHit(h, records[h.Case])
		if err := s.add(ctx, at, h.Case, m, nil); err != nil {
			return err
		}
	}
	return nil
}

func (s *search) rows(ctx context.Context, at found) error {
	for _, text := range s.sought.Texts() {
		filter := s.rest
		filter.Text = text
		err := eachCase(ctx, []found{at}, filter, 0, func(at found, row flow.Summary) error {
			m, ok := s.sought.Row(row)
			if !ok {
				return nil
			}
			return s.add(ctx, at, row.ID, m, &row)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (s *search) sift(ctx context.Context, at found) error {
	q := flow.SiftQuery{Sought: s.sought}
	var newest uint64
	for more := s.sought.Deep(); more; {
		page, err := at.store.Sift(ctx, q)
		if err != nil {
			return err
		}
		for _, f := range page.Found {
			if err := s.add(ctx, at, f.Case, f.Match, nil); err != nil {
				return err
			}
		}
		newest = max(newest, page.Next)
		if more, q.Before = page.More, page.Next; more {
			s.app.searchLine(fmt.Sprintf("looking through the events of %s, %d %%", at.env, 100-q.Before*100/max(newest, 1)))
		}
	}
	s.app.searchLine("")
	return nil
}

// add takes a find. Of a case that was found already only the reason is new.
func (s *search) add(ctx context.Context, at found, id flow.CaseID, m flow.Match, row *flow.Summary) error {
	h := s.hits[id]
	switch {
	case h != nil:
		h.more(m)
		return nil
	case len(s.hits) >= mostRanked:
		s.capped = true
		return nil
	case row == nil:
		c, err := at.store.Case(ctx, id)
		if errors.Is(err, flow.ErrNoCase) {
			return nil // pruned meanwhile
		}
		if err != nil {
			return err
		}
		sum := flow.Summarize(c)
		row = &sum
	}
	if !s.rest.Matches(*row) {
		return nil
	}
	at.id = id
	s.hits[id] = &hit{flow.Found{Case: id, Match: m, Settled: row.Status.Settled()}, at, row, []flow.Match{m}}
	return nil
}

// more adds a reason. The likeliest decides where the case stands.
func (h *hit) more(m flow.Match) {
	same := func(x flow.Match) bool { return x.Kind == m.Kind && (x.Value == m.Value || m.Value == "") }
	if slices.ContainsFunc(h.by, same) || len(h.by) >= mostBy {
		return
	}
	h.by = append(h.by, m)
	slices.SortStableFunc(h.by, func(a, b flow.Match) int { return int(a.Rank) - int(b.Rank) })
	h.Match = h.by[0]
}

// foundBy says in words what a case was found by.
func foundBy(by []flow.Match) string {
	var words []string
	for _, m := range by {
		if m.Kind == "note" {
			m.Value = quotedNote(m.Value)
		}
		words = append(words, m.Words())
	}
	return strings.Join(words, "; ")
}
