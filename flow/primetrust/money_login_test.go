package primetrust

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

// bank is a Prime Trust with one account, whose sessions end when a test says so.
type bank struct {
	now      func() time.Time
	life     time.Duration
	endAfter int // answers after which the session ends once; 0 = never
	locked   bool
	refuses  int // the status for everything but the login; 0 = none
	token    string
	logins   int
	answered int
}

func (b *bank) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Date", b.now().UTC().Format(http.TimeFormat))
	refused := func(status int, title string) { reply(status, jsonAPI, errorsBody(`{"title":"`+title+`"}`))(w, r) }
	switch {
	case r.URL.Path == loginPath && b.locked:
		refused(401, "Unauthorized")
	case r.URL.Path == loginPath:
		b.logins++
		b.token = jwt(b.now().Add(b.life)) + strings.Repeat("x", b.logins)
		reply(201, "application/json", `{"token":"`+b.token+`"}`)(w, r)
	case r.Header.Get("Authorization") != "Bearer "+b.token:
		refused(401, "Unauthorized")
	case b.refuses != 0:
		refused(b.refuses, http.StatusText(b.refuses))
	default:
		if b.answered++; b.answered == b.endAfter {
			b.token = "ended"
		}
		parts := strings.Split(r.URL.Path, "/")
		switch body := attributesOf(parts[len(parts)-1], []byte(`{"amount":25,"status":"pending"}`)); {
		case len(parts) == 3:
			reply(200, jsonAPI, `{"data":[]}`)(w, r)
		default:
			reply(200, jsonAPI, body)(w, r)
		}
	}
}

func (b *bank) client(t *testing.T, now func() time.Time) *Client {
	t.Helper()
	s := httptest.NewServer(b)
	t.Cleanup(s.Close)
	return newClient(t, Config{BaseURL: s.URL, Now: now})
}

// A session that ends between two readings is begun again, and the look goes on.
func TestASessionThatEndsInTheMiddleOfALook(t *testing.T) {
	for after := 1; after <= 5; after++ {
		b := &bank{now: time.Now, life: time.Hour, endAfter: after}
		l, calls, err := b.client(t, nil).Ledger(t.Context(), testParty(), []flow.Transfer{known()})
		want := 2
		if after == 5 {
			want = 1
		}
		if err != nil || len(calls) != 5 || len(l.Transfers) != 1 || l.Standing == nil || b.logins != want {
			t.Errorf("after %d answers: %+v, %d logins, %v", after, calls, b.logins, err)
		}
	}
}

// When it cannot be begun again the fault says why, and what was read is not lost.
func TestASessionThatCannotBeginAgain(t *testing.T) {
	b := &bank{now: time.Now, life: time.Hour, endAfter: 2}
	c := b.client(t, nil)
	if _, _, err := c.Follow(t.Context(), methodID); err == nil || b.logins != 1 {
		t.Fatalf("%v after %d logins", err, b.logins)
	}
	b.locked = true // the password was changed meanwhile
	l, calls, err := c.Ledger(t.Context(), testParty(), []flow.Transfer{known()})
	f := faultOf(t, err)
	if f.Kind != flow.Config || f.Code != "401" || !strings.Contains(f.Message, "e-mail address or the password is wrong") || !strings.Contains(f.Message, "nothing else was sent") {
		t.Errorf("got %+v", *f)
	}
	if len(calls) != 2 || calls[1].Endpoint != "POST "+loginPath || l.Standing == nil || l.Standing.AccountStatus != "pending" {
		t.Errorf("it read %+v by %+v", l.Standing, calls)
	}
}

func TestALookThatIsRefused(t *testing.T) {
	for status, words := range map[int]string{
		401: "does not take the session that it has just given", 403: "this login may not do that", 404: "GET /v2/accounts/" + accountID,
	} {
		b := &bank{now: time.Now, life: time.Hour, refuses: status}
		_, calls, err := b.client(t, nil).Ledger(t.Context(), testParty(), nil)
		f := faultOf(t, err)
		if f.HTTPStatus != status || !strings.Contains(f.Message, words) || len(calls) != 1 || calls[0].HTTPStatus != status {
			t.Errorf("%d gives %+v after %+v", status, *f, calls)
		}
		if (status == 404) != (f.Kind == flow.Input) || (status != 404) != (f.Kind == flow.Config) {
			t.Errorf("%d is %s", status, f.Kind)
		}
		if strings.Contains(f.Message, "clock") {
			t.Errorf("the clocks agree: %s", f.Message)
		}
	}
}

