package engine

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// outcome is what one troubled walk came to.
type outcome struct {
	c       flow.Case
	resumes int
	err     error
}

// walkThrough opens a case and walks it to its end, starting a new process after each death
// and trying again after each fault, as an operator with --resume would.
func walkThrough(t *testing.T, w *world) outcome {
	t.Helper()
	var o outcome
	for o.resumes = 0; o.resumes < 12; o.resumes++ {
		e, p := w.engine(t, fmt.Sprintf("p%d", o.resumes))
		o.c, o.err = walkOnce(t, e)
		p.dead.Store(true)
		// A dead process closes nothing; its goroutines are only swept up.
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		_ = e.Close(ctx)
		cancel()
		if o.err == nil && o.c.Fault == nil && o.c.Phase == flow.PhaseSubmitted {
			return o
		}
	}
	return o
}

func walkOnce(t *testing.T, e *Engine) (flow.Case, error) {
	t.Helper()
	ctx, cancel := context.WithCancel(e.ctx)
	defer cancel()
	if _, err := e.cfg.Journal.Case(ctx, "01CASE"); err != nil {
		if _, err := e.Open(ctx, flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Adapter: true, Handoff: flow.HandoffSandbox}); err != nil {
			return flow.Case{}, err
		}
	}
	return e.Walk(ctx, "01CASE", plan())
}

// TestTroubleAtEveryStep breaks every call and every append of the whole road in every way. Whatever happens, the case comes to its end, exactly one
// funds-transfer-method and one contribution exist, no record is lost, and an Item or token that may be left
// over is said to be.
func TestTroubleAtEveryStep(t *testing.T) { troubles(t, 0) }

// TestTroubleInPairs does the same with a second trouble behind the first.
func TestTroubleInPairs(t *testing.T) { troubles(t, 6) }

// troubles breaks each step, and with it each of so many steps behind it.
func troubles(t *testing.T, behind int) {
	t.Helper()
	var steps int
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		if o := walkThrough(t, w); o.err != nil || o.resumes != 0 {
			t.Fatalf("the quiet road: %+v", o)
		}
		steps = w.steps
		t.Logf("%d steps: %v", steps, w.names)
	})
	ways := []trouble{dieBefore, dieAfter, notSent, lostAnswer, serverDown, refused}
	tried := 0
	for first := 1; first <= steps; first++ {
		for _, how := range ways {
			if behind == 0 {
				check(t, map[int]trouble{first: how})
				tried++
			}
			for second := first + 1; second <= min(first+behind, steps+4); second++ {
				for _, then := range ways {
					check(t, map[int]trouble{first: how, second: then})
					tried++
				}
			}
		}
	}
	t.Logf("%d troubled walks", tried)
}

func check(t *testing.T, troubles map[int]trouble) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		w.failAt = troubles
		o := walkThrough(t, w)
		switch {
		case o.err != nil || o.c.Phase != flow.PhaseSubmitted:
			t.Errorf("%v: stuck in phase %s after %d resumes: %v %v", troubles, o.c.Phase, o.resumes, o.err, o.c.Fault)
		case len(w.methods) != 1:
			t.Errorf("%v: %d funds-transfer-methods\n%v", troubles, len(w.methods), w.names)
		case len(w.pulls) != 1 || len(o.c.Transfers) != 1:
			t.Errorf("%v: %d contributions, and the case knows %d\n%v", troubles, len(w.pulls), len(o.c.Transfers), w.names)
		case len(w.items) > 1 && !o.c.OrphanPossible:
			t.Errorf("%v: %d Items and no word of it", troubles, len(w.items))
		case w.minted > 1 && !o.c.ExtraTokenPossible:
			t.Errorf("%v: %d processor tokens and no word of it\n%v", troubles, w.minted, w.names)
		}
		for i, r := range w.disk.records {
			if r.Seq != uint32(i+1) {
				t.Errorf("%v: record %d has sequence %d", troubles, i+1, r.Seq)
			}
		}
	})
}
