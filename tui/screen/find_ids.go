package screen

import (
	"context"
	"errors"
	"slices"
	"strings"

	"linkdesk/flow"
)

// mostAbout is of how many cases it is looked up which call an id was of.
const mostAbout = 10

// rowsOf are the cases of hits, each once, with all that it was found by.
func rowsOf(ctx context.Context, desk Desk, s Searcher, sought flow.Sought, all []flow.Hit) ([]foundCase, error) {
	var matches []flow.Found
	records := map[flow.CaseID][]flow.Record{}
	for _, h := range all {
		m := flow.MatchOf(h, sought)
		if _, known := records[h.Case]; !known && len(records) < mostAbout {
			snap, err := desk.View(ctx, h.Case)
			if err != nil && ctx.Err() != nil {
				return nil, err
			}
			records[h.Case] = snap.Records // what cannot be read is not named; the row says so itself
		}
		m.Of = flow.AboutHit(h, records[h.Case])
		matches = append(matches, flow.Found{Case: h.Case, Match: m})
	}
	return withRows(ctx, s, matches)
}

// withRows reads the rows of cases.
func withRows(ctx context.Context, s Searcher, all []flow.Found) ([]foundCase, error) {
	var out []foundCase
	at := map[flow.CaseID]int{}
	for _, f := range all {
		if i, ok := at[f.Case]; ok {
			out[i].also(f.Match)
			continue
		}
		row, err := s.Row(ctx, f.Case)
		switch {
		case errors.Is(err, flow.ErrNoCase):
			continue // pruned since
		case err != nil:
			return nil, err
		}
		at[f.Case] = len(out)
		out = append(out, newFound(row, f.Match))
	}
	return out, nil
}

// foundCase is a case and what it was found by.
type foundCase struct {
	flow.Summary
	found flow.Found
	by    []flow.Match // the likeliest first
}

func newFound(row flow.Summary, m flow.Match) foundCase {
	return foundCase{row, flow.Found{Case: row.ID, Match: m, Settled: row.Status.Settled()}, []flow.Match{m}}
}

// also adds a reason. Where the case stands among the others is decided by its likeliest.
func (f *foundCase) also(m flow.Match) {
	for _, x := range f.by {
		if x.Kind == m.Kind && (x.Value == m.Value || m.Value == "") {
			return
		}
	}
	f.by = append(f.by, m)
	slices.SortStableFunc(f.by, func(a, b flow.Match) int { return int(a.Rank) - int(b.Rank) })
	f.found.Match = f.by[0]
}

// words say what it was found by.
func (f foundCase) words() string {
	var out []string
	for _, m := range f.by {
		out = append(out, m.Words())
	}
	return strings.Join(out, "; ")
}
