package flow

import (
	"strings"
	"testing"
)

// FuzzHas: the short way of ASCII texts finds what the long way finds.
func FuzzHas(f *testing.F) {
	for _, x := range [][2]string{{"First Platypus Bank", "platy"}, {"Bank", "bank"}, {"Bank", "banks"}, {"Löwe", "LÖWE"}, {"Löwe", "we"},
		{"\u212a", "k"}, {"x", ""}, {"", "x"}, {"aab", "ab"}, {"[", "{"}, {"@", "`"}} {
		f.Add(x[0], x[1])
	}
	f.Fuzz(func(t *testing.T, text, part string) {
		if got, want := has(text, part), strings.Contains(strings.ToLower(text), strings.ToLower(part)); got != want {
			t.Errorf("%q in %q: %v", part, text, got)
		}
	})
}
