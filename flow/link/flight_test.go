package link

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

func TestTheListenerIsGoneWithinASecond(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		idle, err := b.mem.dial(t.Context(), "", "") // a browser keeps spare connections open
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = idle.Close() }()
		b.post("/result", left)
		began := time.Now()
		if err := b.landed(); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took > time.Second {
			t.Errorf("Run returned %s after the result", took)
		}
		if _, err := b.mem.dial(t.Context(), "", ""); err == nil {
			t.Error("it still listens")
		}
	})
}

func TestAClosedTabEndsTheFlight(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		b.post("/token", "{}")
		time.Sleep(time.Hour) // a customer may take long
		if !b.flying() {
			t.Fatal("the flight ended by itself")
		}
		b.post("/beacon", `{"why":"closed"}`)
		began := time.Now()
		if err := b.landed(); err != nil {
			t.Fatal(err)
		}
		if waited := time.Since(began); waited < graceClosed || waited > graceClosed+time.Second {
			t.Errorf("it waited %s for the tab to come back", waited)
		}
		if r := b.sink.results; len(r) != 1 || r[0].ExitStatus != "tab_closed" || r[0].Fault != nil {
			t.Errorf("the result is %+v", r)
		}
	})
}

func TestAReloadIsNotAClosedTab(t *testing.T) {
	fly(t, func(br *Browser, _ *flow.HandoffRequest, _ *sink) { br.GraceClosed = 5 * time.Second }, func(t *testing.T, b *bubble) {
		b.boot()
		for range 3 {
			b.post("/beacon", `{"why":"closed"}`)
			time.Sleep(4 * time.Second)
			b.get("http://" + testHost + "/")
			b.post("/token", "{}")
		}
		time.Sleep(time.Minute)
		b.stillGood()
	})
}

func TestOneOfTwoTabsMayClose(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		b.get("http://" + testHost + "/")
		b.post("/beacon", `{"why":"closed"}`)
		time.Sleep(time.Minute)
		if !b.flying() {
			t.Fatal("the other tab was forgotten")
		}
		b.post("/beacon", `{"why":"closed"}`)
		b.post("/beacon", `{"why":"closed"}`) // one too many does no harm
		time.Sleep(graceClosed - time.Second)
		b.get("http://" + testHost + "/")
		time.Sleep(time.Minute)
		b.stillGood()
	})
}

func TestTheFlightEndsWithTheToken(t *testing.T) {
	for name, tt := range map[string]struct {
		left func(time.Time) time.Time
		want time.Duration
	}{
		"half an hour": {func(now time.Time) time.Time { return now.Add(30 * time.Minute) }, 30 * time.Minute},
		"not known":    {func(time.Time) time.Time { return time.Time{} }, linkTokenLife},
	} {
		t.Run(name, func(t *testing.T) {
			fly(t, func(_ *Browser, r *flow.HandoffRequest, _ *sink) { r.Expiration = tt.left(time.Now()) }, func(t *testing.T, b *bubble) {
				b.boot()
				began := time.Now()
				if err := b.landed(); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took < tt.want || took > tt.want+time.Second {
					t.Errorf("it ended after %s", took)
				}
				if r := b.sink.results; len(r) != 1 || r[0].ExitStatus != "timed_out" {
					t.Errorf("the result is %+v", r)
				}
			})
		})
	}
}

func TestADeadTokenOpensNoPage(t *testing.T) {
	s := &sink{}
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	b := Browser{Now: func() time.Time { return now }}
	err := b.Run(t.Context(), flow.HandoffRequest{LinkToken: flow.NewSecret([]byte(testToken)), Env: flow.Demo, Expiration: now.Add(-time.Second)}, s)
	if err != nil || len(s.results) != 1 || s.results[0].ExitStatus != "timed_out" || len(s.opened) != 0 {
		t.Errorf("Run: %v, results %+v, opened %q", err, s.results, s.opened)
	}
}

func TestTheOperatorCancels(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		b.cancel()
		if err := b.landed(); !errors.Is(err, context.Canceled) || len(b.sink.results) != 0 {
			t.Errorf("Run: %v, results %+v", err, b.sink.results)
		}
	})
}

func TestEventsAreKeptInOrderAndBounded(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		event := `{"event_name":"TRANSITION_VIEW","metadata":{"view_name":"CREDENTIAL","institution_name":"Tartan\u001b[31m","link_session_id":"s","request_id":"r",
			"timestamp":"2026-11-22T10:00:00.5+01:00","mfa_type":null,"error_code":7}}`
		if got := b.post("/event", event); got.status != http.StatusNoContent || got.body != "" {
			t.Errorf("%d %s", got.status, got.body)
		}
		want := flow.LinkEvent{Name: "TRANSITION_VIEW", View: "CREDENTIAL", InstitutionName: "Tartan\uFFFD[31m", SessionID: "s", RequestID: "r",
			At: time.Date(2026, 11, 22, 9, 0, 0, 500_000_000, time.UTC)}
		if len(b.sink.events) != 1 || b.sink.events[0] != want {
			t.Errorf("kept %+v, want %+v", b.sink.events, want)
		}
		for range maxEvents - 1 {
			b.post("/event", `{"event_name":"X","metadata":null}`)
		}
		if got := b.post("/event", `{"event_name":"X","metadata":{}}`); got.status != http.StatusTooManyRequests || len(b.sink.events) != maxEvents {
			t.Errorf("event %d: %d", len(b.sink.events)+1, got.status)
		}
		if got := b.post("/result", success); got.status != http.StatusOK {
			t.Errorf("the result after many events: %d", got.status)
		}
	})
}

// Nobody may hear from a flight that has returned: Run waits for what is being told, and what
// comes later is told to nobody.
func TestRunWaitsForTheSink(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.slow = make(chan struct{}) }, func(t *testing.T, b *bubble) {
		b.boot()
		sent := make(chan struct{})
		go func() {
			defer close(sent)
			req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+testHost+"/event", strings.NewReader(`{"event_name":"OPEN","metadata":{}}`))
			if err != nil {
				t.Error(err)
				return
			}
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Origin", "http://"+testHost)
			if res, err := b.http.Do(req); err == nil { // the server may be gone before the answer
				_ = res.Body.Close()
			}
		}()
		synctest.Wait()
		b.cancel()
		time.Sleep(time.Minute)
		if !b.flying() {
			t.Error("Run returned while the sink was being told an event")
		}
		close(b.sink.slow)
		if err := b.landed(); !errors.Is(err, context.Canceled) {
			t.Errorf("Run: %v", err)
		}
		<-sent
	})
}
