package plaid

import (
	"encoding/json"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

func complete(t *testing.T, call flow.Call, endpoint string) {
	t.Helper()
	if call.Endpoint != endpoint || len(call.RequestID) != 15 || call.HTTPStatus != 200 || call.TookMS < 0 {
		t.Errorf("the call is %+v", call)
	}
}

func TestTheRoad(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		ctx := t.Context()
		link, call, err := w.c.CreateLinkToken(ctx, flow.LinkTokenRequest{ClientUserID: "cp-1", LegalName: "Alberta Charleson", Hosted: true})
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/link/token/create")
		if link.Token.Empty() || link.HostedURL.Empty() || time.Until(link.Expiration) < time.Minute {
			t.Errorf("the link token is %+v", link)
		}
		sessions, call, err := w.c.LinkSessions(ctx, link.Token)
		if err != nil || len(sessions) != 0 {
			t.Errorf("before anybody came: %+v, %v", sessions, err)
		}
		complete(t, call, "/link/token/get")

		public, call, err := w.c.SandboxPublicToken(ctx, flow.SandboxLogin{InstitutionID: "ins_109508"})
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/sandbox/public_token/create")
		item, call, err := w.c.Exchange(ctx, public)
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/item/public_token/exchange")
		again, _, err := w.c.Exchange(ctx, public)
		if err != nil || again.ItemID != item.ItemID {
			t.Errorf("a second exchange gives %+v, %v", again, err)
		}
		accounts, call, err := w.c.Accounts(ctx, item.AccessToken)
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/accounts/get")
		checkFixture(t, accounts, item.ItemID)
		balances, call, err := w.c.Balances(ctx, item.AccessToken)
		if err != nil || len(balances.Accounts) != len(accounts.Accounts) {
			t.Errorf("the balances are %+v, %v", balances, err)
		}
		complete(t, call, "/accounts/balance/get")
		health, call, err := w.c.Item(ctx, item.AccessToken)
		if err != nil || health.ID != item.ItemID || health.InstitutionID != "ins_109508" || health.Error != nil {
			t.Errorf("the Item is %+v, %v", health, err)
		}
		complete(t, call, "/item/get")
		token, call, err := w.c.CreateProcessorToken(ctx, item.AccessToken, accounts.Accounts[0].ID, flow.PrimeTrust)
		if err != nil || token.Empty() || token.Masked()[:18] != "processor-sandbox-" {
			t.Errorf("the processor token is %s, %v", token.Masked(), err)
		}
		complete(t, call, "/processor/token/create")
		bank, call, err := w.c.Institution(ctx, "ins_127287")
		if err != nil || bank.ID != "ins_127287" || bank.Name != "Platypus OAuth Bank" || !bank.OAuth {
			t.Errorf("the bank is %+v, %v", bank, err)
		}
		complete(t, call, "/institutions/get_by_id")
	})
}

// checkFixture: three accounts of the test customer can be debited, and the first one has
// the balances that Plaid's Sandbox gives it.
func checkFixture(t *testing.T, got flow.AccountsAnswer, itemID string) {
	t.Helper()
	usable := flow.UsableAccounts(got.Accounts)
	if len(usable) != 3 || got.Item.ID != itemID || got.Item.InstitutionName != "First Platypus Bank" {
		t.Errorf("%d usable accounts of %+v", len(usable), got)
	}
	a := got.Accounts[0]
	if a.Name != "Plaid Checking" || a.Mask != "0000" || a.Type != "depository" || a.Subtype != "checking" ||
		a.Available == nil || *a.Available != (flow.Money{Minor: 10000, Currency: "USD"}) || *a.Current != (flow.Money{Minor: 11000, Currency: "USD"}) {
		t.Errorf("the first account is %+v", a)
	}
	for _, a := range got.Accounts {
		if a.Subtype == "ira" && (a.Available != nil || a.Current.Minor != 32076) {
			t.Errorf("the IRA is %+v", a)
		}
	}
}

