package glass

import (
	"bytes"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

func testMasker() *masker { return &masker{names: names()} }

// shown is a text as it may be seen; the test fails when it is no JSON.
func (m *masker) mustShow(t *testing.T, in string) string {
	t.Helper()
	out, ok := m.body([]byte(in), false)
	if !ok || !json.Valid([]byte(out)) {
		t.Fatalf("%s\nbecame %q, %v", in, out, ok)
	}
	return out
}

func TestOnlyWhatIsOnTheListIsSeen(t *testing.T) {
	for _, x := range []struct{ name, in, want string }{
		{"a token request", `{"access_token":"access-sandbox-0123456789ab-a92c","account_id":"BxBXxLj1m4","processor":"prime_trust"}`,
			`{"access_token":"access-sandbox-…a92c","account_id":"BxBXxLj1m4","processor":"prime_trust"}`},
		{"keys in a body", `{"client_id":"0123456789abcdef01234567","secret":"fedcba98"}`, `{"client_id":"•••","secret":"•••"}`},
		{"a member nobody has thought of", `{"nickname":"Al","pin":1234,"deep":{"more":["x",{"y":2}]},"ok":true,"none":null,"empty":""}`,
			`{"nickname":"•••","pin":"••• number","deep":{"more":["•••",{"y":"••• number"}]},"ok":true,"none":null,"empty":""}`},
		{"an account number under a good name", `{"data":{"id":"1111222233330000","attributes":{"status":1111222233330000,"type":"1111 2222 3333","last-4":"11112222","amount":"1111222233330000"}}}`,
			`{"data":{"id":"•••","attributes":{"status":"••• number","type":"•••","last-4":"•••","amount":"•••"}}}`},
		{"a token under a good name", `{"item_id":"access-sandbox-0123456789ab-a92c","name":"see public-sandbox-0123456789ab-b777 or a@b.co or 111-22-3333"}`,
			`{"item_id":"access-sandbox-…a92c","name":"see ••• or ••• or •••"}`},
		{"money, days and ids", `{"balances":{"available":100.5,"mask":"0000"},"created-at":"2026-11-22T11:59:00Z","id":"1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10","amount":"25.00"}`,
			`{"balances":{"available":100.5,"mask":"0000"},"created-at":"2026-11-22T11:59:00Z","id":"1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10","amount":"25.00"}`},
		{"a name that tells something", `{"1111222233330000":true,"a b":1}`, `{"•••":true,"•••":"••• number"}`},
		{"a person", `{"owner":{"name":"Avery Quinn","email":"a@b.co","date-of-birth":"1985-03-07","tax-id-number":"123456789","primary-address":{"street-1":"2992 Cameron Road","city":"Malakoff","region":"NY"},"primary-phone-number":{"number":"+1 415"}}}`,
			`{"owner":{"name":"Avery Quinn","email":"•••","date-of-birth":"•••","tax-id-number":"•••","primary-address":{"street-1":"•••","city":"•••","region":"•••"},"primary-phone-number":{"number":"•••"}}}`},
		{"controls", `{"name":"a\u001b]52;c;x\u0007\u202eb\n"}`, `{"name":"a�]52;c;x��b "}`},
		{"both spellings", `{"created_at":"2026-11-22","tax_id_number":"1","page_count":3}`, `{"created_at":"2026-11-22","tax_id_number":"•••","page_count":3}`},
		{"an address with a query", `{"links":{"self":"https://h/v2/contacts?filter[name like]=Jane&page[number]=2&include=bank","next":"https://user:pw@h/x"}}`,
			`{"links":{"self":"https://h/v2/contacts?filter[name+like]=•••&page[number]=2&include=bank","next":"•••"}}`},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := testMasker().mustShow(t, x.in); got != x.want {
				t.Errorf("\n%s\nwant\n%s", got, x.want)
			}
		})
	}
}

