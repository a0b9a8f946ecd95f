package main

import (
	"strings"

	"linkdesk/flow"
)

// hitLine is what a case was found by: an id, a code, a mask, an amount, a note, or the texts of its row
// that have the words. Seq is the event that has it, and Of what that was about. A token is not in it.
type hitLine struct {
	Kind string `json:"kind"`
	ID   string `json:"id"`
	Seq  uint32 `json:"seq,omitempty"`
	Of   string `json:"of,omitempty"`
}

func newHitLines(by []flow.Match) []hitLine {
	var out []hitLine
	for _, m := range by {
		for kind := range strings.SplitSeq(m.Kind, ", ") { // words may be in several texts of a row
			out = append(out, hitLine{kind, m.Value, m.Seq, m.Of})
		}
	}
	return out
}
