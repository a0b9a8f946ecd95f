package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
)

func TestCopying(t *testing.T) {
	for name, tc := range map[string]struct {
		copier tui.Copier
		env    []string
		sees   []string
		osc    int
		dcs    int
	}{
		"no program":       {nil, nil, []string{"sent to the terminal, which does not confirm (u prints it)"}, 1, 0},
		"a sure one":       {clip("wl-copy", true, nil), nil, []string{"✓ copied (wl-copy)"}, 0, 0},
		"one that failed":  {clip("", false, errors.New("xclip failed")), nil, []string{"sent to the terminal, which does not confirm"}, 1, 0},
		"one that hangs":   {hang, nil, []string{"sent to the terminal, which does not confirm"}, 1, 0},
		"tmux":             {nil, []string{"TERM=xterm-256color", "TMUX=/tmp/tmux-0/default,1,0"}, []string{"sent to the terminal, which does not"}, 1, 1},
		"sure beside tmux": {clip("pbcopy", true, nil), []string{"TERM=xterm-256color", "TMUX=x"}, []string{"✓ copied (pbcopy)"}, 0, 0},
		"sure and failed":  {clip("xsel", true, errors.New("no")), nil, []string{"sent to the terminal, which does not"}, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				desk := fake.New(flow.Sandbox, fake.Hanging(flow.OpenLink), workTime)
				var opts []tea.ProgramOption
				if tc.env != nil {
					opts = append(opts, tea.WithEnvironment(tc.env))
				}
				root := tui.New(t.Context(), tui.Options{Desks: fake.One(desk), Env: flow.Sandbox, Now: time.Now().UTC(), Copier: tc.copier})
				s := &stage{Program: rig.Start(t, root, 80, 24, opts...), t: t, root: root, desk: desk, w: 80, h: 24}
				s.waiting(hosted(62)).Press("y").After(4 * time.Second).Sees(tc.sees...)
				osc := ansi.SetSystemClipboard(hosted(62))
				wrapped := "\x1bPtmux;" + strings.ReplaceAll(osc, "\x1b", "\x1b\x1b") + "\x1b\\"
				if n := s.Sent(osc) - s.Sent("\x1b"+osc); n != tc.osc {
					t.Errorf("%d plain clipboard writes, want %d", n, tc.osc)
				}
				if n := s.Sent(wrapped); n != tc.dcs {
					t.Errorf("%d clipboard writes through tmux, want %d", n, tc.dcs)
				}
				s.Press("t").Sees("Timeline")
			})
		})
	}
}

// clip is a Copier that answers at once.
func clip(how string, sure bool, err error) tui.Copier {
	return func(_ context.Context, text string) (string, bool, error) {
		if text != hosted(62) {
			return how, false, errors.New("it got another text")
		}
		return how, sure, err
	}
}

// hang is a Copier that knows no limit of its own.
func hang(ctx context.Context, _ string) (string, bool, error) {
	<-ctx.Done()
	return "", false, ctx.Err()
}

func TestTheAddressOnThePlainScreen(t *testing.T) {
	for _, key := range []string{"enter", "ctrl+c", "ctrl+d"} {
		play(t, flow.Sandbox, fake.Hanging(flow.OpenLink), 80, 24, func(s *stage) {
			url := hosted(78)
			s.waiting(url).Press("u").After(time.Second)
			if !s.Plain() {
				t.Fatal("it is still the alternate screen")
			}
			s.Sees("stays in the scrollback", "Press Enter to go back").SeesNot("SANDBOX")
			if row := s.Row("secure.plaid.com"); row != url {
				t.Errorf("the address stands as %q", row)
			}
			// A pipe cannot take a read back as a terminal can, so the program's own reader gets
			// the first key.
			s.Press("a", "a", "q").Sees("Press Enter to go back")
			s.Press(key).Sees("SANDBOX", "waiting for the customer")
			if s.Plain() {
				t.Error("it is still the plain screen")
			}
			s.Press("t").Sees("Timeline").Press("ctrl+c").gone()
		})
	}
}

func TestTheEndOfTheProgramEndsThePlainScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Sandbox, fake.Hanging(flow.OpenLink), workTime)
		ctx, cancel := context.WithCancel(t.Context())
		root := tui.New(ctx, tui.Options{Desks: fake.One(desk), Env: flow.Sandbox, Now: time.Now().UTC()})
		s := &stage{Program: rig.Start(t, root, 80, 24), t: t, root: root, desk: desk, w: 80, h: 24}
		s.waiting(hosted(62)).Press("u").After(time.Second).Sees("Press Enter")
		cancel()
		s.After(time.Second)
		if s.Plain() {
			t.Error("it still waits for a key")
		}
	})
}
