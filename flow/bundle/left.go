package bundle

import (
	"fmt"
	"slices"
)

// leftOut says what was there and is not in the export. Tokens are in the vault, which this package
// cannot reach; that they are not in here is said all the same, since it is what a reader wonders about.
func (s *sieve) leftOut(p Profile, events int) []string {
	out := []string{"tokens and keys: no export has them"}
	switch p {
	case Plaid:
		out = append(out, "what happened at Prime Trust, the customer's name, the desk's notes and advice")
	case PrimeTrust:
		out = append(out, "what happened at Plaid, the customer's name, the desk's notes and advice")
	}
	if events == 1 {
		out = append(out, "1 event that this reader does not need")
	} else if events > 1 {
		out = append(out, fmt.Sprintf("%d events that this reader does not need", events))
	}
	kept := slices.Clone(s.kept)
	slices.Sort(kept)
	return append(out, kept...)
}