// TestAnAnswerThatRepeatsIsMasked: what was masked on its way out is masked where it comes back, in
// whatever member, and after a request about a person no sentence is shown at all.
func TestAnAnswerThatRepeatsIsMasked(t *testing.T) {
	m := newMasker(names(), []flow.Secret{flow.NewSecret([]byte("hunter22"))})
	m.asking = true
	m.mustShow(t, `{"secret":"Zqabc","client_name":"linkdesk"}`)
	m.asking = false
	got := m.mustShow(t, `{"error_code":"Zqabc","error_message":"not Zqabc","detail":"hunter22 is wrong","title":"25 is too much","documentation_url":"https://x"}`)
	if want := `{"error_code":"•••","error_message":"•••","detail":"•••","title":"25 is too much","documentation_url":"•••"}`; got != want {
		t.Errorf("%s", got)
	}
	m.asking = true
	m.mustShow(t, `{"date-of-birth":"1985-03-07"}`)
	m.asking = false
	if got := m.mustShow(t, `{"detail":"born on March 7 is too young","code":25002}`); got != `{"detail":"•••","code":25002}` {
		t.Errorf("%s", got)
	}
}

func TestWhatIsCutEndsWithWhatIsWhole(t *testing.T) {
	in := `{"accounts":[{"account_id":"a1","available":12345,"name":"Plaid Checking"},{"account_id":"a2"}],"request_id":"r1"}`
	for n := range len(in) {
		out, ok := testMasker().body([]byte(in[:n]), true)
		if ok && !strings.HasPrefix(in, out) {
			t.Fatalf("%q became %q", in[:n], out)
		}
		if _, ok := testMasker().body([]byte(in[:n]), false); ok {
			t.Errorf("%q passes for a whole text", in[:n])
		}
	}
}

// FuzzMask holds what any text becomes: JSON where it was JSON, and nothing of a secret.
func FuzzMask(f *testing.F) {
	for _, s := range []string{`{"a":[1,-2.5e3,"x\u0041"],"b":{}}`, `[]`, `{"":0}`, "{\"a\":\"\xff\"}", `{"a":1,}`, `{"name":"x"} `, `"x"`, `01`, `[[[1]]]`, `{"a" : [ 1 , 2 ] }`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		out, ok := testMasker().body([]byte(s), false)
		// Deeper than any provider goes, it gives up.
		if valid := json.Valid([]byte(s)); ok && !valid || valid && !ok && strings.Count(s, "[")+strings.Count(s, "{") < depthLimit && bytes.ToValidUTF8([]byte(s), nil) != nil {
			t.Fatalf("%q: ok %v, valid %v", s, ok, valid)
		}
		if ok && !json.Valid([]byte(out)) {
			t.Fatalf("%q became %q", s, out)
		}
		quoted, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		whole := testMasker().mustShow(t, `{"some-secret":`+string(quoted)+`,"id":"x"}`)
		if s != "" && whole != `{"some-secret":"`+testMasker().hide(0, strings.ToValidUTF8(s, "�"))+`","id":"x"}` {
			t.Fatalf("%q: %s", s, whole)
		}
	})
}

func BenchmarkMaskAnAnswer(b *testing.B) {
	body := []byte(accountsAnswer())
	known := []flow.Secret{flow.NewSecret([]byte("0123456789abcdef01234567")), flow.NewSecret([]byte("0123456789abcdef0123456789abcd"))}
	list := names()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		m := newMasker(list, known)
		m.hidden = append(m.hidden, "access-sandbox-0b2f6c1d7e10")
		if _, ok := m.body(body, false); !ok {
			b.Fatal("not JSON")
		}
	}
}

// accountsAnswer is about what /accounts/get answers for four accounts.
func accountsAnswer() string {
	account := `{"account_id":"BxBXxLj1m4HMXBm9WZZmCWVbPjX16EHwv99vp","balances":{"available":110,"current":110,"iso_currency_code":"USD","limit":null,"unofficial_currency_code":null},"mask":"0000","name":"Plaid Checking","official_name":"Plaid Gold Standard 0% Interest Checking","persistent_account_id":"8cfb8beb89b774ee43b090625f0d61d0814322b43bff984eaf60386e","subtype":"checking","type":"depository"}`
	return `{"accounts":[` + strings.Repeat(account+",", 3) + account + `],"item":{"available_products":["balance","identity"],"billed_products":["auth"],"consent_expiration_time":null,"error":null,"institution_id":"ins_109508","item_id":"eVBnVMp7zdTJLkRNr33Rs6zr7KNJqBFL9DrE6","update_type":"background","webhook":""},"request_id":"bkVE1BHWMAZ9Rnr"}`
}

func testRequest(t testing.TB, url, body string) *http.Request {
	t.Helper()
	ctx := flow.WithErrand(t.Context(), flow.Errand{Case: "c1", Effect: flow.ReadAccounts, Attempt: 1})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	return req
}

func at() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }
