package kit_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
)

func counterparty() *kit.Form {
	return kit.NewForm(
		kit.Field{Name: "name", Label: "Legal name", Hint: "as the bank knows it", Check: func(s string) string {
			if s == "" {
				return "a name is needed"
			}
			return ""
		}},
		kit.Field{Name: "kind", Label: "Kind", Value: "business", Options: []kit.Option{
			{Value: "personal", Label: "personal"}, {Value: "business", Label: "business"},
		}},
	)
}

func draw(f *kit.Form) (string, *tea.Cursor) {
	theme := kit.NewTheme(true, false)
	p := kit.NewPage(theme, 50)
	cursor := f.View(theme, p, true)
	return ansi.Strip(p.Show(p.Len(), 0)), cursor
}

func TestForm(t *testing.T) {
	f := counterparty()
	if f.Valid() {
		t.Error("an empty name is accepted")
	}
	if text, _ := draw(f); !strings.Contains(text, "✗ a name is needed") {
		t.Errorf("the reason is not shown:\n%s", text)
	}
	f.Update(rig.Key("A"))
	f.Update(tea.PasteMsg{Content: "very\n"})
	if got := f.Value("name"); got != "Avery" {
		t.Errorf("name %q after typing and pasting", got)
	}
	if !f.Valid() {
		t.Error("a good form is refused")
	}

	f.Move(1)
	if !f.Choosing() || !f.Last() {
		t.Error("the second field is not the focused choice")
	}
	f.Update(rig.Key("x"))
	f.Choose(1)
	if got := f.Value("kind"); got != "personal" {
		t.Errorf("kind %q after one step from business", got)
	}
	f.Choose(-1)
	if got := f.Value("kind"); got != "business" {
		t.Errorf("kind %q after stepping back", got)
	}
	if got := f.Value("nothing"); got != "" {
		t.Errorf("an unknown field has the value %q", got)
	}
}

func TestFormCursorFollowsTheText(t *testing.T) {
	f := counterparty()
	for _, k := range []string{"A", "v"} {
		f.Update(rig.Key(k))
	}
	text, cursor := draw(f)
	row := []rune(strings.Split(text, "\n")[cursor.Y])
	if got := string(row[cursor.X-2 : cursor.X]); got != "Av" {
		t.Errorf("cursor stands behind %q, want behind Av:\n%s", got, text)
	}
	f.Move(1)
	if _, cursor := draw(f); cursor != nil {
		t.Error("a choice shows a text cursor")
	}
}

func TestFormOpensOnTheWrongField(t *testing.T) {
	f := counterparty()
	f.Move(1)
	if f.Valid() || f.Choosing() {
		t.Error("the focus did not go back to the empty name")
	}
}

func TestFormTellsWhereItsFocusIs(t *testing.T) {
	f := kit.NewForm(
		kit.Field{Name: "a", Label: "A", Section: "First", Hint: "of a"},
		kit.Field{Name: "b", Label: "B", Section: "Second", Hint: "of b", Check: func(v string) string {
			if v == "good" {
				return ""
			}
			return "not good"
		}})
	theme := kit.NewTheme(true, false)
	p := kit.NewPage(theme, 50)
	if _, at := f.Draw(theme, p, kit.HintHere); at != (kit.Span{Top: 1, Last: 2}) {
		t.Errorf("the focus is at %v", at)
	}
	if text := ansi.Strip(p.Show(p.Len(), 0)); !strings.Contains(text, "Second ─") || strings.Contains(text, "of b") {
		t.Errorf("want the sections, and the hint of the focus alone:\n%s", text)
	}
	if f.Valid() || f.At() != "b" {
		t.Errorf("the focus is on %q", f.At())
	}
	f.Set("b", "good")
	f.Focus("a")
	if !f.Valid() || f.At() != "a" {
		t.Errorf("after an answer was set: focus on %q", f.At())
	}
}

func TestAFieldCanBeHiddenWhileSomebodyTypes(t *testing.T) {
	f := kit.NewForm(kit.Field{Name: "text", Label: "Text"}, kit.Field{Name: "kind", Label: "Kind", Options: []kit.Option{{Value: "a", Label: "a"}}})
	f.Update(tea.PasteMsg{Content: "token"})
	f.Hide("text", true)
	f.Hide("kind", true)
	if text, _ := draw(f); strings.Contains(text, "token") || !strings.Contains(text, "•••••") || !strings.Contains(text, "● a") {
		t.Errorf("hidden:\n%s", text)
	}
	f.Hide("text", false)
	if text, _ := draw(f); !strings.Contains(text, "token") || f.Value("text") != "token" {
		t.Errorf("shown again:\n%s", text)
	}
}
