package screen

import (
	"context"
	"errors"
	"strings"
	"unicode"

	"linkdesk/flow"
)

// bare takes off what screens and logs put around what is meant: quotation marks, commas, the dots of a
// shortened id or of a mask.
func bare(text string) string { return strings.Trim(text, " \t\"'`“”,;:….•()[]{}<>") }

// lookUp asks for the whole text, and for the ids in it where it is more than one: an answer of Plaid's
// that was pasted as it is, a line of a log. A token is cut out of what stands around it.
func lookUp(ctx context.Context, finder flow.Finder, text string) ([]flow.Hit, error) {
	if token, _, is := flow.TokenIn(text); is {
		return finder.Lookup(ctx, token)
	}
	all, err := finder.Lookup(ctx, text)
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_' })
	if err != nil || len(all) > 0 || len(words) < 2 {
		return all, err
	}
	const longEnough, enough = 8, 16
	for _, word := range words[:min(len(words), enough)] {
		if len(word) < longEnough {
			continue
		}
		some, err := finder.Lookup(ctx, word)
		if err != nil {
			return nil, err
		}
		for _, h := range some {
			if strings.EqualFold(h.ID, word) {
				all = append(all, h)
			}
		}
	}
	return all, nil
}

// rowsOf are the cases of hits, each once, with all that it was found by.
func rowsOf(ctx context.Context, s Searcher, all []flow.Hit) ([]foundCase, error) {
	var out []foundCase
	at := map[flow.CaseID]int{}
	for _, h := range all {
		if i, ok := at[h.Case]; ok {
			if !strings.Contains(out[i].by, foundBy(h)) {
				out[i].by += ", " + foundBy(h)
			}
			continue
		}
		row, err := s.Row(ctx, h.Case)
		switch {
		case errors.Is(err, flow.ErrNoCase):
			continue // pruned since
		case err != nil:
			return nil, err
		}
		at[h.Case] = len(out)
		out = append(out, foundCase{row, foundBy(h)})
	}
	return out, nil
}

// foundBy says what an id is. A token has nothing that could be shown.
func foundBy(h flow.Hit) string {
	if h.Kind == flow.RefToken {
		return "token"
	}
	return h.Kind.String() + " " + h.ID
}

// alone reports that an id was given whole which no row shows, so that a look at all rows is in vain.
func alone(all []flow.Hit, text string) bool {
	for _, h := range all {
		if h.ID != text {
			continue
		}
		switch h.Kind {
		case flow.RefUser: // it is in the rows, and may be a part of others
		default:
			return true
		}
	}
	return false
}
