package link

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"linkdesk/flow"
)

func decoded(t *testing.T, body string) flow.LinkResult {
	t.Helper()
	var b resultBody
	if err := strictJSON([]byte(body), &b); err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	r, err := b.asResult(false)
	if err != nil {
		t.Fatalf("%s: %v", body, err)
	}
	return r
}

func TestExits(t *testing.T) {
	const metadata = `"metadata":{"institution":{"name":"Tartan Bank","institution_id":"ins_109511"},"status":"requires_code","link_session_id":"s","request_id":"r"}`
	for _, tt := range []struct {
		name, body string
		want       flow.LinkResult
		ending     string
		says       string
	}{
		{"simply left", `{"kind":"exit","error":null,` + metadata + `}`,
			flow.LinkResult{SessionID: "s", RequestID: "r", InstitutionID: "ins_109511", InstitutionName: "Tartan Bank", ExitStatus: "requires_code"},
			endLeft, "new link"},
		{"nothing known", `{"kind":"exit","error":null,"metadata":{"institution":null,"status":null,"link_session_id":null}}`,
			flow.LinkResult{}, endLeft, "new link"},
		{"an error", `{"kind":"exit","error":{"error_type":"ITEM_ERROR","error_code":"ITEM_LOCKED","error_message":"locked","display_message":"Your account is locked."},` + metadata + `}`,
			flow.LinkResult{SessionID: "s", RequestID: "r", InstitutionID: "ins_109511", InstitutionName: "Tartan Bank", ExitStatus: "requires_code",
				Fault: &flow.Fault{Op: "link", Kind: flow.CustomerFault, Code: "ITEM_LOCKED", Type: "ITEM_ERROR", Message: "locked", Display: "Your account is locked.", Who: flow.Customer, RequestID: "r"}},
			endFailed, "Your account is locked."},
		{"an error without words", `{"kind":"exit","error":{"error_code":null},"metadata":{}}`,
			flow.LinkResult{Fault: &flow.Fault{Op: "link", Kind: flow.CustomerFault, Code: "LINK_ERROR", Message: "Link ended with an error and did not say which", Who: flow.Customer}},
			endFailed, "Something went wrong"},
		{"a dead token", `{"kind":"exit","error":{"error_code":"INVALID_LINK_TOKEN","error_message":"expired","request_id":"r9"},"metadata":{}}`,
			flow.LinkResult{Fault: &flow.Fault{Op: "link", Kind: flow.CustomerFault, Code: "INVALID_LINK_TOKEN", Message: "expired", Who: flow.Customer, RequestID: "r9"}},
			endFailed, "A new link is needed"},
		{"not loaded", `{"kind":"failed","reason":"blocked\u001b[1m"}`,
			flow.LinkResult{Fault: &flow.Fault{Op: "link", Kind: flow.CustomerFault, Code: "LINK_NOT_LOADED", Who: flow.Operator,
				Message: "Plaid Link did not start in the customer's browser: blocked\uFFFD[1m",
				Hint:    "look for a content blocker, a firewall or a proxy between that browser and cdn.plaid.com, or use the hosted hand-off"}},
			endFailed, "content blocker"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := decoded(t, tt.body)
			if !reflect.DeepEqual(got, tt.want) {
				t.Errorf("got  %+v %+v\nwant %+v %+v", got, got.Fault, tt.want, tt.want.Fault)
			}
			e := endingOf(got, false)
			if e.Ending != tt.ending || !strings.Contains(e.Text, tt.says) || strings.Contains(e.Text, "is linked") {
				t.Errorf("the last page is %q: %s", e.Ending, e.Text)
			}
		})
	}
}

// Nothing but a public token is called linked, and the words never hold it.
func TestOnlyATokenIsLinked(t *testing.T) {
	token := flow.NewSecret([]byte(testPublic))
	for _, r := range []flow.LinkResult{{PublicToken: token}, {PublicToken: token, InstitutionName: "Tartan Bank"}} {
		if e := endingOf(r, false); e.Ending != endLinked || !strings.Contains(e.Text, r.InstitutionName) || !strings.Contains(e.Text, "close this window") || strings.Contains(e.Text, testPublic) {
			t.Errorf("%+v", e)
		}
	}
	for _, r := range []flow.LinkResult{{}, {InstitutionName: "Tartan Bank", Accounts: make([]flow.LinkAccount, 3)}, {ExitStatus: "tab_closed"}, {ExitStatus: "timed_out"}, {Fault: &flow.Fault{}}} {
		if e := endingOf(r, false); e.Ending == endLinked {
			t.Errorf("%+v is called linked", r)
		}
	}
	if e := notKept(); e.Ending != endFailed {
		t.Errorf("a result that was not kept is called %s", e.Ending)
	}
}

func TestAccountsAreReadWithoutTrust(t *testing.T) {
	many := strings.Repeat(`{"id":"a","type":"depository"},`, maxAccounts+50)
	for name, tt := range map[string]struct {
		accounts string
		want     int
	}{
		"none":        {`null`, 0},
		"not a list":  {`{"id":"a"}`, 0},
		"no objects":  {`[1,"a",null,[]]`, 0},
		"without ids": {`[{"name":"x"},{"id":7},{"id":null}]`, 0},
		"nulls":       {`[{"id":"a","name":null,"mask":null,"type":"depository","subtype":null,"verification_status":null,"class_type":null}]`, 1},
		"too many":    {"[" + strings.TrimSuffix(many, ",") + "]", maxAccounts},
	} {
		r := decoded(t, `{"kind":"success","public_token":"`+testPublic+`","metadata":{"institution":null,"accounts":`+tt.accounts+`}}`)
		if len(r.Accounts) != tt.want {
			t.Errorf("%s: %d accounts", name, len(r.Accounts))
		}
	}
}

// FuzzResult: whatever the browser sends, there is no panic, no unclean text, and linked only
// with a token.
func FuzzResult(f *testing.F) {
	f.Add([]byte(success))
	f.Add([]byte(left))
	f.Add([]byte(`{"kind":"failed","reason":"\u202e\u0000"}`))
	f.Add([]byte(`{"kind":"exit","error":{"error_code":"\u009b31m","display_message":"\ud800"},"metadata":{"institution":{"name":"` + strings.Repeat("é", 700) + `"}}}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		var b resultBody
		if strictJSON(body, &b) != nil {
			return
		}
		r, err := b.asResult(false)
		if err != nil {
			return
		}
		if (endingOf(r, false).Ending == endLinked) != !r.PublicToken.Empty() {
			t.Errorf("%q is called %s", body, endingOf(r, false).Ending)
		}
		r.PublicToken = flow.Secret{}
		texts, err := json.Marshal(struct {
			A, B, C, D, E string
			F             *flow.Fault
			G             []flow.LinkAccount
		}{r.SessionID, r.InstitutionID, r.InstitutionName, r.ExitStatus, endingOf(r, false).Text, r.Fault, r.Accounts})
		if err != nil {
			t.Fatal(err)
		}
		var back any
		if err := json.Unmarshal(texts, &back); err != nil {
			t.Fatal(err)
		}
		walkTexts(back, func(s string) {
			for _, c := range s {
				if unicode.IsControl(c) || unicode.Is(unicode.Cf, c) {
					t.Errorf("%U came through in %q", c, s)
				}
			}
		})
	})
}

func walkTexts(v any, see func(string)) {
	switch v := v.(type) {
	case string:
		see(v)
	case []any:
		for _, one := range v {
			walkTexts(one, see)
		}
	case map[string]any:
		for _, one := range v {
			walkTexts(one, see)
		}
	}
}
