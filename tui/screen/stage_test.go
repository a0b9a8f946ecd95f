package screen_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// directedStage is a stage on a fake desk, read once.
func directedStage(t *testing.T) (*fake.Desk, *screen.StageMenu) {
	t.Helper()
	d := fake.New(flow.Demo, silent, 0)
	d.Directed()
	s := screen.NewStage(d, screen.Page{Kind: screen.StagePage})
	s.Update(screen.Tick{Now: time.Now()})
	settle(t, s, s.Start())
	return d, s
}

// press gives a key to a screen as the root does: by its tables, or as text.
func press(t *testing.T, s screen.Screen, name string) (screen.Out, string) {
	t.Helper()
	m := tea.KeyPressMsg{Code: []rune(name)[0]}
	if len([]rune(name)) == 1 {
		m.Text = name
	} else {
		m = keyNamed(name)
	}
	key, found := kit.Find(m, s.Keys()...)
	switch {
	case !found:
		return s.Update(m), ""
	case key.Off != "":
		return screen.Out{}, key.Off
	}
	return s.Act(key.Intent), ""
}

func keyNamed(name string) tea.KeyPressMsg {
	if after, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg{Code: []rune(after)[0], Mod: tea.ModCtrl}
	}
	return tea.KeyPressMsg{Code: map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "down": tea.KeyDown}[name]}
}

func typeIn(t *testing.T, s screen.Screen, text string) {
	t.Helper()
	for _, r := range text {
		press(t, s, string(r))
	}
}

func TestTheStageNarrowsToAStory(t *testing.T) {
	d, s := directedStage(t)
	typeIn(t, s, "trust name")
	if got := text(s); !strings.Contains(got, "25002") || strings.Contains(got, "Everything is slow") {
		t.Errorf("narrowed to\n%s", got)
	}
	out, _ := press(t, s, "enter")
	all := settle(t, s, out)
	last := all[len(all)-1]
	if last.Go == nil || last.Go.Kind != screen.NewCasePage || d.Defaults().Scenario != "name-mismatch" {
		t.Errorf("%+v, and the desk plays %s", last, d.Defaults().Scenario)
	}
	typeIn(t, s, "zzz")
	for _, key := range []string{"enter", "ctrl+p"} {
		if _, off := press(t, s, key); off != "no story has these words" {
			t.Errorf("%s: %q", key, off)
		}
	}
	if out, _ := press(t, s, "esc"); out.Back {
		t.Error("esc left the page and not the words")
	}
	if out, _ := press(t, s, "esc"); !out.Back {
		t.Error("esc did not leave the page")
	}
}

// TestOneWishAtATime: while the simulator is being asked nothing else can be.
func TestOneWishAtATime(t *testing.T) {
	_, s := directedStage(t)
	if out, _ := press(t, s, "tab"); len(out.Jobs) != 1 {
		t.Fatal("no job")
	}
	for _, key := range []string{"tab", "enter", "ctrl+p", "ctrl+t", "ctrl+r"} {
		if _, off := press(t, s, key); !strings.Contains(off, "changing the speed") {
			t.Errorf("%s: %q", key, off)
		}
	}
}

// TestTheStageSaysWhyNot: the reason stands on the page until it is looked at again.
func TestTheStageSaysWhyNot(t *testing.T) {
	d, s := directedStage(t)
	d.Fail(&flow.Fault{Op: "stage", Kind: flow.Config, Code: "SIMULATOR", Message: "the simulator does not answer"})
	out, _ := press(t, s, "tab")
	settle(t, s, out)
	sees(t, s, "That did not work", "The simulator does not answer.")
	if strings.Contains(text(s), "SIMULATOR") {
		t.Error("a code for machines is shown")
	}
	d.Fail(errors.New("busy"))
	out, _ = press(t, s, "enter")
	settle(t, s, out)
	sees(t, s, "Busy.")
	d.Fail(nil)
	out, _ = press(t, s, "enter")
	settle(t, s, out)
	sees(t, s, "speed (tab)")
}

// TestTimeSaysWhatItCauses: one case by its name, several by their number, none as none.
func TestTimeSaysWhatItCauses(t *testing.T) {
	now := time.Now()
	for _, x := range []struct {
		ends []time.Duration
		want string
	}{
		{nil, "No case has a link_token"},
		{[]time.Duration{time.Hour}, "of the case of customer 1 runs out"},
		{[]time.Duration{time.Hour, 2 * time.Hour, 5 * time.Hour}, "The link_tokens of 2 cases run out"},
		{[]time.Duration{5 * time.Hour, -time.Hour}, "No case has a link_token"},
	} {
		d := fake.New(flow.Demo, silent, 0)
		d.Directed()
		for i, left := range x.ends {
			d.Past("customer "+string(rune('1'+i)), false, func(flow.Case, flow.Effect) []flow.Event {
				return []flow.Event{flow.LinkTokenCreated{Expiration: now.Add(left), TokenHash: "a1"}}
			}, flow.CreateLinkToken)
		}
		s := screen.NewStage(d, screen.Page{})
		s.Update(screen.Tick{Now: now})
		settle(t, s, s.Start())
		press(t, s, "ctrl+t")
		sees(t, s, x.want)
	}
}

// TestOnlyADemoHasAStage: no key elsewhere, and a reason for a console that only looks.
func TestOnlyADemoHasAStage(t *testing.T) {
	for _, env := range flow.Environments() {
		h := screen.NewHome(fake.New(env, silent, 0), false)
		if _, found := kit.Find(tea.KeyPressMsg{Code: 's', Text: "s"}, h.Keys()...); found {
			t.Errorf("%s: a desk without a stage has the key", env)
		}
	}
	d := fake.New(flow.Demo, silent, 0)
	d.Directed()
	v := d.Defaults()
	v.ReadOnly = "this console only looks"
	d.SetDefaults(v)
	if _, off := press(t, screen.NewHome(d, false), "s"); off != v.ReadOnly {
		t.Errorf("read-only: %q", off)
	}
}
