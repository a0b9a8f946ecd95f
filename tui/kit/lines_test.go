package kit

import (
	"slices"
	"strings"
	"testing"
)

// TestLinesAreSentences: the same page that a pane fills, without what only an eye needs.
func TestLinesAreSentences(t *testing.T) {
	p := NewLines(40)
	p.Heading(Good, "✓ Usable at Prime Trust")
	p.Text(Warn, "! This account is linked already, and that is worth a second look.")
	p.Gap()
	p.Item(Plain, "+0:03", "OPEN")
	p.Pair("funds-transfer-method", "1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10")
	p.PairTone(Good, "account", "✓ opened")
	p.Pair("verification", "")
	p.Quote("it said", "no\nway\x1b[2J")
	p.Action(Key{Press: []string{"enter"}, Help: "look"})
	p.Rule("cash, USD")
	p.Block("\x1b[1msettled   25.00\x1b[0m\n\n  ✓ free   0.00")
	p.Raw(Accent, "http://127.0.0.1:4000/once")
	want := []string{"Usable at Prime Trust", "This account is linked already, and that", "  is worth a second look.", "+0:03 OPEN",
		"funds-transfer-method:", "  1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10", "account: opened", "verification: none",
		"it said: “no way\ufffd[2J”", "cash, USD:", "settled 25.00", "free 0.00", "http://127.0.0.1:4000/once"}
	if got := p.Lines(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
}

func TestLinesNeverBreakAWord(t *testing.T) {
	id := strings.Repeat("a-", 30)
	if got := Lines("the id "+id+" is long", 20); !slices.Equal(got, []string{"the id", "  " + id, "  is long"}) {
		t.Errorf("%q", got)
	}
	if got := Lines("account ••0000 x", 80); !slices.Equal(got, []string{"account ending 0000 x"}) {
		t.Errorf("%q", got)
	}
	if got := Lines(" \n ", 80); !slices.Equal(got, []string{""}) {
		t.Errorf("%q", got)
	}
}
