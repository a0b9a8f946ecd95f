package link

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

// The console is killed in the middle of a visit and started again: what the journal has is not
// told twice, no second browser opens beside the customer's, and the result is taken once.
func TestAConsoleThatIsStartedAgain(t *testing.T) {
	opens := 0
	host(t, func(f *hosting) {
		f.h.Open = func(context.Context, string) error { opens++; return nil }
		f.bank.visits(visitor("s-1", 5*time.Second, 100*time.Second, linked("s-1"), "OPEN", "SELECT_INSTITUTION", "HANDOFF"))
	}, func(t *testing.T, f *hosting) {
		f.pass(30 * time.Second)
		f.cancel()
		<-f.done
		if len(f.sink.events) != 1 || opens != 1 {
			t.Fatalf("%d events, %d browsers before", len(f.sink.events), opens)
		}
		f.req.Seen = map[string]bool{f.sink.events[0].ID: true}
		f.start()
		if len(f.sink.opened) != 2 || f.sink.opened[1] != testHosted || f.sink.started[1] || !strings.Contains(f.sink.notes[1], "at Link already") {
			t.Errorf("opened %q %v %q", f.sink.opened, f.sink.started, f.sink.notes)
		}
		if r := f.landed(); r.SessionID != "s-1" || !r.Linked() || opens != 1 {
			t.Errorf("the result is %+v, %d browsers", r, opens)
		}
		if got := names(f.sink.events); !slices.Equal(got, []string{"OPEN", "SELECT_INSTITUTION", "HANDOFF"}) {
			t.Errorf("told %q", got)
		}
	})
}

func names(events []flow.LinkEvent) (out []string) {
	for _, e := range events {
		out = append(out, e.Name)
	}
	return out
}

// The customer finished while no console was there: nothing is opened any more.
func TestAResultThatWaited(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.begun = f.bank.begun.Add(-time.Hour)
		f.req.Seen = map[string]bool{"s-1-0": true}
		f.bank.visits(visitor("s-1", 0, time.Second, linked("s-1"), "OPEN", "HANDOFF"))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); !r.Linked() || len(f.sink.opened) != 0 || !slices.Equal(names(f.sink.events), []string{"HANDOFF"}) {
			t.Errorf("%+v, opened %q, told %q", r, f.sink.opened, names(f.sink.events))
		}
	})
}

// A second flight with the same link token does not end with the exit of the first; one that
// happened while no console was there does count.
func TestAnExitOfTheFlightBefore(t *testing.T) {
	for name, tt := range map[string]struct {
		seen map[string]bool
		end  time.Duration
		note string
	}{
		"in the journal":     {map[string]bool{"s-1-0": true, "s-1-1": true}, 0, "left Link before"},
		"not in the journal": {map[string]bool{"s-1-0": true}, graceLeft, "can be opened again"},
	} {
		t.Run(name, func(t *testing.T) {
			host(t, func(f *hosting) {
				f.bank.begun = f.bank.begun.Add(-time.Minute)
				f.req.Seen = tt.seen
				f.bank.visits(visitor("s-1", 0, 10*time.Second, exited("s-1", "requires_code"), "OPEN", "EXIT"),
					visitor("s-2", 2*time.Minute, 3*time.Minute, linked("s-2"), "OPEN", "HANDOFF"))
			}, func(t *testing.T, f *hosting) {
				r := f.landed()
				if !strings.Contains(f.sink.said[0], tt.note) {
					t.Errorf("the notes are %q", f.sink.said)
				}
				if took := time.Since(f.bank.begun) - time.Minute; r.Linked() != (tt.end == 0) || tt.end != 0 && took > tt.end+2*time.Second {
					t.Errorf("after %s: %+v", took, r)
				}
			})
		})
	}
}

// The success of a repair is told by the end of the visit; an exit is none, and neither is an
// end that Plaid has not explained but for its EXIT event.
func TestARepairEndsWithoutAToken(t *testing.T) {
	for name, tt := range map[string]struct {
		result *flow.LinkResult
		last   string
		update bool
		good   bool
	}{
		"ended":            {nil, "HANDOFF", true, true},
		"with a token":     {linked("s"), "HANDOFF", true, true},
		"left":             {exited("s", "requires_credentials"), "EXIT", true, false},
		"left, unsaid yet": {nil, "EXIT", true, false},
		"no repair":        {nil, "HANDOFF", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			host(t, func(f *hosting) {
				f.req.Update = tt.update
				f.bank.visits(visitor("s", 0, 10*time.Second, tt.result, "OPEN", tt.last))
			}, func(t *testing.T, f *hosting) {
				if r := f.landed(); r.Updated != tt.good || r.Linked() != tt.good || r.SessionID != "s" {
					t.Errorf("the result is %+v", r)
				}
			})
		})
	}
}

// Of two visits that linked something the one that ended first counts.
func TestTwoVisitsThatLinked(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s-1", 0, 700*time.Millisecond, linked("s-1")), visitor("s-2", 0, 500*time.Millisecond, linked("s-2")))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.SessionID != "s-2" {
			t.Errorf("the result is %+v", r)
		}
	})
}

