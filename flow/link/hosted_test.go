package link

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// The customer opens the address three times and finishes the second visit.
func TestTheSecondOfThreeVisitsCounts(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s-1", 10*time.Second, 20*time.Second, exited("s-1", "requires_credentials"), "OPEN", "EXIT"),
			visitor("s-2", 25*time.Second, 90*time.Second, linked("s-2"), "OPEN", "HANDOFF"),
			visitor("s-3", 40*time.Second, 0, nil, "OPEN"))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.PublicToken.Empty() || r.SessionID != "s-2" || r.Updated {
			t.Errorf("the result is %+v", r)
		}
		if at := f.bank.times()[len(f.bank.times())-1]; at < 90*time.Second || at > 93*time.Second {
			t.Errorf("it was seen at %s", at)
		}
		var told []string
		for _, e := range f.sink.events {
			told = append(told, e.ID)
		}
		if want := []string{"s-1-0", "s-1-1", "s-2-0", "s-3-0", "s-2-1"}; !slices.Equal(told, want) {
			t.Errorf("told %q, want %q", told, want)
		}
	})
}

func TestTwentyPollsFailInARow(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.sessions = func(_ context.Context, at time.Duration) ([]flow.LinkSession, error) {
			n := len(f.bank.times())
			if n > 1 && n <= 21 {
				return nil, &flow.Fault{Op: "link_token_get", Kind: flow.Transient, Code: "NOT_SENT", Message: "no connection"}
			}
			if n < 30 {
				return nil, nil
			}
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.landed()
		if len(f.sink.said) != 2 || f.sink.said[0] != "Plaid cannot be asked what the customer does since "+f.bank.begun.Add(f.bank.times()[1]).Format("15:04:05")+": no connection" || f.sink.said[1] != "" {
			t.Errorf("the notes are %q", f.sink.said)
		}
		gap := func(i int) time.Duration { return f.bank.times()[i+1] - f.bank.times()[i] }
		if gap(1) > pollPause || gap(2) < gap(1) || gap(20) < 29*time.Second || gap(20) > worstPause || gap(21) > pollPause {
			t.Errorf("it asked at %s", f.bank.times())
		}
	})
}

// Even answers that say the request is wrong do not end the wait, while the token lives.
func TestNoFaultEndsTheWait(t *testing.T) {
	for _, fault := range []*flow.Fault{
		{Kind: flow.Refused, Code: "INVALID_LINK_TOKEN", Message: "dead"},
		{Kind: flow.Config, Code: "INVALID_API_KEYS", Message: "wrong keys"},
		{Kind: flow.Unknown, Code: "ANSWER_UNREADABLE", Message: "what"},
	} {
		host(t, func(f *hosting) {
			f.bank.sessions = func(_ context.Context, at time.Duration) ([]flow.LinkSession, error) {
				if at < 20*time.Minute {
					return nil, fault
				}
				return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
			}
		}, func(t *testing.T, f *hosting) {
			if r := f.landed(); r.PublicToken.Empty() {
				t.Errorf("%s: %+v", fault.Code, r)
			}
		})
	}
}

func TestAWishToWaitIsHonoured(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.sessions = func(_ context.Context, at time.Duration) ([]flow.LinkSession, error) {
			if at < 10*time.Second {
				return nil, &flow.Fault{Kind: flow.Transient, Code: "RATE_LIMIT", Message: "slow down", RetryAfter: 47}
			}
			return nil, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.pass(46 * time.Second)
		if len(f.bank.times()) != 1 {
			t.Errorf("it asked at %s", f.bank.times())
		}
		f.pass(4 * time.Second)
		if len(f.bank.times()) != 3 {
			t.Errorf("then it asked at %s", f.bank.times())
		}
	})
}

func TestItAsksSlowerWhenNothingHappens(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s", 5*time.Minute, 0, nil, "OPEN"))
	}, func(t *testing.T, f *hosting) {
		f.pass(time.Minute)
		if n := len(f.bank.times()); n < 29 || n > 37 {
			t.Errorf("%d polls in the first minute", n)
		}
		f.pass(3 * time.Minute)
		before := len(f.bank.times())
		f.pass(time.Minute)
		if n := len(f.bank.times()) - before; n < 11 || n > 15 {
			t.Errorf("%d polls in an idle minute", n)
		}
		before = len(f.bank.times())
		f.pass(time.Minute + 5*time.Second)
		if n := len(f.bank.times()) - before; n < 29 {
			t.Errorf("%d polls in the minute after the customer came", n)
		}
	})
}

