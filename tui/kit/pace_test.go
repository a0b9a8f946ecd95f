package kit

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

func TestPace(t *testing.T) {
	press := func(text string) tea.KeyPressMsg { return tea.KeyPressMsg{Code: rune(text[0]), Text: text} }
	repeat := press("0")
	repeat.IsRepeat = true
	for name, x := range map[string]struct {
		last  string // the key before, "" for none
		beats int    // that pass after it
		msg   tea.Msg
		typed bool
	}{
		"a hand":                     {"1", 10, press("2"), true},
		"the first key":              {"", 1, press("2"), true},
		"right behind the field":     {"", 0, press("2"), false},
		"an unbracketed paste":       {"1", 0, press("2"), false},
		"a double letter":            {"0", heldBeats, press("0"), true},
		"a repeat by its speed":      {"0", heldBeats - 1, press("0"), false},
		"a repeat by the terminal":   {"0", 100, repeat, false},
		"a bracketed paste":          {"1", 100, tea.PasteMsg{Content: "25.00"}, false},
		"a correction held down":     {"1", 0, tea.KeyPressMsg{Code: tea.KeyBackspace, IsRepeat: true}, true},
		"another key in the rhythm":  {"0", 1, press("1"), true},
		"beats of an earlier number": {"1", -1, press("2"), false},
	} {
		var p Pace
		number := p.Rest()
		if x.last != "" {
			p.Beat(number)
			_, number = p.Judge(press(x.last))
		}
		if x.beats < 0 {
			x.beats, number = 10, number-1
		}
		for range x.beats {
			p.Beat(number)
		}
		if why, _ := p.Judge(x.msg); (why == "") != x.typed {
			t.Errorf("%s: %q", name, why)
		}
	}
}

func TestPaceCountsNoLongerThanItMust(t *testing.T) {
	var p Pace
	number, beats := p.Rest(), 1
	for p.Beat(number) {
		if beats++; beats > heldBeats {
			t.Fatal("the beats never end")
		}
	}
	if p.Quick() || beats != heldBeats {
		t.Errorf("quick %v after %d beats", p.Quick(), beats)
	}
}