func TestEventsWithoutAnID(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.sessions = func(context.Context, time.Duration) ([]flow.LinkSession, error) {
			at := f.bank.begun
			return []flow.LinkSession{
				{ID: "a", Events: []flow.LinkEvent{{Name: "OPEN", At: at.Add(2)}, {Name: "OPEN", At: at.Add(3)}, {Name: "X", At: at.Add(3)}}},
				{ID: "b", Events: []flow.LinkEvent{{Name: "OPEN", At: at.Add(2)}, {Name: "FIRST", At: at.Add(1)}}}}, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.pass(10 * time.Second)
		if got := names(f.sink.events); !slices.Equal(got, []string{"FIRST", "OPEN", "OPEN", "OPEN", "X"}) || f.sink.events[0].SessionID != "b" {
			t.Errorf("told %+v", f.sink.events)
		}
	})
}

func TestEventsOfAHostedVisitAreBounded(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.sessions = func(_ context.Context, at time.Duration) ([]flow.LinkSession, error) {
			var all []flow.LinkEvent
			for i := range 300 {
				all = append(all, flow.LinkEvent{Name: "X", At: f.bank.begun.Add(at).Add(time.Duration(i))})
			}
			return []flow.LinkSession{{ID: "a", Events: all}}, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.pass(20 * time.Second)
		if len(f.sink.events) != maxEvents {
			t.Errorf("%d events were told", len(f.sink.events))
		}
	})
}

// A result that cannot be saved is offered again, with a word to the operator.
func TestAResultIsOfferedUntilItIsKept(t *testing.T) {
	host(t, func(f *hosting) {
		f.sink.failing = 3
		f.bank.visits(visitor("s", 0, time.Second, linked("s")))
	}, func(t *testing.T, f *hosting) {
		f.landed()
		if took := time.Since(f.bank.begun); took < 6*time.Second || took > 20*time.Second {
			t.Errorf("it took %s", took)
		}
		if len(f.sink.said) != 1 || !strings.Contains(f.sink.said[0], "cannot be saved") || !strings.Contains(f.sink.said[0], "disk is full") {
			t.Errorf("the notes are %q", f.sink.said)
		}
	})
	// With the token its time is over too.
	host(t, func(f *hosting) {
		f.sink.failing = 1000
		f.bank.visits(visitor("s", 0, time.Second, linked("s")))
	}, func(t *testing.T, f *hosting) {
		<-f.done
		if f.err == nil || !strings.Contains(f.err.Error(), "disk is full") || time.Since(f.bank.begun) > 30*time.Minute+overtime+worstPause {
			t.Errorf("after %s: %v", time.Since(f.bank.begun), f.err)
		}
	})
}

// deaf is a sink whose case has gone on without the flight.
type deaf struct {
	*sink
	events, results error
}

func (d deaf) Event(ctx context.Context, e flow.LinkEvent) error {
	if d.events != nil {
		return d.events
	}
	return d.sink.Event(ctx, e)
}

func (d deaf) Result(ctx context.Context, r flow.LinkResult) error {
	if d.results != nil {
		return d.results
	}
	return d.sink.Result(ctx, r)
}

func TestACaseThatWentOn(t *testing.T) {
	over := flow.Faultf("open_link", flow.Input, "FLIGHT_OVER", "over")
	for name, tt := range map[string]struct {
		d    deaf
		err  error
		kept int
	}{
		"events":      {deaf{events: over}, over, 0},
		"results":     {deaf{results: over}, over, 0},
		"events only": {deaf{events: errors.New("busy")}, nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			f := &asked{begun: time.Now().Add(-time.Minute)}
			f.visits(visitor("s", 0, time.Second, linked("s"), "OPEN"))
			tt.d.sink = &sink{}
			req := flow.HandoffRequest{LinkToken: flow.NewSecret([]byte(testToken)), Expiration: time.Now().Add(time.Hour)}
			err := (&Hosted{Bank: f}).Run(t.Context(), req, tt.d)
			if !errors.Is(err, tt.err) || len(tt.d.sink.results) != tt.kept {
				t.Errorf("Run: %v, results %+v", err, tt.d.sink.results)
			}
		})
	}
}

func TestTheHostedAddressIsTold(t *testing.T) {
	for name, tt := range map[string]struct {
		open   func(context.Context, string) error
		url    string
		opened bool
		note   string
	}{
		"no browser wanted": {nil, testHosted, false, ""},
		"opened":            {func(context.Context, string) error { return nil }, testHosted, true, ""},
		"cannot open":       {func(context.Context, string) error { return errors.New("no display") }, testHosted, false, "no browser was opened: no display"},
		"hangs":             {func(ctx context.Context, _ string) error { <-ctx.Done(); return ctx.Err() }, testHosted, false, "no browser was opened: it gives no sign that it has started"},
		"lost":              {nil, "", false, "the address of Plaid's page is not known here any more; whoever has it open can go on"},
	} {
		t.Run(name, func(t *testing.T) {
			host(t, func(f *hosting) {
				f.h.Open, f.req.HostedURL = tt.open, flow.NewSecret([]byte(tt.url))
				f.bank.visits(visitor("s", 0, 10*time.Second, linked("s")))
			}, func(t *testing.T, f *hosting) {
				f.landed()
				if s := f.sink; len(s.opened) != 1 || s.opened[0] != tt.url || s.started[0] != tt.opened || s.notes[0] != tt.note {
					t.Errorf("told %q %v %q", s.opened, s.started, s.notes)
				}
			})
		})
	}
	err := (&Hosted{}).Run(t.Context(), flow.HandoffRequest{}, &sink{})
	if flow.FaultOf(err, "").Code != "NO_LINK_TOKEN" {
		t.Errorf("without a link token: %v", err)
	}
}
