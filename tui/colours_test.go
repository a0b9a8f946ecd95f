package tui_test

import (
	"fmt"
	"image/color"
	"slices"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/rig"
)

// look is one way in which a terminal shows colours.
type look struct {
	name    string
	dark    bool
	profile colorprofile.Profile
}

// looks are those that there are. Of no colour there is one: the background says nothing then.
func looks() []look {
	return []look{
		{"dark", true, colorprofile.TrueColor}, {"light", false, colorprofile.TrueColor},
		{"dark16", true, colorprofile.ANSI}, {"light16", false, colorprofile.ANSI},
		{"none", true, colorprofile.ASCII},
	}
}

// mainScenes are the six main screens. They are kept in every look.
func mainScenes() []string {
	return []string{"home_list", "accounts", "handoff", "submitted", "invalid_processor", "timeline"}
}

// loudScenes are others in which colour says much. They are kept dark and light.
func loudScenes() []string {
	return []string{"production_confirm", "keys_refused", "money_reversed", "money_unknown", "amount_not_covered", "board"}
}

// wear puts a look on the console, as its terminal would by what it answers.
func (s *stage) wear(l look) *stage {
	var c color.Color = color.White
	if l.dark {
		c = color.Black
	}
	s.root.Update(tea.BackgroundColorMsg{Color: c})
	s.root.Update(tea.ColorProfileMsg{Profile: l.profile})
	return s
}

// TestColours keeps the main screens with their colours.
func TestColours(t *testing.T) {
	goldens := rig.NewGoldens(t)
	played := 0
	for _, sc := range scenes() {
		for _, l := range looks() {
			isMain := slices.Contains(mainScenes(), sc.name)
			if !isMain && (!slices.Contains(loudScenes(), sc.name) || l.profile != colorprofile.TrueColor) {
				continue
			}
			played++
			t.Run(sc.name+"/"+l.name, func(t *testing.T) {
				sc.on(t, 80, 24, func(s *stage) {
					if err := s.End(); err != nil {
						s.t.Fatal(err)
					}
					goldens.Equal(s.t, s.wear(l).root.View().Content+"\n")
				})
			})
		}
	}
	if want := len(mainScenes())*len(looks()) + len(loudScenes())*2; played != want {
		t.Errorf("%d pictures of %d: a scene was renamed", played, want)
	}
}

// checkColours looks at every cell of a frame: text must not have the colour of its background,
// where colours are sixteen it must have none that may be the terminal's background, and without
// colour it must have none at all.
func checkColours(t *testing.T, content string, w, h int, l look) {
	t.Helper()
	screen := uv.NewScreenBuffer(w, h)
	screen.Method = ansi.GraphemeWidth
	uv.NewStyledString(content).Draw(screen, screen.Bounds())
	for y := range h {
		for x := range w {
			cell := screen.CellAt(x, y)
			if cell == nil || cell.Content == "" || cell.Content == " " {
				continue
			}
			if why := wrongColour(cell.Style, l); why != "" {
				t.Fatalf("%s: %q at %d,%d: %s", l.name, cell.Content, x, y, why)
			}
		}
	}
}

// wrongColour says what is wrong with how a cell with text is painted.
func wrongColour(s uv.Style, l look) string {
	switch {
	case s.Fg == nil && s.Bg == nil:
		return ""
	case l.profile <= colorprofile.ASCII:
		return "it has a colour"
	case s.Fg == nil:
		return "its background is coloured and its text is not"
	case s.Bg != nil && s.Fg == s.Bg:
		return "its text has the colour of its background"
	case l.profile != colorprofile.ANSI:
		return ""
	}
	fg, ok := s.Fg.(ansi.BasicColor)
	if !ok {
		return fmt.Sprintf("%T is no colour of sixteen", s.Fg)
	}
	if s.Bg == nil && slices.Contains([]ansi.BasicColor{ansi.Black, ansi.White, ansi.BrightBlack, ansi.BrightWhite}, fg) {
		return "its text may be the terminal's background"
	}
	return ""
}
