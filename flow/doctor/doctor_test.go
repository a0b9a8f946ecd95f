package doctor

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
)

// still is a machine whose keyring waits for a dialog that nobody sees.
type still struct {
	hung chan struct{}
}

func (still) History(context.Context) HistoryFacts { return HistoryFacts{New: true, FreeKnown: true} }
func (s still) Keyring(context.Context) KeyringFacts {
	<-s.hung // it does not heed its context
	return KeyringFacts{}
}
func (still) Handoff() HandoffFacts { return HandoffFacts{Default: flow.HandoffHosted} }
func (still) Proxy() ProxyFacts     { return ProxyFacts{} }
func (still) Clock() []Skew         { return nil }

// TestAKeyringThatHangsIsLeftBehind: the checks after it are made all the same.
func TestAKeyringThatHangsIsLeftBehind(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := still{make(chan struct{})}
		defer close(m.hung)
		began := time.Now()
		var all []Check
		err := Run(t.Context(), Subject{Env: flow.Sandbox, Keys: Keys{Missing: []string{"PLAID_SECRET"}}, Machine: m}, nil, func(c Check) { all = append(all, c) })
		if took := time.Since(began); err != nil || took != ringLimit || len(all) != len(plan()) {
			t.Errorf("%v after %v, %d checks", err, took, len(all))
		}
		for _, c := range all {
			if c.Name == "keyring" && (c.State != Failed || c.Code != "NO_ANSWER" || c.Fault != Here) {
				t.Errorf("%+v", c)
			}
		}
	})
}

// TestCtrlCEndsItAtOnce also while something hangs.
func TestCtrlCEndsItAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := still{make(chan struct{})}
		defer close(m.hung)
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(2*time.Second, cancel)
		began, told := time.Now(), 0
		err := Run(ctx, Subject{Env: flow.Sandbox, Machine: m}, nil, func(Check) { told++ })
		if took := time.Since(began); !errors.Is(err, context.Canceled) || took != 2*time.Second {
			t.Errorf("%v after %v", err, took)
		}
		if told != 4 { // all before the keyring
			t.Errorf("%d checks were told", told)
		}
	})
}

// TestThePlanIsFixed: programs know the checks by name and people by their order.
func TestThePlanIsFixed(t *testing.T) {
	want := "store store_lock store_key store_space keyring browser proxy settings keys products redirect_uri processor partner_login clock production_access " +
		"guide_1_plaid_account guide_1_partner_account guide_1_integration guide_1_app_profile guide_1_use_cases " +
		"guide_6_sandbox guide_4_account_select guide_6_production guide_6_partner_production"
	var names []string
	seen := map[string]bool{}
	for _, p := range plan() {
		names = append(names, p.name)
		if seen[p.section+p.title] || len(p.title) > 13 || p.limit <= 0 || p.limit > time.Minute {
			t.Errorf("%+v", p)
		}
		seen[p.section+p.title] = true
	}
	if got := strings.Join(names, " "); got != want {
		t.Errorf("the plan is\n%s\nwant\n%s", got, want)
	}
}

// TestTheJSONOfEachState holds the shape of design section 11, and what comes after it.
func TestTheJSONOfEachState(t *testing.T) {
	for _, x := range []struct {
		check Check
		want  string
	}{
		{good("Fine."), `{"kind":"check","name":"","ok":true,"detail":"Fine.","cure":null,"state":"ok","who":null,"page":null,"code":null,"request_id":null}`},
		{failed(Provider, "No.", "ask").at("example.com/a").of(&flow.Fault{Code: "X", RequestID: "r1"}),
			`{"kind":"check","name":"","ok":false,"detail":"No.","cure":"Operator: ask (https://example.com/a).","state":"failed","who":"operator","page":"https://example.com/a","code":"X","request_id":"r1"}`},
		{skipped("Not here."), `{"kind":"check","name":"","ok":null,"detail":"Not here.","cure":null,"state":"skipped","who":null,"page":null,"code":null,"request_id":null}`},
		{unclear("Who knows."), `{"kind":"check","name":"","ok":null,"detail":"Who knows.","cure":null,"state":"unknown","who":null,"page":null,"code":null,"request_id":null}`},
		{toDo("Look.", "look", "example.com"), `{"kind":"check","name":"","ok":null,"detail":"Look.","cure":"Operator: look (https://example.com).","state":"to do","who":"operator","page":"https://example.com","code":null,"request_id":null}`},
	} {
		if got, err := json.Marshal(x.check); err != nil || string(got) != x.want {
			t.Errorf("%v\n%s, want\n%s", err, got, x.want)
		}
	}
}

func TestTheFormOfARedirectURI(t *testing.T) {
	for _, x := range []struct {
		uri string
		env flow.Environment
		bad string
	}{
		{"https://desk.example.com/oauth", flow.Production, ""},
		{"https://localhost:8123/oauth", flow.Production, ""},
		{"http://localhost:8123/oauth", flow.Sandbox, ""},
		{"http://localhost:8123/oauth", flow.Production, "https"},
		{"http://desk.example.com/oauth", flow.Sandbox, "localhost"},
		{"https://desk.example.com/oauth?", flow.Sandbox, "query"},
		{"https://desk.example.com/#/oauth", flow.Sandbox, "fragment"},
		{"https://*.example.com/oauth", flow.Sandbox, "wildcard"},
		{"linkdesk://oauth", flow.Sandbox, "https"},
		{"https://me:pw@example.com/", flow.Sandbox, "address"},
		{"oauth", flow.Sandbox, "address"},
	} {
		if got := formOf(x.uri, x.env); x.bad == "" && got != "" || !strings.Contains(got, x.bad) {
			t.Errorf("%s in %s: %q, want %q", x.uri, x.env, got, x.bad)
		}
	}
}

// TestACheckHoldsNoSecret: what is printed is text, and no member of it can carry a token.
func TestACheckHoldsNoSecret(t *testing.T) {
	secret := reflect.TypeFor[flow.Secret]()
	for _, of := range []reflect.Type{reflect.TypeFor[Check](), reflect.TypeFor[Keys](), reflect.TypeFor[HistoryFacts](), reflect.TypeFor[ProxyFacts]()} {
		for f := range of.Fields() {
			if f.Type == secret {
				t.Errorf("%s.%s is a secret", of, f.Name)
			}
		}
	}
}
