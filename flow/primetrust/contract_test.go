package primetrust

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// world is a simulator and a client of it, over a real socket or in process.
type world struct {
	t     *testing.T
	sim   *sim.Sim
	url   string
	c     *Client
	party flow.Party
}

func newWorld(t *testing.T, opts sim.Options, inProcess bool) *world {
	t.Helper()
	opts.Seed = 7
	opts.PTEmail, opts.PTPassword = "desk@example.com", canaryPassword
	s, err := sim.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	w := &world{t: t, sim: s, url: "http://127.0.0.1:1"}
	cfg := Config{Env: flow.Demo, Now: opts.Now}
	if inProcess {
		cfg.Transport = s.Transport()
	} else {
		server := httptest.NewServer(s)
		t.Cleanup(server.Close)
		w.url = server.URL
	}
	cfg.BaseURL = w.url
	w.c = newClient(t, cfg)
	w.party = testParty()
	w.party.PartnerAccount, w.party.PartnerContact = s.Seeded().PTAccountID, s.Seeded().PTContactID
	return w
}

// post is a bare call to the simulator's other side.
func (w *world) post(path string, in map[string]any) map[string]any {
	w.t.Helper()
	body, _ := json.Marshal(in)
	r, err := http.NewRequestWithContext(w.t.Context(), http.MethodPost, w.url+path, bytes.NewReader(body))
	if err != nil {
		w.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("PLAID-CLIENT-ID", "0123456789abcdef01234567")
	r.Header.Set("PLAID-SECRET", "0123456789abcdef0123456789abcd")
	resp, err := w.sim.Transport().RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	raw, _ := io.ReadAll(resp.Body)
	var out map[string]any
	if err := json.Unmarshal(raw, &out); err != nil || resp.StatusCode != 200 {
		w.t.Fatalf("%s: HTTP %d %s", path, resp.StatusCode, raw)
	}
	return out
}

// processorToken walks the road up to the submission. It returns the access token as well.
func (w *world) processorToken() (processor flow.Secret, access string) {
	w.t.Helper()
	public := w.post("/sandbox/public_token/create", map[string]any{"institution_id": "ins_109508", "initial_products": []string{"auth"}})
	item := w.post("/item/public_token/exchange", map[string]any{"public_token": public["public_token"]})
	access = item["access_token"].(string)
	accounts := w.post("/accounts/get", map[string]any{"access_token": access})["accounts"].([]any)
	id := accounts[0].(map[string]any)["account_id"]
	token := w.post("/processor/token/create", map[string]any{"access_token": access, "account_id": id, "processor": "prime_trust"})
	return flow.NewSecret([]byte(token["processor_token"].(string))), access
}

// methods counts what Prime Trust holds.
func (w *world) methods() int {
	w.t.Helper()
	r, _ := http.NewRequestWithContext(w.t.Context(), http.MethodGet, w.url+"/_sim/state", nil)
	resp, err := w.sim.Transport().RoundTrip(r)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = resp.Body.Close() }()
	var state struct {
		Methods int `json:"funds_transfer_methods"`
	}
	if err := json.NewDecoder(resp.Body).Decode(&state); err != nil {
		w.t.Fatal(err)
	}
	return state.Methods
}

// both runs a test over a socket and in process, as tests of the whole console do.
func both(t *testing.T, opts sim.Options, run func(*testing.T, *world)) {
	t.Run("socket", func(t *testing.T) { run(t, newWorld(t, opts, false)) })
	t.Run("in process", func(t *testing.T) { run(t, newWorld(t, opts, true)) })
}