// A clock that is a day wrong costs logins and nothing else; where a login is refused, the fault
// names the clock too.
func TestAClockThatIsADayWrong(t *testing.T) {
	for skew, want := range map[time.Duration]string{24 * time.Hour: "24 h ahead of Prime Trust's", -24 * time.Hour: "24 h behind Prime Trust's"} {
		ours := func() time.Time { return time.Now().Add(skew) }
		for _, life := range []time.Duration{time.Hour, 7 * 24 * time.Hour} {
			b := &bank{now: time.Now, life: life}
			c := b.client(t, ours)
			for range 2 {
				if _, _, err := c.Ledger(t.Context(), testParty(), []flow.Transfer{known()}); err != nil {
					t.Errorf("%v off: %v", skew, err)
				}
			}
			b.token = "ended" // by the server's clock
			if _, _, err := c.Ledger(t.Context(), testParty(), nil); err != nil || b.logins != 2 {
				t.Errorf("%v off: %d logins, %v", skew, b.logins, err)
			}
			b.token, b.locked = "ended", true
			_, _, err := c.Ledger(t.Context(), testParty(), nil)
			f := faultOf(t, err)
			if f.Code != "401" || !strings.Contains(f.Message, want) {
				t.Errorf("%v off: %s", skew, f.Message)
			}
		}
	}
}

// Nobody there is today's truth; it says so and that nothing was sent.
func TestNobodyIsThere(t *testing.T) {
	dead := newClient(t, Config{BaseURL: deadAddress(t)})
	for name, do := range map[string]func() error{
		"ledger": func() error { _, _, err := dead.Ledger(t.Context(), testParty(), nil); return err },
		"move":   func() error { _, _, err := dead.Move(t.Context(), testMove(flow.Disbursement)); return err },
		"cancel": func() error { _, _, err := dead.Cancel(t.Context(), testKey, known()); return err },
		"play": func() error {
			_, err := dead.Play(t.Context(), testKey, flow.SandboxAct{Act: flow.ActSettle, ID: transferID})
			return err
		},
	} {
		if f := faultOf(t, do()); f.Kind != flow.Transient || f.Code != "NOT_SENT" || !strings.Contains(f.Message, "nothing was sent") {
			t.Errorf("%s: %+v", name, *f)
		}
	}
	gone := newClient(t, Config{Env: flow.Sandbox, Transport: roundTrip(func(*http.Request) (*http.Response, error) {
		return (&http.Transport{}).RoundTrip(httptest.NewRequest(http.MethodGet, deadAddress(t), nil).WithContext(t.Context()))
	})})
	gone.native = true // the transport above is the real one
	_, calls, err := gone.Ledger(t.Context(), testParty(), nil)
	if f := faultOf(t, err); f.Code != "PARTNER_UNREACHABLE" || f.Kind != flow.Refused || !strings.Contains(f.Message, "liquidation") || len(calls) != 1 {
		t.Errorf("%+v after %+v", *f, calls)
	}
}

// A PATCH that is redirected may have done its work, as a POST may.
func TestARedirectedPatchIsUnknown(t *testing.T) {
	c := clientOf(t, loginOK(reply(307, "text/html", "", "Location", "/elsewhere")))
	_, err := c.Play(t.Context(), testKey, flow.SandboxAct{Act: flow.ActClearContact, ID: contactID})
	if f := faultOf(t, err); f.Kind != flow.Unknown || f.Code != "REDIRECT_REFUSED" {
		t.Errorf("got %+v", *f)
	}
}

// TestARefusedLoginSaysNothingOfTheWork: whatever the login is refused with, it must not pass for an
// answer to a contribution that was sent before, whose key would be dropped.
func TestARefusedLoginSaysNothingOfTheWork(t *testing.T) {
	for _, status := range []int{400, 403, 404, 409, 422} {
		s := httptest.NewServer(http.HandlerFunc(reply(status, jsonAPI, errorsBody(`{"status":422,"title":"otp required"}`))))
		_, _, err := newClient(t, Config{BaseURL: s.URL}).Follow(t.Context(), methodID)
		s.Close()
		if f := flow.FaultOf(err, ""); f == nil || f.Kind != flow.Config {
			t.Errorf("%d: %+v", status, f)
		}
	}
}
