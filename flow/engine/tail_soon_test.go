package engine

import (
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// TestTailLooksSoonAfterSomebodyActed: the looks have grown rare, and then somebody moves something, here or
// at another console. Within a minute the case is looked at again.
func TestTailLooksSoonAfterSomebodyActed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		e.cfg.Tail.Scan = DefaultTail().Scan
		defer tail(t, e)()
		time.Sleep(3 * time.Hour)
		for { // right after a look, with the next one far away
			at, ok := e.NextLook(id)
			if !ok {
				t.Fatal("the case is not followed")
			}
			if time.Until(at) > 5*time.Minute {
				break
			}
			time.Sleep(time.Until(at) + time.Second)
		}
		before, _ := w.seen()
		if err := e.Do(t.Context(), id, flow.Note{Text: "paid out by hand", By: "operator"}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(DefaultTail().Scan + DefaultTail().First + time.Second)
		if after, _ := w.seen(); after <= before {
			at, _ := e.NextLook(id)
			t.Errorf("nobody looked; the next look is in %s", time.Until(at))
		}
	})
}
