package engine

import (
	"slices"
	"testing"
	"testing/synctest"

	"linkdesk/flow"
)

// After a lost answer the old token is asked before anything is rotated, and once it is dead nothing
// is rotated any more.
func TestALostRotationIsAskedForAndNotRepeated(t *testing.T) {
	for how, want := range map[trouble][]string{
		lostAnswer: {"access_token_rotate", "item_get"},
		serverDown: {"access_token_rotate", "item_get", "access_token_rotate"},
		notSent:    {"access_token_rotate", "access_token_rotate"},
	} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld()
			e, _ := w.engine(t, "p0")
			id := begin(t, e, flow.PhaseTokenReady)
			before := len(w.names)
			w.failAt[w.steps+3] = how
			if err := e.Do(t.Context(), id, flow.Rotate{By: "operator"}); err != nil {
				t.Fatal(err)
			}
			if _, err := e.Wait(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			calls := slices.DeleteFunc(slices.Clone(w.names[before:]), func(s string) bool { return s != "item_get" && s != "access_token_rotate" })
			if !slices.Equal(calls, want) {
				t.Errorf("%s: %v, want %v", how, calls, want)
			}
		})
	}
}

// To keys of another team every access token is unknown, so their word settles nothing.
func TestOtherKeysSettleNothing(t *testing.T) {
	for _, cmd := range []flow.Command{flow.Rotate{By: "operator"}, flow.Remove{By: "operator"}} {
		for _, same := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld()
				e, _ := w.engine(t, "p0")
				e.cfg.Keys = "ours"
				id := begin(t, e, flow.PhaseTokenReady)
				for n := range 40 {
					w.failAt[w.steps+n] = lostAnswer
					if n < 3 {
						delete(w.failAt, w.steps+n) // the journal's own
					}
				}
				if err := e.Do(t.Context(), id, cmd); err != nil {
					t.Fatal(err)
				}
				c, _ := e.Wait(t.Context(), id)
				clear(w.failAt)
				if c.ItemDoubt == "" {
					t.Fatalf("the answer was not lost: %+v", c.Fault)
				}
				w.access = "of another team's"
				if !same {
					e.cfg.Keys = "theirs"
				}
				if err := e.Do(t.Context(), id, flow.CheckItem{}); err != nil {
					t.Fatal(err)
				}
				c, _ = e.Wait(t.Context(), id)
				if same != (c.ItemEnd != "") || same == (c.ItemDoubt != "") {
					t.Errorf("%T, the same keys %v: end %q, doubt %q, fault %+v", cmd, same, c.ItemEnd, c.ItemDoubt, c.Fault)
				}
			})
		}
	}
}
