package rig_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/rig"
)

// echo is the smallest program that uses everything the rig can see.
type echo struct {
	typed   string
	pasted  string
	seconds int
	size    tea.WindowSizeMsg
}

type second struct{}

func tick() tea.Cmd { return tea.Tick(time.Second, func(time.Time) tea.Msg { return second{} }) }

func (e *echo) Init() tea.Cmd { return tick() }

func (e *echo) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		e.size = msg
	case tea.PasteMsg:
		e.pasted = msg.Content
	case second:
		e.seconds++
		return e, tick()
	case tea.KeyPressMsg:
		switch msg.String() {
		case "ctrl+c":
			return e, tea.Quit
		case "ctrl+y":
			return e, tea.SetClipboard("copied")
		default:
			e.typed += msg.String() + " "
		}
	}
	return e, nil
}

func (e *echo) View() tea.View {
	v := tea.NewView("typed " + e.typed + "\npasted " + e.pasted + "\nseconds " + strings.Repeat("|", e.seconds) + "\n日本 wide")
	v.AltScreen = true
	v.WindowTitle = "echo"
	v.Cursor = tea.NewCursor(3, 1)
	if e.seconds > 3 {
		v.ProgramStatus = &tea.ProgramStatus{State: tea.ProgramStateWorking}
	}
	return v
}

func TestProgram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &echo{}
		p := rig.Start(t, m, 40, 6)
		p.Press("enter", "ctrl+a", "?", "shift+tab", "f1", "pgdown").Type("a b").Paste("pasted text")
		if got, want := p.Row("typed"), "typed enter ctrl+a ? shift+tab f1 pgdo"; !strings.HasPrefix(got, want) {
			t.Errorf("row %q, want it to begin with %q", got, want)
		}
		if want := "enter ctrl+a ? shift+tab f1 pgdown a space b "; m.typed != want {
			t.Errorf("typed %q, want %q", m.typed, want)
		}
		p.Sees("pasted pasted text", "日本 wide").SeesNot("||||||||")
		p.After(5 * time.Second).Sees("seconds |||||")
		p.Press("ctrl+y")
		if got := p.Clipboard(); len(got) != 1 {
			t.Errorf("clipboard writes %q, want one", got)
		}
		if got := p.Status(); len(got) == 0 {
			t.Error("no program status was seen")
		}
		p.Resize(30, 5)
		if m.size.Width != 30 {
			t.Errorf("size %v after a resize", m.size)
		}
		if left, _ := p.Left(); left {
			t.Fatal("the program left by itself")
		}
		p.Press("ctrl+c")
		if left, err := p.Left(); !left || err != nil {
			t.Errorf("after ctrl+c: left %v, error %v", left, err)
		}
	})
}

// The two ways to look at a view must agree, or goldens would prove nothing.
func TestFrameEqualsTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := &echo{}
		p := rig.Start(t, m, 40, 6)
		p.Type("ab")
		grid := rig.Grid(m.View(), 40, 6)
		if got := p.Screen() + "\n"; got != grid {
			t.Errorf("terminal\n%q\nframe\n%q", got, grid)
		}
	})
}

func TestFrameFacts(t *testing.T) {
	frame := rig.Frame((&echo{seconds: 4}).View(), 20, 5)
	if want := "-- title=\"echo\" alt=true cursor=3,1 status=working\n"; !strings.HasSuffix(frame, want) {
		t.Errorf("frame\n%s\nwant it to end with %s", frame, want)
	}
	if got := strings.Count(frame, "\n"); got != 6 {
		t.Errorf("%d lines, want 5 and one of facts", got)
	}
}

func TestOrphans(t *testing.T) {
	t.Chdir(t.TempDir())
	dir := filepath.Join("testdata", t.Name())
	if err := os.MkdirAll(filepath.Join(dir, "frames"), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"mine.golden", "lost.golden"} {
		if err := os.WriteFile(filepath.Join(dir, "frames", name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	g := rig.NewGoldens(t)
	t.Run("frames/mine", func(t *testing.T) { g.Equal(t, "x") })
	got := g.Orphans(t)
	if want := filepath.Join(dir, "frames", "lost.golden"); len(got) != 1 || got[0] != want {
		t.Errorf("orphans %q, want only %q", got, want)
	}
	// The set's own check runs at cleanup; what it is to find is found.
	if err := os.Remove(got[0]); err != nil {
		t.Fatal(err)
	}
}

func TestUnknownKeysPanic(t *testing.T) {
	for _, name := range []string{"", "entre", "hyper+x"} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Errorf("Key(%q) made a key", name)
				}
			}()
			rig.Key(name)
		})
	}
}
