package tui_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// The mouse is the terminal's own where people select ids with it, and the list's where it helps.
func TestTheMouseIsAskedForInLists(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		wants := func(where string, want bool) {
			t.Helper()
			if s.HasMouse() != want {
				t.Errorf("%s: the mouse is asked for: %v", where, !want)
			}
		}
		s.toHandoff()
		wants("a case", false)
		s.Press("?")
		wants("help", true)
		s.Press("esc", "ctrl+n")
		wants("notices", false)
		s.Press("esc").through("enter").Sees("choose this account")
		wants("the accounts", true)
		s.Press("t")
		wants("the timeline", false)
		s.Press("t").through("enter", "enter", "y").Press("m")
		wants("the menu", true)
		s.Press("esc")
		wants("a case that is submitted", false)
	})
}

func TestTheMouseChoosesAnAccountAndNothingMore(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		play(t, flow.Demo, fake.Happy, size[0], size[1], func(s *stage) {
			s.toAccounts().Sees("▸ Plaid Saving")
			s.ClickOn("Plaid Checking")
			s.Sees("▸ Plaid Checking").ClickOn("▸ Plaid Checking")
			s.Wheel(size[0]-20, 5, 2)
			s.Sees("▸ ✗ Plaid Credit Card").Wheel(size[0]-20, 5, -1)
			s.Sees("▸ Plaid Saving").Click(3, 0)
			s.Click(size[0]-20, size[1]-3)
			s.Sees("▸ Plaid Saving")
			if n := s.commands(flow.CmdChooseAccount); n != 0 {
				t.Errorf("%d accounts were chosen", n)
			}
		})
	}
}

func TestTheMouseMovesInTheMenu(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("m").Sees("▸ f")
		s.ClickOn("balances of now, from the bank")
		s.Sees("▸ b", "It changes nothing").Wheel(10, 5, -1)
		s.Sees("▸ s").ClickOn("enter do this")
		s.Sees("Pay money out")
	})
}

func TestAClickOnAHintPressesItsKey(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toAccounts().ClickOn("timeline")
		s.Press("t").Sees("▸ Plaid Saving").ClickOn("help")
		s.SeesNot("hold Shift").Wheel(10, 5, 30)
		s.Sees("Mouse", "hold Shift").ClickOn("back")
		s.SeesNot("hold Shift").ClickOn("enter choose")
		s.After(4 * workTime).Sees("submit to Prime Trust")
		if n := s.commands(flow.CmdChooseAccount); n != 1 {
			t.Errorf("%d accounts were chosen", n)
		}
	})
}

// A click means what was drawn when it was made. Where another key has come into the place since, it
// does nothing.
func TestALateClickPressesNoOtherKey(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toAccounts()
		rows := strings.Split(s.Screen(), "\n")
		view, at := s.root.View(), strings.Index(rows[23], "enter")
		cmd := view.OnMouse(tea.MouseClickMsg{X: at, Y: 23, Button: tea.MouseLeft})
		if other := view.OnMouse(tea.MouseClickMsg{X: at, Y: 22, Button: tea.MouseLeft}); cmd == nil || other != nil {
			t.Fatal("the hint is not where it is drawn")
		}
		s.through("enter").Sees("submit to Prime Trust")
		s.tell(cmd())
		s.SeesNot("Submit to Prime Trust?")
	})
}

// A question is answered with keys alone.
func TestAQuestionIgnoresTheMouse(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toFollowing().Press("m", "X").Sees("Deactivate the method?")
		if !s.HasMouse() {
			t.Fatal("the menu behind the question has no mouse")
		}
		for _, text := range []string{"y Deactivate", "enter no", "No, go back"} {
			s.ClickOn(text)
			s.Sees("Deactivate the method?")
		}
		s.Wheel(10, 5, 3)
		s.Press("esc").Sees("▸ f")
		if n := s.commands(flow.CmdDeactivate); n != 0 {
			t.Errorf("%d deactivations", n)
		}
	})
}

func TestTheMouseIsGivenBackAtTheEnd(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 80, 24, func(s *stage) {
		s.toAccounts()
		if !s.HasMouse() {
			t.Fatal("there is no mouse to give back")
		}
		s.Drum(0, "ctrl+c").stays()
		if v := s.root.View(); v.MouseMode != tea.MouseModeNone || v.ReportFocus {
			t.Error("the last view still asks for mouse or focus")
		}
		s.After(0).gone()
		if s.HasMouse() {
			t.Error("the shell gets the mouse")
		}
	})
}
