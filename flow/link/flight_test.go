package link

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

const success = `{"kind":"success","public_token":"` + testPublic + `","metadata":{"institution":{"name":"First Platypus Bank","institution_id":"ins_109508"},
	"accounts":[{"id":"acc1","name":"Plaid Checking","mask":"0000","type":"depository","subtype":"checking"}],"link_session_id":"s-1","request_id":"r-1"}}`

func TestSuccessIsKeptBeforeThePageSaysSo(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold = make(chan struct{}) }, func(t *testing.T, b *bubble) {
		b.boot()
		if got := b.post("/token", "{}"); got.body != `{"link_token":"`+testToken+`"}` {
			t.Fatalf("/token answered %d %s", got.status, got.body)
		}
		answered := make(chan got)
		go func() { answered <- b.post("/result", success) }()
		select {
		case got := <-answered:
			t.Fatalf("the page was told %s before the result was kept", got.body)
		case <-time.After(time.Minute):
		}
		close(b.sink.hold)
		if got := <-answered; got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"linked"`) {
			t.Errorf("/result answered %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil {
			t.Errorf("Run: %v", err)
		}
		if len(b.sink.results) != 1 {
			t.Fatalf("%d results", len(b.sink.results))
		}
		r := b.sink.results[0]
		if r.PublicToken.Hash() != flow.NewSecret([]byte(testPublic)).Hash() {
			t.Error("another public token arrived")
		}
		if r.InstitutionName != "First Platypus Bank" || r.InstitutionID != "ins_109508" || r.SessionID != "s-1" || r.RequestID != "r-1" ||
			len(r.Accounts) != 1 || r.Accounts[0] != (flow.LinkAccount{ID: "acc1", Name: "Plaid Checking", Mask: "0000", Type: "depository", Subtype: "checking"}) {
			t.Errorf("the metadata arrived as %+v", r)
		}
	})
}

const left = `{"kind":"exit","error":null,"metadata":{"institution":null,"status":"requires_credentials","link_session_id":"s-2","request_id":"r-2"}}`

func TestTheFirstResultSettlesTheFlight(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold = make(chan struct{}) }, func(t *testing.T, b *bubble) {
		b.boot()
		first, second := make(chan got, 1), make(chan got, 1)
		go func() { first <- b.post("/result", left) }()
		synctest.Wait() // the first one is being kept
		go func() { second <- b.post("/result", success) }()
		synctest.Wait()
		close(b.sink.hold)
		if got := <-first; got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"left"`) {
			t.Errorf("the first: %d %s", got.status, got.body)
		}
		if got := <-second; got.status != http.StatusConflict || !strings.Contains(got.body, `"ending":"left"`) {
			t.Errorf("the second is not told how it ended: %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil || len(b.sink.results) != 1 || b.sink.results[0].ExitStatus != "requires_credentials" {
			t.Errorf("Run: %v, results %+v", err, b.sink.results)
		}
	})
}

// The server outlives the result by a moment; a page that is loaded then gets no token.
func TestNoTokenAfterTheResult(t *testing.T) {
	f := newFlight(t.Context(), request(), &sink{}, addresses{}, testHost)
	ask := func() *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "http://"+testHost+"/token", strings.NewReader("{}"))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Origin", f.origin())
		r.AddCookie(&http.Cookie{Name: f.cookieName, Value: f.cookie})
		w := httptest.NewRecorder()
		f.ServeHTTP(w, r)
		return w
	}
	if w := ask(); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), testToken) {
		t.Fatalf("before the result: %d %s", w.Code, w.Body)
	}
	if _, won, err := f.settle(flow.LinkResult{ExitStatus: "requires_code"}); !won || err != nil {
		t.Fatal(won, err)
	}
	if w := ask(); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `"ending":"left"`) {
		t.Errorf("after the result: %d %s", w.Code, w.Body)
	}
}

func TestAResultThatWasNotKeptCanBeSentAgain(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.failing = 2 }, func(t *testing.T, b *bubble) {
		b.boot()
		for range 2 {
			got := b.post("/result", success)
			if got.status != http.StatusInternalServerError || !strings.Contains(got.body, `"ending":"failed"`) || strings.Contains(got.body, "disk") {
				t.Errorf("a result that was not kept: %d %s", got.status, got.body)
			}
			if !b.flying() {
				t.Fatal("the flight is over")
			}
		}
		if got := b.post("/result", success); got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"linked"`) {
			t.Errorf("the third try: %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil || len(b.sink.results) != 1 {
			t.Errorf("Run: %v, %d results", err, len(b.sink.results))
		}
	})
}

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

// When not even the end can be kept, Run says so, and nothing is taken from then on.
func TestAnEndThatCannotBeKept(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.failing = 1 }, func(t *testing.T, b *bubble) {
		b.boot()
		b.post("/beacon", `{"why":"closed"}`)
		if err := b.landed(); err == nil || !strings.Contains(err.Error(), "the disk is full") {
			t.Errorf("Run: %v", err)
		}
		if len(b.sink.results) != 0 {
			t.Errorf("results %+v", b.sink.results)
		}
	})
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

// A public token that has arrived is worth more than the cancel that came while it was written.
func TestAResultBeatsTheCancel(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold = make(chan struct{}) }, func(t *testing.T, b *bubble) {
		b.boot()
		answer := make(chan got, 1)
		go func() { answer <- b.post("/result", success) }()
		synctest.Wait()
		b.cancel()
		if !b.flying() {
			t.Fatal("Run returned while the result was being kept")
		}
		close(b.sink.hold)
		if got := <-answer; got.status != http.StatusOK {
			t.Errorf("the page is told %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil || len(b.sink.results) != 1 {
			t.Errorf("Run: %v, %d results", err, len(b.sink.results))
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

func TestAFlightThatIsOverTellsNothing(t *testing.T) {
	for name, end := range map[string]func(*flight) error{
		"cancelled":    func(f *flight) error { return f.cancelled(context.Canceled) },
		"end not kept": func(f *flight) error { return f.giveUp("tab_closed") },
		"result was kept": func(f *flight) error {
			_, _, err := f.settle(flow.LinkResult{})
			return errors.Join(err, f.cancelled(errors.New("x")))
		},
	} {
		s := &sink{}
		if name == "end not kept" {
			s.failing = 1
		}
		f := newFlight(t.Context(), request(), s, addresses{}, testHost)
		if err := end(f); (err == nil) != (name == "result was kept") {
			t.Errorf("%s: %v", name, err)
		}
		f.close()
		before := len(s.results)
		if e, won, err := f.settle(flow.LinkResult{PublicToken: flow.NewSecret([]byte(testPublic))}); won || err != nil || e.Ending == endLinked || len(s.results) != before {
			t.Errorf("%s: a later result is taken: %+v %v %v", name, e, won, err)
		}
		if f.tell(func() { t.Errorf("%s: the sink is told something", name) }) {
			t.Errorf("%s: tell says that it did", name)
		}
	}
}
