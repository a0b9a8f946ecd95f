package engine

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// act is a rotation or a removal, tried until it is settled.
type act struct {
	cmd  flow.Command
	then flow.Command // what the operator does while the outcome is in doubt
	from flow.Phase
}

// TestTroubleAtEveryStepOfARotation breaks every call and every append of a rotation in every way,
// and with each of them those behind it. Whatever happens, the case never takes a dead token for a good one without a
// doubt, and no token is thrown away that still works.
func TestTroubleAtEveryStepOfARotation(t *testing.T) {
	troublesOf(t, act{flow.Rotate{By: "operator"}, flow.CheckItem{}, flow.PhaseTokenReady}, checkRotation)
	troublesOf(t, act{flow.Rotate{By: "operator"}, flow.Rotate{By: "operator"}, flow.PhaseChoosing}, checkRotation)
}

// TestTroubleAtEveryStepOfARemoval does the same with a removal, which always comes to its end.
func TestTroubleAtEveryStepOfARemoval(t *testing.T) {
	troublesOf(t, act{flow.Remove{By: "operator"}, flow.CheckItem{}, flow.PhaseTokenReady}, checkRemoval)
	troublesOf(t, act{flow.Remove{By: "operator"}, flow.Remove{By: "operator"}, flow.PhaseSubmitted}, checkRemoval)
}

func troublesOf(t *testing.T, a act, check func(*testing.T, string, *world, flow.Case)) {
	t.Helper()
	steps, tried := a.with(t, nil, check), 0
	if steps < 4 {
		t.Fatalf("%T has %d steps", a.cmd, steps)
	}
	ways := []trouble{dieBefore, dieAfter, notSent, lostAnswer, serverDown, refused}
	for first := 1; first <= steps+3; first++ {
		for _, how := range ways {
			a.with(t, map[int]trouble{first: how}, check)
			for second := first + 1; second <= first+5; second++ {
				for _, then := range ways {
					a.with(t, map[int]trouble{first: how, second: then}, check)
					tried++
				}
			}
		}
	}
	t.Logf("%T, then %T: %d steps, %d troubled walks in pairs", a.cmd, a.then, steps, tried)
}

// with carries an act out with trouble at some of its steps, and returns how many steps that took.
func (a act) with(t *testing.T, troubles map[int]trouble, check func(*testing.T, string, *world, flow.Case)) (steps int) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		w := newWorld()
		e, p := w.engine(t, "p0")
		id := begin(t, e, a.from)
		before := w.steps
		for at, how := range troubles {
			w.failAt[before+at] = how
		}
		var c flow.Case
		for tries := 1; tries < 9; tries++ {
			c = a.once(t, e, id)
			p.dead.Store(true)
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			_ = e.Close(ctx)
			cancel()
			truth(t, fmt.Sprint(troubles), w, c)
			if c.Side == nil && c.Fault == nil && c.ItemDoubt == "" && (w.rotated > 0 || w.access == "gone") || c.ItemEnd != "" {
				break
			}
			e, p = w.engine(t, fmt.Sprintf("p%d", tries))
		}
		check(t, fmt.Sprintf("%T %v", a.cmd, troubles), w, c)
		if t.Failed() {
			t.Logf("%v", w.names[before:])
		}
		steps = w.steps - before
	})
	return steps
}

func (a act) once(t *testing.T, e *Engine, id flow.CaseID) flow.Case {
	t.Helper()
	ctx, cancel := context.WithCancel(e.ctx)
	defer cancel()
	c, err := e.cfg.Journal.Case(t.Context(), id)
	switch {
	case err != nil:
	case c.Side != nil:
		err = e.Wake(ctx, id)
	case c.ItemDoubt != "":
		err = e.Do(ctx, id, a.then)
	default:
		err = e.Do(ctx, id, a.cmd)
	}
	if err == nil {
		_, _ = e.Wait(ctx, id)
	}
	c, _ = flow.Replay(e.cfg.Journal.(journal).p.w.disk.records)
	return c
}

// truth is what must hold whenever nobody works on the case.
func truth(t *testing.T, name string, w *world, c flow.Case) {
	t.Helper()
	held, holds := w.disk.secrets[flow.AccessToken.String()]
	switch {
	case c.Side != nil || c.ItemDoubt != "":
	case c.ItemEnd == flow.ItemGone && w.access != "gone":
		t.Errorf("%s: the case calls an Item removed that lives", name)
	case c.ItemEnd == flow.ItemOutOfReach && (holds || text(held) == w.access || w.access == "gone"):
		t.Errorf("%s: the case calls an Item out of reach whose token is %q, held %q", name, w.access, text(held))
	case c.ItemEnd == "" && text(held) != w.access:
		t.Errorf("%s: the token held is %q, the living one %q, and there is no doubt of it", name, text(held), w.access)
	}
}

func checkRotation(t *testing.T, name string, w *world, c flow.Case) {
	t.Helper()
	held := text(w.disk.secrets[flow.AccessToken.String()])
	_, processor := w.disk.secrets[flow.ProcessorToken.String()]
	switch {
	case c.Side != nil || c.ItemDoubt != "":
		t.Errorf("%s: not settled: side %+v, doubt %q", name, c.Side, c.ItemDoubt)
	case c.ItemEnd == flow.ItemGone, c.ItemEnd == "" && (held != w.access || w.rotated == 0):
		t.Errorf("%s: end %q, token %q, living %q, %d rotations", name, c.ItemEnd, held, w.access, w.rotated)
	case c.ItemEnd == "" && c.Fault != nil:
		t.Errorf("%s: rotated, and the case says %v", name, c.Fault)
	case processor != (c.Masked != ""):
		t.Errorf("%s: the processor token is held %v, the case shows %q", name, processor, c.Masked)
	}
}

func checkRemoval(t *testing.T, name string, w *world, c flow.Case) {
	t.Helper()
	if c.ItemEnd != flow.ItemGone || w.access != "gone" || c.Side != nil || c.Fault != nil || c.ItemDoubt != "" {
		t.Errorf("%s: end %q, at Plaid %q, side %+v, fault %v, doubt %q", name, c.ItemEnd, w.access, c.Side, c.Fault, c.ItemDoubt)
	}
	if n := len(w.disk.secrets); n != 0 {
		t.Errorf("%s: %d secrets outlive the Item: %v", name, n, w.disk.secrets)
	}
}