func TestSubmitAndFollow(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		token, access := w.processorToken()
		req := flow.SubmitRequest{Key: testKey, Party: w.party, Token: token}
		s, call, err := w.c.Submit(t.Context(), req)
		if err != nil {
			t.Fatal(err)
		}
		if s.ID == "" || s.BankName != "First Platypus Bank" || s.LastFour != "0000" || s.AccountType != "checking" || s.Inactive {
			t.Errorf("got %+v", s)
		}
		if call.HTTPStatus != 201 || call.RequestID == "" || call.Endpoint != "POST /v2/funds-transfer-methods" {
			t.Errorf("the call is %+v", call)
		}
		again, _, err := w.c.Submit(t.Context(), req)
		if err != nil || again != s || w.methods() != 1 {
			t.Errorf("the same key gives %+v, %v and %d methods", again, err, w.methods())
		}
		up, call, err := w.c.Follow(t.Context(), s.ID)
		if err != nil || !up.Usable || up.Inactive || up.ReauthenticationRequired || up.Who != flow.Nobody {
			t.Errorf("following gives %+v, %v", up, err)
		}
		if call.HTTPStatus != 200 || call.RequestID == "" {
			t.Errorf("the call is %+v", call)
		}
		w.post("/sandbox/item/reset_login", map[string]any{"access_token": access})
		if up, _, err = w.c.Follow(t.Context(), s.ID); err != nil || up.Usable || !up.ReauthenticationRequired || up.Who != flow.Customer {
			t.Errorf("after the login broke: %+v, %v", up, err)
		}
		w.post("/item/remove", map[string]any{"access_token": access})
		if up, _, err = w.c.Follow(t.Context(), s.ID); err != nil || up.Usable || up.Who != flow.Customer {
			t.Errorf("after the Item was removed: %+v, %v", up, err)
		}
	})
}

func TestABusinessIsSubmittedAsOne(t *testing.T) {
	w := newWorld(t, sim.Options{}, true)
	token, _ := w.processorToken()
	w.party.Business = true
	if _, _, err := w.c.Submit(t.Context(), flow.SubmitRequest{Key: testKey, Party: w.party, Token: token}); err != nil {
		t.Fatal(err)
	}
	if got := string(body(flow.SubmitRequest{Party: w.party, Token: token})); !strings.Contains(got, `"ach-check-type":"business"`) {
		t.Errorf("the body is %s", got)
	}
}

func TestScenarios(t *testing.T) {
	for _, tc := range []struct {
		scenario string
		kind     flow.FaultKind
		code     string
		who      flow.Who
	}{
		{"name-mismatch", flow.Refused, "25002", flow.Operator},
		{"broken-item", flow.CustomerFault, "25001", flow.Customer},
		{"lost-answer-submission", flow.Unknown, "NO_ANSWER", flow.Operator},
	} {
		t.Run(tc.scenario, func(t *testing.T) {
			both(t, sim.Options{Scenario: tc.scenario}, func(t *testing.T, w *world) {
				token, _ := w.processorToken()
				_, _, err := w.c.Submit(t.Context(), flow.SubmitRequest{Key: testKey, Party: w.party, Token: token})
				if f := faultOf(t, err); f.Kind != tc.kind || f.Code != tc.code || f.Who != tc.who {
					t.Errorf("got %s %s %s: %s", f.Kind, f.Code, f.Who, f.Message)
				}
			})
		})
	}
}

// The whole point of the key: the answer is lost, the work was done, the repeat finds it.
func TestALostAnswerIsFoundUnderItsKey(t *testing.T) {
	both(t, sim.Options{Scenario: "lost-answer-submission"}, func(t *testing.T, w *world) {
		token, _ := w.processorToken()
		req := flow.SubmitRequest{Key: testKey, Party: w.party, Token: token}
		if _, _, err := w.c.Submit(t.Context(), req); faultOf(t, err).Kind != flow.Unknown {
			t.Error("the lost answer is not unknown")
		}
		s, _, err := w.c.Submit(t.Context(), req)
		if err != nil || s.ID == "" || w.methods() != 1 {
			t.Errorf("the repeat gives %+v, %v and %d methods", s, err, w.methods())
		}
	})
}

