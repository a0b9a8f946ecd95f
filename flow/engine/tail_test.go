package engine

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// funded is a case whose pull is pending, and an engine that follows it.
func funded(t *testing.T) (*world, *Engine, flow.CaseID) {
	t.Helper()
	w := newWorld()
	w.ledger.Standing = &flow.Standing{AccountStatus: "opened", CIPCleared: true, AMLCleared: true}
	e, _ := w.engine(t, "p1")
	e.cfg.Tail.Scan = 10 * time.Minute // days pass in these tests, each minute of them for real
	c, err := walkOnce(t, e)
	if err != nil || len(c.Transfers) != 1 {
		t.Fatalf("%+v %v", c.Fault, err)
	}
	return w, e, c.ID
}

// tail lets a background job run until the returned function is called.
func tail(t *testing.T, e *Engine) (end func()) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { e.Tail(ctx); close(done) }()
	return func() { cancel(); <-done }
}

func (w *world) change(do func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	do()
}

func (w *world) seen() (looks, records int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.looks, len(w.disk.records)
}

// TestTailWritesWhatIsNewAndNothingElse: a pull that is pending for days leaves one trace, its
// settlement another one, and the looks grow rare meanwhile.
func TestTailWritesWhatIsNewAndNothingElse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		_, before := w.seen()
		defer tail(t, e)()
		time.Sleep(48 * time.Hour)
		looks, records := w.seen()
		if records != before+2 {
			t.Errorf("two days of pending left %d records, want the first look's two", records-before)
		}
		if most := int(48*time.Hour/DefaultTail().Max) + 20; looks < 100 || looks > most {
			t.Errorf("%d looks in two days, want at most %d", looks, most)
		}
		if at, ok := e.NextLook(id); !ok || time.Until(at) > DefaultTail().Max || time.Until(at) < 0 {
			t.Errorf("the next look is at %s, %t", at, ok)
		}
		w.change(func() { w.settle("settled") })
		time.Sleep(DefaultTail().Max)
		c, err := e.cfg.Journal.Case(t.Context(), id)
		if err != nil || c.Transfers[0].State() != flow.TransferHeld {
			t.Errorf("after the settlement: %+v %v", c.Transfers, err)
		}
		if _, now := w.seen(); now != records+2 {
			t.Errorf("the settlement left %d records", now-records)
		}
		last := w.disk.records[len(w.disk.records)-2]
		if asked, ok := last.Event.(flow.FollowAsked); !ok || asked.By != "following" {
			t.Errorf("the wish of a look in the background is %+v", last.Event)
		}
	})
}

// TestTwoTailsWriteOnce: two consoles follow the same case.
func TestTwoTailsWriteOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, a, _ := funded(t)
		b, _ := w.engine(t, "p2")
		defer tail(t, a)()
		defer tail(t, b)()
		time.Sleep(time.Hour)
		_, before := w.seen()
		w.change(func() { w.settle("reversed") })
		time.Sleep(time.Hour)
		if _, now := w.seen(); now != before+2 {
			t.Errorf("one change left %d records", now-before)
		}
	})
}

// TestTailLeavesWorkAlone: a case at which somebody works is not looked at.
func TestTailLeavesWorkAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		end := tail(t, e)
		time.Sleep(time.Hour)
		end()
		if _, ok := e.NextLook(id); ok {
			t.Error("a job that has ended still says when it looks")
		}
		w.change(func() { w.failAt[w.steps+3] = lostAnswer }) // wish, intent, call
		e.cfg.Retry.Tries = 1
		if err := e.Do(t.Context(), id, flow.MoveMoney{Move: flow.Disbursement, Amount: flow.Money{Minor: 100, Currency: flow.USD}, Seen: 1}); err != nil {
			t.Fatal(err)
		}
		c, err := e.Wait(t.Context(), id)
		if err != nil || c.Status() != flow.StatusUncertain {
			t.Fatalf("%s %v", c.Status(), err)
		}
		looks, records := w.seen()
		defer tail(t, e)()
		time.Sleep(time.Hour)
		if l, r := w.seen(); l != looks || r != records {
			t.Errorf("%d looks and %d records at a case whose outcome is not known", l-looks, r-records)
		}
	})
}

// TestTailTellsATroubleOnce: a look that is refused is told at once, and one that finds nobody when
// it has found nobody for some time; either is told once, and the looks go on when it is over.
func TestTailTellsATroubleOnce(t *testing.T) {
	for _, tc := range []struct {
		how  trouble
		want int
	}{{refused, 2}, {notSent, 2}, {lostAnswer, 2}} {
		t.Run(string(tc.how), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w, e, id := funded(t)
				defer tail(t, e)()
				time.Sleep(time.Hour)
				_, before := w.seen()
				w.change(func() {
					for i := range 400 {
						w.failAt[w.steps+1+i] = tc.how
					}
				})
				time.Sleep(20 * time.Hour)
				if _, now := w.seen(); now-before != tc.want {
					t.Errorf("%d records of %s, want %d", now-before, tc.how, tc.want)
				}
				w.change(func() { clear(w.failAt); w.settle("settled") })
				time.Sleep(time.Hour)
				c, err := e.cfg.Journal.Case(t.Context(), id)
				if err != nil || c.Fault != nil || c.Transfers[0].State() != flow.TransferHeld {
					t.Errorf("afterwards: %+v %+v %v", c.Fault, c.Transfers, err)
				}
			})
		})
	}
}

// TestFollowWaitsForTheEnd, and tells a refusal at once.
func TestFollowWaitsForTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		go func() {
			time.Sleep(10 * time.Hour)
			w.change(func() { w.settle("cancelled") })
		}()
		c, err := e.Follow(t.Context(), id)
		if err != nil || c.Transfers[0].State() != flow.TransferCancelled {
			t.Errorf("%+v %v", c.Transfers, err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		w, e, id := funded(t)
		w.change(func() { w.failAt[w.steps+1] = refused })
		var fault *flow.Fault
		if _, err := e.Follow(t.Context(), id); !errors.As(err, &fault) || fault.Code != "NO" || fault.Hint == "" {
			t.Errorf("a refused look gives %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		_, e, id := funded(t)
		ctx, cancel := context.WithTimeout(t.Context(), time.Hour)
		defer cancel()
		if _, err := e.Follow(ctx, id); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("a pull without an end gives %v", err)
		}
	})
}
