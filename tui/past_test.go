package tui_test

import (
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// fillPast is a history in which customers left Link at the same place before, and two came back.
func fillPast(d *fake.Desk) {
	for n := range 4 {
		id := d.Past("Avery Quinn", false, fake.Failing(flow.OpenLink, leftLink()), flow.OpenLink)
		if n < 2 {
			d.CameBack(id)
		}
	}
}

func pastScenes() []scene {
	return []scene{
		{name: "seen_before", setup: fillPast, play: func(s *stage) { s.through("enter").After(time.Second).Press("pgdown") }},
		{name: "left_timeline", setup: fillPast, play: func(s *stage) { s.through("enter").After(time.Second).Press("t") }},
	}
}

// TestWhatHelpedBeforeIsShown: the history is asked once for a trouble, in the background, and what it
// knows stands at the fault.
func TestWhatHelpedBeforeIsShown(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 120, 40, func(s *stage) {
		fillPast(s.desk)
		s.After(4 * time.Second)
		s.through("enter").After(time.Second).Sees("LINK_EXITED", "seen before", "3 times since", "2 solved")
		asked := s.desk.Alikes()
		s.After(10 * time.Second)
		if asked != 1 || s.desk.Alikes() != 1 {
			t.Errorf("it was asked %d times, then %d", asked, s.desk.Alikes())
		}
	})
}
