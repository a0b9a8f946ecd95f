package tui_test

import (
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// TestTheCursorStandsOnTheCaseThatWasLeft: whoever makes a case and goes back must not open another customer's
// with the next key.
func TestTheCursorStandsOnTheCaseThatWasLeft(t *testing.T) {
	play(t, flow.Demo, fake.Happy, 100, 30, func(s *stage) {
		fillHistory(s.desk)
		s.After(5*time.Second).Press("down", "down")
		s.through("n", "enter").After(time.Second).Press("esc").After(5 * time.Second)
		for _, row := range strings.Split(s.Screen(), "\n") {
			if strings.Contains(row, "▸") && !strings.Contains(row, "Avery Quinn") {
				t.Errorf("the cursor is on %q:\n%s", row, s.Screen())
			}
		}
		s.Sees("1 of 9")
	})
}
