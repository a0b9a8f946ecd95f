package link

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// spare gives a flight that many more link tokens, each good for an hour from the start.
func spare(n int) func(*Browser, *flow.HandoffRequest, *sink) {
	return func(_ *Browser, r *flow.HandoffRequest, s *sink) {
		r.Expiration = time.Now().Add(30 * time.Minute)
		for i := range n {
			s.spare = append(s.spare, flow.LinkTokenAnswer{Token: flow.NewSecret([]byte(spareToken(i + 2))), Expiration: time.Now().Add(time.Hour)})
		}
	}
}

func spareToken(number int) string { return fmt.Sprintf("%s%d", testToken, number) }

func given(number int) string {
	return fmt.Sprintf(`{"link_token":"%s","number":%d}`, spareToken(number), number)
}

func spent(number int) string { return fmt.Sprintf(`{"number":%d}`, number) }

func TestADeadTokenIsRenewed(t *testing.T) {
	fly(t, spare(maxRenewals+1), func(t *testing.T, b *bubble) {
		b.boot()
		b.post("/token", "{}")
		for number := range maxRenewals {
			if got := b.post("/renew", spent(number+1)); got.status != http.StatusOK || got.body != given(number+2) {
				t.Fatalf("token %d: %d %s", number+1, got.status, got.body)
			}
			// The other tab had the same token, and a reload begins with the new one.
			for _, again := range []got{b.post("/renew", spent(number+1)), b.post("/token", "{}")} {
				if again.status != http.StatusOK || again.body != given(number+2) {
					t.Errorf("another page: %d %s", again.status, again.body)
				}
			}
			if b.sink.renewed != number+1 {
				t.Errorf("%d tokens were made", b.sink.renewed)
			}
		}
		if got := b.post("/renew", spent(maxRenewals+1)); got.status != http.StatusBadGateway || strings.Contains(got.body, testToken) || b.sink.renewed != maxRenewals {
			t.Errorf("once more: %d %s", got.status, got.body)
		}
		if len(b.sink.said) != 2*maxRenewals || b.sink.said[0] != noteRenewing || b.sink.said[1] != noteRenewed {
			t.Errorf("the operator reads %q", b.sink.said)
		}
		time.Sleep(45 * time.Minute) // past the end of the first token
		b.stillGood()
	})
}

// The wait follows the new token, also when that one ends before the first would have.
func TestTheFlightEndsWithTheNewToken(t *testing.T) {
	for name, life := range map[string]time.Duration{"longer": time.Hour, "shorter": 10 * time.Minute} {
		t.Run(name, func(t *testing.T) {
			fly(t, func(b *Browser, r *flow.HandoffRequest, s *sink) {
				spare(1)(b, r, s)
				s.spare[0].Expiration = time.Now().Add(life)
			}, func(t *testing.T, b *bubble) {
				began := time.Now()
				b.boot()
				b.post("/renew", "{}")
				if err := b.landed(); err != nil || len(b.sink.results) != 1 || b.sink.results[0].ExitStatus != "timed_out" {
					t.Errorf("Run: %v, results %+v", err, b.sink.results)
				}
				if took := time.Since(began); took < life || took > life+time.Second {
					t.Errorf("it ended after %s", took)
				}
			})
		})
	}
}

func TestOneRenewalAtATime(t *testing.T) {
	fly(t, func(b *Browser, r *flow.HandoffRequest, s *sink) {
		spare(1)(b, r, s)
		s.renewing = make(chan struct{})
	}, func(t *testing.T, b *bubble) {
		b.boot()
		answers := make(chan got, 2)
		for range 2 {
			go func() { answers <- b.post("/renew", spent(1)) }()
		}
		synctest.Wait()
		close(b.sink.renewing)
		for range 2 {
			if got := <-answers; got.status != http.StatusOK || got.body != given(2) {
				t.Errorf("%d %s", got.status, got.body)
			}
		}
		if b.sink.renewed != 1 {
			t.Errorf("%d tokens were made for one dead one", b.sink.renewed)
		}
		b.stillGood()
	})
}

// Without a new token the exit is what it was, and the customer reads so.
func TestARenewalThatFails(t *testing.T) {
	for name, steer := range map[string]func(*Browser, *flow.HandoffRequest, *sink){
		"refused": nil,
		"no token in the answer": func(_ *Browser, _ *flow.HandoffRequest, s *sink) {
			s.spare = []flow.LinkTokenAnswer{{Expiration: time.Now().Add(time.Hour)}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			fly(t, steer, func(t *testing.T, b *bubble) {
				b.boot()
				if got := b.post("/renew", spent(1)); got.status != http.StatusBadGateway {
					t.Errorf("%d %s", got.status, got.body)
				}
				if said := b.sink.said; len(said) != 2 || !strings.Contains(said[1], "no new link_token could be made: ") {
					t.Errorf("the operator reads %q", said)
				}
				if got := b.post("/token", "{}"); !strings.Contains(got.body, `"number":1}`) {
					t.Errorf("the token became %s", got.body)
				}
				got := b.post("/result", `{"kind":"exit","error":{"error_code":"INVALID_LINK_TOKEN"},"metadata":{}}`)
				if got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"failed"`) || !strings.Contains(got.body, "A new link is needed") {
					t.Errorf("the customer reads %s", got.body)
				}
				if err := b.landed(); err != nil || b.sink.results[0].Fault.Code != codeDeadToken {
					t.Errorf("Run: %v, results %+v", err, b.sink.results)
				}
			})
		})
	}
}

func TestNoRenewalAfterTheEnd(t *testing.T) {
	s := &sink{}
	f := newFlight(t.Context(), request(), s, addresses{}, testHost)
	if _, won, err := f.settle(flow.LinkResult{ExitStatus: "requires_code"}); !won || err != nil {
		t.Fatal(won, err)
	}
	if w := askFlight(t, f, "/renew", "{}"); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), `"ending":"left"`) {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	// Run has returned without a result: the page is refused, and the sink hears nothing.
	gone := newFlight(t.Context(), request(), s, addresses{}, testHost)
	gone.close()
	if w := askFlight(t, gone, "/renew", "{}"); w.Code != http.StatusBadGateway {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if s.renewed != 0 || len(s.said) != 0 {
		t.Errorf("the sink was asked for %d tokens and told %q", s.renewed, s.said)
	}
}

// A result that comes while a token is made is the end, and the cancel ends the making.
func TestAFlightThatEndsWhileItRenews(t *testing.T) {
	slow := func(b *Browser, r *flow.HandoffRequest, s *sink) {
		spare(1)(b, r, s)
		s.renewing = make(chan struct{})
	}
	fly(t, slow, func(t *testing.T, b *bubble) {
		b.boot()
		answer := make(chan got, 1)
		go func() { answer <- b.post("/renew", spent(1)) }()
		synctest.Wait()
		if got := b.post("/result", left); got.status != http.StatusOK {
			t.Errorf("the result of the other tab: %d", got.status)
		}
		began := time.Now()
		if got := <-answer; got.status != http.StatusConflict || !strings.Contains(got.body, `"ending":"left"`) {
			t.Errorf("the renewal is answered %d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil || time.Since(began) > time.Second {
			t.Errorf("Run: %v after %s", err, time.Since(began))
		}
	})
	fly(t, slow, func(t *testing.T, b *bubble) {
		b.boot()
		go func() { b.post("/renew", spent(1)) }()
		synctest.Wait()
		began := time.Now()
		b.cancel()
		if err := b.landed(); err == nil || time.Since(began) > time.Second {
			t.Errorf("Run: %v after %s", err, time.Since(began))
		}
	})
}