// walk takes a customer through Link by the simulator's own calls.
func (w *world) walk(link flow.Secret, steps ...[2]string) {
	w.t.Helper()
	id := w.post("/_link/sessions", map[string]string{"link_token": open(link)})["link_session_id"].(string)
	for _, s := range steps {
		w.post("/_link/sessions/"+id+"/"+s[0], json.RawMessage(s[1]))
	}
}

func TestSessionsOfTheSimulator(t *testing.T) {
	w := newWorld(t, sim.Options{}, true)
	link, _, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "cp-1", Hosted: true})
	if err != nil {
		t.Fatal(err)
	}
	pick := [2]string{"select_institution", `{"institution_id":"ins_109508"}`}
	w.walk(link.Token, [2]string{"continue", "{}"}, pick)
	w.walk(link.Token, [2]string{"continue", "{}"}, pick, [2]string{"exit", "{}"})
	w.walk(link.Token, [2]string{"continue", "{}"}, pick, [2]string{"credentials", `{"username":"user_good","password":"error_ITEM_LOCKED"}`}, [2]string{"exit", "{}"})
	got, _, err := w.c.LinkSessions(t.Context(), link.Token)
	if err != nil || len(got) != 3 {
		t.Fatalf("got %+v, %v", got, err)
	}
	if got[0].Result != nil {
		t.Errorf("the one that runs has ended: %+v", got[0].Result)
	}
	if r := got[1].Result; r == nil || r.ExitStatus != "requires_credentials" || r.Fault != nil || r.InstitutionID != "ins_109508" {
		t.Errorf("the one that left is %+v", r)
	}
	if r := got[2].Result; r == nil || r.Fault == nil || r.Fault.Code != "ITEM_LOCKED" || r.Fault.Display == "" {
		t.Errorf("the one that was locked out is %+v", r)
	}
}

func TestScenarios(t *testing.T) {
	type outcome struct {
		kind flow.FaultKind
		code string
	}
	login := flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good", Password: secretOf("pass_good")}
	for _, tc := range []struct {
		name string
		opts sim.Options
		do   func(*testing.T, *world) error
		want []outcome // of one call after another; the zero outcome is a success
	}{
		{"wrong-keys", sim.Options{Scenario: "wrong-keys"}, func(t *testing.T, w *world) error {
			_, _, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "x"})
			return err
		}, []outcome{{flow.Config, "INVALID_API_KEYS"}}},
		{"other keys", sim.Options{ClientID: clientID, Secret: "ffffffffffffffffffffffffffffff"}, func(t *testing.T, w *world) error {
			_, _, err := w.c.Institution(t.Context(), "ins_109508")
			return err
		}, []outcome{{flow.Config, "INVALID_API_KEYS"}}},
		{"bank-down", sim.Options{Scenario: "bank-down"}, func(t *testing.T, w *world) error {
			_, _, err := w.c.SandboxPublicToken(t.Context(), login)
			return err
		}, []outcome{{flow.Transient, "INSTITUTION_DOWN"}}},
		{"html-502", sim.Options{Scenario: "html-502"}, onItem(func(t *testing.T, w *world, access flow.Secret) error {
			_, _, err := w.c.Accounts(t.Context(), access)
			return err
		}), []outcome{{flow.Unknown, "SERVER_ERROR"}, {}}},
		{"rate-limited", sim.Options{Scenario: "rate-limited"}, onItem(processor("prime_trust")),
			[]outcome{{flow.Transient, "RATE_LIMIT"}, {flow.Transient, "RATE_LIMIT"}, {}}},
		{"plaid-500", sim.Options{Scenario: "plaid-500"}, onItem(processor("prime_trust")), []outcome{{flow.Unknown, "INTERNAL_SERVER_ERROR"}, {}}},
		{"today", sim.Options{Era: sim.EraToday}, onItem(processor("prime_trust")), []outcome{{flow.Refused, "INVALID_PROCESSOR"}}},
		{"today, a living one", sim.Options{Era: sim.EraToday}, onItem(processor("dwolla")), []outcome{{}}},
		{"unlisted", sim.Options{}, onItem(processor("no_such_processor")), []outcome{{flow.Refused, "INVALID_PROCESSOR"}}},
		{"a bad user id", sim.Options{}, func(t *testing.T, w *world) error {
			_, _, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "somebody@example.com"})
			return err
		}, []outcome{{flow.Input, "INVALID_FIELD"}}},
		{"a bank that is none", sim.Options{}, func(t *testing.T, w *world) error {
			_, _, err := w.c.Institution(t.Context(), "ins_0")
			return err
		}, []outcome{{flow.Input, "INVALID_INSTITUTION"}}},
		{"a token that is none", sim.Options{}, func(t *testing.T, w *world) error {
			_, _, err := w.c.Exchange(t.Context(), secretOf(publicToken))
			return err
		}, []outcome{{flow.CustomerFault, "INVALID_PUBLIC_TOKEN"}}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			both(t, tc.opts, func(t *testing.T, w *world) {
				for i, want := range tc.want {
					err := tc.do(t, w)
					if want == (outcome{}) {
						if err != nil {
							t.Errorf("call %d: %v", i+1, err)
						}
						continue
					}
					if f := faultOf(t, err); f.Kind != want.kind || f.Code != want.code {
						t.Errorf("call %d: got %s %s, want %s %s", i+1, f.Kind, f.Code, want.kind, want.code)
					}
				}
			})
		})
	}
}

