package bundle

import (
	"fmt"
	"slices"
)

// leftOut says what was there and is not in the export. Tokens are in the vault, which this package
// cannot reach; that they are not in here is said all the same, since it is what a reader wonders about.
func (s *sieve) leftOut(p Profile) []string {
	out := []string{"tokens and keys: no export has them"}
	switch p {
	case Plaid:
		out = append(out, "what happened at Prime Trust, the customer's name, the desk's notes and advice")
	case PrimeTrust:
		out = append(out, "what happened at Plaid, the customer's name, the desk's notes and advice")
	}
	kept := slices.Clone(s.kept)
	slices.Sort(kept)
	return append(out, kept...)
}

// Left is LeftOut, with the events that this reader does not get.
func (x Export) Left() []string {
	switch n := x.Events - len(x.Timeline); n {
	case 0:
		return x.LeftOut
	case 1:
		return append(slices.Clone(x.LeftOut), "1 event that this reader does not need")
	default:
		return append(slices.Clone(x.LeftOut), fmt.Sprintf("%d events that this reader does not need", n))
	}
}