// Who leaves may come back; who does not has left, with the last exit's status.
func TestTheLastExitCountsAfterAWhile(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s-1", 10*time.Second, 20*time.Second, exited("s-1", "institution_not_found"), "OPEN", "EXIT"),
			visitor("s-2", 30*time.Second, 100*time.Second, exited("s-2", "requires_code"), "OPEN", "EXIT"))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "requires_code" || r.SessionID != "s-2" {
			t.Errorf("the result is %+v", r)
		}
		seen := f.bank.times()[slices.IndexFunc(f.bank.times(), func(at time.Duration) bool { return at >= 100*time.Second })]
		if at := time.Since(f.bank.begun); at != seen+graceLeft {
			t.Errorf("it ended at %s, the exit was seen at %s", at, seen)
		}
		if len(f.sink.said) != 3 || !strings.Contains(f.sink.said[0], "left Link") || f.sink.said[1] != "" || f.sink.said[2] != f.sink.said[0] {
			t.Errorf("the notes are %q", f.sink.said)
		}
	})
}

// Whoever comes back and leaves again between two polls has the whole grace again.
func TestTheGraceBeginsAnew(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s-1", 0, 10*time.Second, exited("s-1", "a"), "EXIT"),
			visitor("s-2", 20100*time.Millisecond, 20200*time.Millisecond, exited("s-2", "b"), "EXIT"))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "b" || time.Since(f.bank.begun) < 35*time.Second {
			t.Errorf("after %s: %+v", time.Since(f.bank.begun), r)
		}
	})
}

// Some teams get no events; an exit counts all the same.
func TestAnExitWithoutEvents(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.visits(visitor("s", time.Second, 10*time.Second, exited("s", "requires_code")))
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "requires_code" {
			t.Errorf("the result is %+v", r)
		}
	})
}

// With a dead token there is nothing to come back to.
func TestADeadTokenNeedsNoGrace(t *testing.T) {
	r := exited("s", "")
	r.Fault = &flow.Fault{Code: "INVALID_LINK_TOKEN", Message: "expired"}
	host(t, func(f *hosting) { f.bank.visits(visitor("s", 0, 10*time.Second, r, "OPEN", "EXIT")) }, func(t *testing.T, f *hosting) {
		if got := f.landed(); got.Fault == nil || time.Since(f.bank.begun) > 13*time.Second {
			t.Errorf("after %s: %+v", time.Since(f.bank.begun), got)
		}
	})
}

// Plaid says that a visit is over and does not say how.
func TestASessionThatEndedInSilence(t *testing.T) {
	host(t, func(f *hosting) { f.bank.visits(visitor("s", 0, 10*time.Second, nil, "OPEN", "EXIT")) }, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.Linked() || r.SessionID != "s" {
			t.Errorf("the result is %+v", r)
		}
		if at := time.Since(f.bank.begun); at < 10*time.Second+silence+graceLeft || at > 10*time.Second+silence+graceLeft+5*time.Second {
			t.Errorf("it ended at %s", at)
		}
	})
}

func TestTheHostedFlightEndsWithTheToken(t *testing.T) {
	host(t, func(f *hosting) { f.bank.visits(visitor("s", time.Minute, 0, nil, "OPEN")) }, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "timed_out" || r.Fault != nil {
			t.Errorf("the result is %+v", r)
		}
		if at := time.Since(f.bank.begun); at < 30*time.Minute || at > 30*time.Minute+time.Second || f.bank.times()[len(f.bank.times())-1] < 30*time.Minute {
			t.Errorf("it ended at %s, the last poll was at %s", at, f.bank.times()[len(f.bank.times())-1])
		}
	})
	host(t, func(f *hosting) { f.req.Expiration = time.Time{} }, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "timed_out" || time.Since(f.bank.begun).Round(time.Minute) != linkTokenLife {
			t.Errorf("after %s: %+v", time.Since(f.bank.begun), r)
		}
	})
}

// The last poll may find the result, or the exit; one that fails is repeated for a while.
func TestTheLastPoll(t *testing.T) {
	down := &flow.Fault{Kind: flow.Unknown, Code: "NO_ANSWER", Message: "no answer"}
	for name, tt := range map[string]struct {
		sessions func(at time.Duration) ([]flow.LinkSession, error)
		status   string
		linked   bool
		end      time.Duration
	}{
		"finds the result": {func(at time.Duration) ([]flow.LinkSession, error) {
			if at < 30*time.Minute {
				return nil, nil
			}
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
		}, "", true, 0},
		"finds the exit": {func(at time.Duration) ([]flow.LinkSession, error) {
			if at < 30*time.Minute {
				return nil, nil
			}
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: exited("s", "requires_code"), Events: []flow.LinkEvent{{ID: "e", Name: "EXIT"}}}}, nil
		}, "requires_code", false, 0},
		"finds the result late": {func(at time.Duration) ([]flow.LinkSession, error) {
			if at < 31*time.Minute {
				return nil, down
			}
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
		}, "", true, time.Minute + 30*time.Second},
		"finds nobody": {func(time.Duration) ([]flow.LinkSession, error) { return nil, down }, "timed_out", false, overtime + 30*time.Second},
		"finds no token": {func(time.Duration) ([]flow.LinkSession, error) {
			return nil, &flow.Fault{Code: codeDeadToken, Message: "dead"}
		}, "timed_out", false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			host(t, func(f *hosting) {
				f.bank.sessions = func(_ context.Context, at time.Duration) ([]flow.LinkSession, error) { return tt.sessions(at) }
			}, func(t *testing.T, f *hosting) {
				r := f.landed()
				if r.ExitStatus != tt.status || r.Linked() != tt.linked {
					t.Errorf("the result is %+v", r)
				}
				if at := time.Since(f.bank.begun) - 30*time.Minute; at < 0 || at > tt.end {
					t.Errorf("it ended %s after the token", at)
				}
			})
		})
	}
}