// onItem gives a call an Item of its own.
func onItem(do func(*testing.T, *world, flow.Secret) error) func(*testing.T, *world) error {
	return func(t *testing.T, w *world) error { return do(t, w, w.item()) }
}

func processor(name string) func(*testing.T, *world, flow.Secret) error {
	return func(t *testing.T, w *world, access flow.Secret) error {
		accounts, _, err := w.c.Accounts(t.Context(), access)
		if err != nil {
			t.Fatal(err)
		}
		token, _, err := w.c.CreateProcessorToken(t.Context(), access, accounts.Accounts[0].ID, name)
		if err == nil && token.Empty() {
			t.Error("there is no token")
		}
		return err
	}
}

// The exchange's answer is lost, the work is done; the second try finds the same Item.
func TestALostExchange(t *testing.T) {
	both(t, sim.Options{Scenario: "lost-answer-exchange"}, func(t *testing.T, w *world) {
		public, _, err := w.c.SandboxPublicToken(t.Context(), flow.SandboxLogin{InstitutionID: "ins_109508"})
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err = w.c.Exchange(t.Context(), public); faultOf(t, err).Kind != flow.Unknown {
			t.Errorf("the lost answer gives %v", err)
		}
		if got, _, err := w.c.Exchange(t.Context(), public); err != nil || got.AccessToken.Empty() {
			t.Errorf("the second try gives %v", err)
		}
	})
}

// A broken Item: /item/get says so in a good answer, the call that needs the bank is refused.
func TestABrokenItem(t *testing.T) {
	w := newWorld(t, sim.Options{}, true)
	access := w.item()
	w.post("/sandbox/item/reset_login", map[string]string{"access_token": open(access)})
	item, _, err := w.c.Item(t.Context(), access)
	if err != nil || item.Error == nil || item.Error.Code != "ITEM_LOGIN_REQUIRED" || item.Error.Who != flow.Customer {
		t.Errorf("the Item is %+v, %v", item, err)
	}
	_, _, err = w.c.Balances(t.Context(), access)
	if f := faultOf(t, err); f.Kind != flow.CustomerFault || f.Code != "ITEM_LOGIN_REQUIRED" {
		t.Errorf("the balances give %s %s", f.Kind, f.Code)
	}
}

var _ flow.Bank = (*Client)(nil)
