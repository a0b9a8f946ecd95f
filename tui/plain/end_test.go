package plain

import (
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// TestTheEndOfInputAtAnOpenHandoffLeaves: nobody reads any more, so nothing may wait for a line.
func TestTheEndOfInputAtAnOpenHandoffLeaves(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Hanging(flow.OpenLink))
		k := sits(t, opts).types(fresh...).types("1", "1", "")
		k.sees("No longer waiting")
		_ = k.typed.Close()
		time.Sleep(time.Minute)
		select {
		case <-k.done:
		default:
			k.end()
			time.Sleep(time.Minute)
			t.Errorf("the console stays after the end of its input:\n%s", k.said())
		}
	})
}