// A clock that is an hour ahead says that the new token has run out: Plaid is asked once, no
// page is offered that is said to be dead, and the note names the clock. One that is an hour
// behind makes the wait an hour longer and no more.
func TestAClockThatIsWrong(t *testing.T) {
	host(t, func(f *hosting) { f.h.Now = func() time.Time { return time.Now().Add(time.Hour) } }, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "timed_out" || len(f.bank.times()) != 1 || len(f.sink.opened) != 0 {
			t.Errorf("%+v after polls at %s, opened %q", r, f.bank.times(), f.sink.opened)
		}
		if len(f.sink.said) != 1 || !strings.Contains(f.sink.said[0], "clock") {
			t.Errorf("the notes are %q", f.sink.said)
		}
	})
	host(t, func(f *hosting) {
		f.h.Now = func() time.Time { return time.Now().Add(time.Hour) }
		f.bank.visits(visitor("s", 0, time.Nanosecond, linked("s")))
		f.bank.begun = f.bank.begun.Add(-time.Minute)
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); !r.Linked() {
			t.Errorf("the one poll found %+v", r)
		}
	})
	host(t, func(f *hosting) { f.h.Now = func() time.Time { return time.Now().Add(-time.Hour) } }, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "timed_out" || time.Since(f.bank.begun).Round(time.Minute) != 90*time.Minute {
			t.Errorf("after %s: %+v", time.Since(f.bank.begun), r)
		}
	})
}

// A clock that is put back while the customer is at Link moves the end along.
func TestAClockThatIsPutBack(t *testing.T) {
	host(t, func(f *hosting) {
		begun := f.bank.begun
		f.h.Now = func() time.Time {
			if time.Since(begun) > 10*time.Minute {
				return time.Now().Add(-time.Hour)
			}
			return time.Now()
		}
	}, func(t *testing.T, f *hosting) {
		if r := f.landed(); r.ExitStatus != "timed_out" || time.Since(f.bank.begun).Round(time.Minute) != 90*time.Minute {
			t.Errorf("after %s: %+v", time.Since(f.bank.begun), r)
		}
	})
}

func TestCancelEndsThePollThatIsUnderWay(t *testing.T) {
	host(t, func(f *hosting) {
		f.bank.sessions = func(ctx context.Context, _ time.Duration) ([]flow.LinkSession, error) {
			<-ctx.Done()
			return nil, ctx.Err()
		}
	}, func(t *testing.T, f *hosting) {
		f.cancel()
		synctest.Wait()
		if f.flying() || !errors.Is(f.err, context.Canceled) || len(f.sink.results) != 0 || len(f.sink.said) != 0 {
			t.Errorf("Run: %v, results %+v, notes %q", f.err, f.sink.results, f.sink.said)
		}
	})
	// The answer that is there already is kept.
	host(t, func(f *hosting) {
		f.bank.sessions = func(ctx context.Context, _ time.Duration) ([]flow.LinkSession, error) {
			<-ctx.Done()
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.cancel()
		if r := f.landed(); !r.Linked() {
			t.Errorf("the result is %+v", r)
		}
	})
	// A poll that hangs is given up and repeated.
	host(t, func(f *hosting) {
		f.bank.sessions = func(ctx context.Context, at time.Duration) ([]flow.LinkSession, error) {
			if at == 0 {
				<-ctx.Done()
				return nil, ctx.Err()
			}
			return []flow.LinkSession{{ID: "s", Finished: time.Now(), Result: linked("s")}}, nil
		}
	}, func(t *testing.T, f *hosting) {
		f.landed()
		if at := time.Since(f.bank.begun); at < pollLimit || at > pollLimit+pollPause {
			t.Errorf("it ended at %s", at)
		}
	})
}
