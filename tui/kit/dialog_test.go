package kit_test

import (
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
	"linkdesk/tui/rig"
)

func TestDialogDefaultsToNo(t *testing.T) {
	for press, want := range map[string]kit.Answer{
		"y": kit.Yes, "Y": kit.Yes,
		"enter": kit.No, "esc": kit.No, "n": kit.No, "q": kit.No,
		"x": kit.Unanswered, "space": kit.Unanswered, "ctrl+y": kit.Unanswered, "tab": kit.Unanswered,
	} {
		d := kit.Ask("Submit?", "Submit")
		if got := d.Press(rig.Key(press)); got != want {
			t.Errorf("%q answers %d, want %d", press, got, want)
		}
	}
}

func TestTypedDialog(t *testing.T) {
	for name, tc := range map[string]struct {
		typed string
		press string
		want  kit.Answer
	}{
		"the word":        {"Avery Quinn", "enter", kit.Yes},
		"nothing":         {"", "enter", kit.Unanswered},
		"another word":    {"Avery", "enter", kit.Unanswered},
		"y is only a y":   {"y", "enter", kit.Unanswered},
		"case matters":    {"avery quinn", "enter", kit.Unanswered},
		"out":             {"Avery Quinn", "esc", kit.No},
		"letters stay in": {"qn", "esc", kit.No},
	} {
		t.Run(name, func(t *testing.T) {
			d := kit.AskTyped("Submit?", "Submit", "Avery Quinn")
			for _, r := range tc.typed {
				key := string(r)
				if r == ' ' {
					key = "space"
				}
				if got := d.Press(rig.Key(key)); got != kit.Unanswered {
					t.Fatalf("typing %q answered %d", r, got)
				}
			}
			if got := d.Press(rig.Key(tc.press)); got != tc.want {
				t.Errorf("answer %d, want %d", got, tc.want)
			}
		})
	}
}

func TestTypedDialogSaysWhatWasWrong(t *testing.T) {
	d := kit.AskTyped("Submit?", "Submit", "Avery Quinn")
	d.Press(rig.Key("x"))
	d.Press(rig.Key("enter"))
	box, cursor := d.View(kit.NewTheme(true, false), 80, 24)
	if !strings.Contains(ansi.Strip(box), "Nothing was done") {
		t.Errorf("no word about the mismatch:\n%s", ansi.Strip(box))
	}
	row := strings.Split(ansi.Strip(box), "\n")[cursor.Y]
	if got := string([]rune(row)[cursor.X-1]); got != "x" {
		t.Errorf("the cursor stands behind %q in %q, want behind x", got, row)
	}
}

func TestDialogFitsAnyTerminal(t *testing.T) {
	d := kit.AskTyped(strings.Repeat("title ", 30), "Submit", "a word", strings.Repeat("body ", 100))
	for w := 10; w < 100; w += 7 {
		for h := 3; h < 40; h += 5 {
			box, cursor := d.View(kit.NewTheme(true, false), w, h)
			lines := strings.Split(box, "\n")
			if len(lines) > h || kit.Width(lines[0]) > w {
				t.Fatalf("%dx%d: box is %dx%d", w, h, kit.Width(lines[0]), len(lines))
			}
			if cursor != nil && (cursor.Y >= h || cursor.X >= w) {
				t.Fatalf("%dx%d: cursor at %d,%d", w, h, cursor.X, cursor.Y)
			}
		}
	}
}

func TestDialogShortensNoRatherThanCutIt(t *testing.T) {
	asked, _ := kit.Ask("Did you look?", "I looked: go on").View(kit.NewTheme(true, true), 40, 12)
	if text := ansi.Strip(asked); !strings.Contains(text, "▸ enter No ") || strings.Contains(text, "…") {
		t.Errorf("it asks\n%s", text)
	}
}
