package plain

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/tui/rig/fake"
)

// TestTheStageIsSetInLines: another story, another pace, and a day that passes, from the list and
// from a case; what only the screen has says so.
func TestTheStageIsSetInLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		d.Directed()
		said := script(t, opts, slices.Concat([]string{"s", "story", "mfa-device", "stage", "pace", "fast"}, fresh, []string{"stage", "clean start", "day", "q"})...)
		now, err := d.Stage(t.Context())
		if err != nil || now.Playing != "mfa-device" || now.Pace != "fast" || d.Passed() != 24*time.Hour {
			t.Errorf("%s, %s, %s, %v\n%s", now.Playing, now.Pace, d.Passed(), err, said)
		}
		for _, want := range []string{"Played now: happy, normal.", "Played now: mfa-device, fast.", "Not now: it is on the stage of the screen"} {
			if !strings.Contains(said, want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
	})
}
