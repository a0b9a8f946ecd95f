package kit_test

import (
	"strings"
	"testing"
	"time"

	"linkdesk/tui/kit"
)

func TestNoticesExpireErrorsStay(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	var n kit.Notices
	if _, ok := n.Current(now); ok {
		t.Error("nothing was said, yet a line shows")
	}
	n.Say(now, kit.Good, "copied")
	if line, _ := n.Current(now.Add(time.Second)); line.Text != "copied" {
		t.Errorf("after a second: %q", line.Text)
	}
	if _, ok := n.Current(now.Add(time.Minute)); ok {
		t.Error("a notice is still there after a minute")
	}

	n.Fail(now, "the history is locked")
	n.Say(now, kit.Good, "copied again")
	line, ok := n.Current(now.Add(time.Hour))
	if !ok || line.Tone != kit.Bad || !strings.Contains(line.Text, "the history is locked") {
		t.Errorf("an hour after an error: %+v", line)
	}
	n.Dismiss()
	if _, ok := n.Current(now.Add(time.Hour)); ok || n.Failing() {
		t.Error("a dismissed error still shows")
	}

	var words []string
	for _, said := range n.All() {
		words = append(words, said.Text)
	}
	if got, want := strings.Join(words, ", "), "copied again, the history is locked, copied"; got != want {
		t.Errorf("kept %q, want %q", got, want)
	}
}

func TestNoticesAreBounded(t *testing.T) {
	var n kit.Notices
	for range 1000 {
		n.Say(time.Time{}, kit.Plain, "x")
	}
	if got := len(n.All()); got != 200 {
		t.Errorf("%d notices kept, want 200", got)
	}
}
