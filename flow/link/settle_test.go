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

func TestSuccessIsKeptBeforeThePageSaysSo(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold = make(chan struct{}) }, func(t *testing.T, b *bubble) {
		b.boot()
		if got := b.post("/token", "{}"); got.body != `{"link_token":"`+testToken+`","number":1}` {
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

// The end that the console gave the flight could not be kept, and the customer's own result
// was next in line.
func TestAResultBeatsAnEndThatCannotBeKept(t *testing.T) {
	fly(t, func(_ *Browser, _ *flow.HandoffRequest, s *sink) { s.hold, s.failing = make(chan struct{}), 1 }, func(t *testing.T, b *bubble) {
		b.boot()
		b.post("/beacon", `{"why":"closed"}`)
		time.Sleep(graceClosed + time.Second)
		answer := make(chan got, 1)
		go func() { answer <- b.post("/result", success) }()
		synctest.Wait()
		close(b.sink.hold)
		if got := <-answer; got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"linked"`) {
			t.Errorf("the page is told %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil || len(b.sink.results) != 1 {
			t.Errorf("Run: %v, %d results", err, len(b.sink.results))
		}
	})
}

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

// askFlight asks a flight that has no server, as its page would.
func askFlight(t *testing.T, f *flight, path, body string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, f.origin()+path, strings.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Origin", f.origin())
	r.AddCookie(&http.Cookie{Name: f.cookieName, Value: f.cookie})
	w := httptest.NewRecorder()
	f.ServeHTTP(w, r)
	return w
}

// The server outlives the result by a moment; a page that is loaded then gets no token.
func TestNoTokenAfterTheResult(t *testing.T) {
	f := newFlight(t.Context(), request(), &sink{}, addresses{}, testHost)
	ask := func() *httptest.ResponseRecorder { return askFlight(t, f, "/token", "{}") }
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
