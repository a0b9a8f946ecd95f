package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
)

func TestPage(t *testing.T) {
	p := kit.NewPage(kit.NewTheme(true, false), 36)
	p.Gap()
	p.Heading(kit.Bad, "Refused")
	p.Gap()
	p.Gap()
	p.Text(kit.Plain, "Prime Trust did not take the processor token.")
	p.Item(kit.Good, "✓", "The bank stays linked, nothing is lost.")
	p.Pair("code", "25002")
	p.Quote("it says", "name \x1b[2Jmismatch")
	p.Action(kit.Key{Press: []string{"r"}, Help: "Try again"})
	p.Action(kit.Key{Press: []string{"s"}, Help: "Submit", Off: "no account is chosen"})
	p.Rule("Timeline")
	want := strings.TrimLeft(`
Refused

Prime Trust did not take the
processor token.
✓ The bank stays linked, nothing is
  lost.
code        25002
it says     “name �[2Jmismatch”
▸ r  Try again
- s  Submit: no account is chosen

Timeline ───────────────────────────`, "\n")
	got := trimLines(p.Show(p.Len(), 0))
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestPageScrollsToItsLastLine(t *testing.T) {
	p := kit.NewPage(kit.NewTheme(true, false), 20)
	for i := range 30 {
		p.Text(kit.Plain, fmt.Sprintf("line %d", i))
	}
	first := trimLines(p.Show(10, 0))
	if !strings.Contains(first, "line 0\n") || !strings.Contains(first, "more: pgdn") {
		t.Errorf("first page:\n%s", first)
	}
	last := trimLines(p.Show(10, p.Clamp(10, 999)))
	if !strings.Contains(last, "line 29\n") || !strings.Contains(last, "back: pgup") {
		t.Errorf("last page:\n%s", last)
	}
	if got := p.Clamp(40, 7); got != 0 {
		t.Errorf("a page that fits scrolls to %d", got)
	}
}

func trimLines(s string) string {
	lines := strings.Split(ansi.Strip(s), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.Join(lines, "\n")
}
