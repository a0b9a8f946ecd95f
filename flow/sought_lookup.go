package flow

import (
	"context"
	"slices"
	"strings"
)

// LookUp asks for all ids of what is sought: the text as it was typed, of which a front will do, and the
// ids in a longer text, which have to be whole. A hit is there once.
func LookUp(ctx context.Context, f Finder, s Sought) ([]Hit, error) {
	var out []Hit
	seen := map[Hit]bool{}
	for _, id := range s.IDs {
		hits, err := f.Lookup(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, h := range hits {
			if !seen[h] && (id == s.Typed || strings.EqualFold(h.ID, id)) {
				seen[h] = true
				out = append(out, h)
			}
		}
	}
	return out, nil
}

// Whole reports that an id was given whole which names cases by itself, so that a look at words
// is in vain. A client_user_id may be a name as well, and a part of others.
func (s Sought) Whole(all []Hit) bool {
	for _, h := range all {
		if h.Kind != RefUser && MatchOf(h, s).Rank == RankID {
			return true
		}
	}
	return false
}

// AboutHit says of a hit which call or which visit brought the id, where that says something.
func AboutHit(h Hit, records []Record) string {
	switch h.Kind {
	case RefRequest, RefSession, RefToken, RefPartner:
	default:
		return "" // the kind of id says it
	}
	if h.Seq == 0 || int(h.Seq) > len(records) {
		return ""
	}
	return AboutOf(records[h.Seq-1].Event)
}

// Gist is the text, or where a long document was pasted, what is looked for in it.
func (s Sought) Gist(most int) string {
	if len(s.Typed) <= most && s.Words != "" {
		return s.Typed
	}
	parts := slices.Concat(s.IDs, s.Codes)
	for _, m := range s.Masks {
		parts = append(parts, "…"+m)
	}
	var out string
	for _, p := range parts {
		if len(out)+1+len(p) <= most {
			out = strings.TrimSpace(out + " " + p)
		}
	}
	return out
}