func TestRefusals(t *testing.T) {
	w := newWorld(t, sim.Options{}, false)
	token, _ := w.processorToken()
	for _, tc := range []struct {
		name string
		spy  func(*flow.SubmitRequest)
		kind flow.FaultKind
		code string
		sent bool
	}{
		{"an unknown token", func(r *flow.SubmitRequest) { r.Token = flow.NewSecret([]byte(canaryToken)) }, flow.Refused, "25001", true},
		{"an unknown contact", func(r *flow.SubmitRequest) { r.Party.PartnerContact = contactID }, flow.Input, "422", true},
		{"no contact", func(r *flow.SubmitRequest) { r.Party.PartnerContact = "" }, flow.Input, "BAD_INPUT", false},
		{"no key", func(r *flow.SubmitRequest) { r.Key = "" }, flow.Internal, "INTERNAL", false},
		{"a key that is no UUIDv4", func(r *flow.SubmitRequest) { r.Key = "2b6cdfb6-3b7e-1f3e-9a55-0d7f3ad6a001" }, flow.Internal, "INTERNAL", false},
		{"no token", func(r *flow.SubmitRequest) { r.Token = flow.Secret{} }, flow.Internal, "INTERNAL", false},
		{"a production token", func(r *flow.SubmitRequest) { r.Token = flow.NewSecret([]byte("processor-production-1")) }, flow.Config, "WRONG_ENVIRONMENT", false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			req := flow.SubmitRequest{Key: "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a0" + tc.code[:2], Party: w.party, Token: token}
			if tc.code == "BAD_INPUT" || tc.code == "INTERNAL" || tc.code == "WRONG_ENVIRONMENT" {
				req.Key = testKey
			}
			tc.spy(&req)
			_, call, err := w.c.Submit(t.Context(), req)
			f := faultOf(t, err)
			if f.Kind != tc.kind || f.Code != tc.code || f.Op != string(flow.Submit) && f.Op != "input" {
				t.Errorf("got %s %s %s: %s", f.Op, f.Kind, f.Code, f.Message)
			}
			if (call.HTTPStatus != 0) != tc.sent {
				t.Errorf("the call is %+v", call)
			}
		})
	}
	for id, want := range map[string]string{methodID: "404", "..": "INTERNAL", ".": "INTERNAL", "": "INTERNAL", "a/b?c": "404"} {
		_, _, err := w.c.Follow(t.Context(), id)
		if f := faultOf(t, err); f.Code != want {
			t.Errorf("following %q gives %s", id, f.Code)
		}
	}
}

func TestTheSimulatorsClockEndsASession(t *testing.T) {
	now := time.Now()
	w := newWorld(t, sim.Options{Now: func() time.Time { return now }}, true)
	token, _ := w.processorToken()
	s, _, err := w.c.Submit(t.Context(), flow.SubmitRequest{Key: testKey, Party: w.party, Token: token})
	if err != nil {
		t.Fatal(err)
	}
	// The server's clock runs ahead of ours, so our cached token is refused and replaced.
	w.post("/_sim/clock", map[string]any{"advance": "192h"})
	if _, _, err := w.c.Follow(t.Context(), s.ID); err != nil {
		t.Errorf("after eight days: %v", err)
	}
}

func TestCheckParty(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		got, call, err := w.c.CheckParty(t.Context(), w.party)
		if err != nil || got.AccountStatus != "opened" || got.ContactName != w.sim.Seeded().ContactName || !got.Cleared || got.AccountName == "" {
			t.Errorf("got %+v, %v", got, err)
		}
		if call.RequestID == "" {
			t.Errorf("the call is %+v", call)
		}
		for _, spoil := range []func(*flow.Party){
			func(p *flow.Party) { p.PartnerAccount = accountID },
			func(p *flow.Party) { p.PartnerContact = contactID },
		} {
			p := w.party
			spoil(&p)
			_, _, err := w.c.CheckParty(t.Context(), p)
			if f := faultOf(t, err); f.Kind != flow.Input || f.Code != "404" {
				t.Errorf("got %s %s", f.Kind, f.Code)
			}
		}
		p := w.party
		p.PartnerAccount = "none"
		if _, _, err := w.c.CheckParty(t.Context(), p); faultOf(t, err).Code != "BAD_INPUT" {
			t.Errorf("got %v", err)
		}
	})
}

// An account in review takes deposits; one that is closed, or of which nothing is known, does not.
func TestAccountsByTheirStatus(t *testing.T) {
	for status, ok := range map[string]bool{"opened": true, "pending": true, "incomplete": true,
		"closed": false, "pending_closure": false, "voided": false, "new": false, "": false} {
		t.Run(status, func(t *testing.T) {
			c := clientOf(t, loginOK(func(w http.ResponseWriter, r *http.Request) {
				id := r.URL.Path[strings.LastIndex(r.URL.Path, "/")+1:]
				reply(200, jsonAPI, `{"data":{"id":"`+id+`","attributes":{"name":"A","status":"`+status+`","cip-cleared":true}}}`)(w, r)
			}))
			got, _, err := c.CheckParty(t.Context(), testParty())
			if ok && (err != nil || got.AccountStatus != status || got.ContactName != "A") {
				t.Errorf("got %+v, %v", got, err)
			}
			if ok {
				return
			}
			if f := faultOf(t, err); f.Code != "ACCOUNT_NOT_OPEN" || !strings.Contains(f.Message, quoted(status)) {
				t.Errorf("got %+v", *f)
			}
		})
	}
}

var _ flow.Partner = (*Client)(nil)
