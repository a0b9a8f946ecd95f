package sim

import (
	"encoding/json"
	"maps"
	"testing"
)

// What is read by hand is what encoding/json reads, and whatever might be read
// differently is left to it.
func TestPlainBodies(t *testing.T) {
	for _, tt := range []struct {
		body  string
		plain bool
	}{
		{`{"a":"b"}`, true},
		{" {\t\"a\" :\r\n\"b\" , \"c\":\"\" }\n", true},
		{`{"A":"<&>'~"}`, true},
		{`{}`, false},
		{``, false},
		{`{"a":"b"`, false},
		{`{"a":"b",}`, false},
		{`{"a":"b"} {}`, false},
		{`{"a":"b"}x`, false},
		{`{"a" "b"}`, false},
		{`{"a":"b" "c":"d"}`, false},
		{`{,"a":"b"}`, false},
		{`{"a":"b`, false},
		{`{"a":"\u0062"}`, false},
		{`{"\u0061":"b"}`, false},
		{`{"a":"ü"}`, false},
		{"{\"a\":\"\xff\"}", false},
		{"{\"a\":\"\x1f\"}", false},
		{"\u00a0{\"a\":\"b\"}", false},
		{`{"a":"b","a":"c"}`, false},
		{`{"a":5}`, false},
		{`{"a":null}`, false},
		{`{"a":{"b":"c"}}`, false},
		{`["a"]`, false},
	} {
		if p, ok := readPlain([]byte(tt.body)); ok != tt.plain {
			t.Errorf("%q: plain %v", tt.body, ok)
		} else if ok {
			samePlain(t, tt.body, p)
		}
	}
}

func FuzzPlain(f *testing.F) {
	for _, seed := range []string{`{"a":"b","c":"d"}`, `{"a":"b","a":"c"}`, `{"a":"\n"} `, "{\"\":\"\x7f\"}", `{"a":"b"}}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		if p, ok := readPlain([]byte(body)); ok {
			samePlain(t, body, p)
		}
	})
}

func samePlain(t *testing.T, body string, p *plain) {
	t.Helper()
	read, want := map[string]any{}, map[string]any{}
	for _, m := range p.texts {
		read[m.name] = m.value
	}
	if err := json.Unmarshal([]byte(body), &want); err != nil {
		t.Errorf("%q is no JSON: %v", body, err)
	}
	if len(p.texts) != len(want) || !maps.Equal(read, want) {
		t.Errorf("%q: %v, want %v", body, read, want)
	}
}

// A body that is plain and one that says the same in another way get one answer.
func TestPlainOrNotIsOneAnswer(t *testing.T) {
	for _, tt := range []struct{ plain, other string }{
		{`{"access_token":"x","account_id":"y","processor":"z"}`, `{"access_token":"\u0078","account_id":"y","processor":"z"}`},
		{`{"access_token":"access-sandbox-x","account_id":"y","processor":"dwolla"}`, `{"access_token":"access-sandbox-\u0078","account_id":"y","processor":"dwolla"}`},
		{`{"access_token":"x","extra":"y","more":"z"}`, `{"access_token":"\u0078","extra":"y","more":"z"}`},
		{`{"access_token":"x"}`, `{"access_token":"\u0078"}`},
		{`{"access_token":" ","account_id":"y","processor":"z"}`, `{"access_token":"\u0020","account_id":"y","processor":"z"}`},
		{`{"client_id":"1","access_token":"x"}`, `{"client_id":"\u0031","access_token":"x"}`},
		{`{"client_id":"","access_token":"x"}`, `{"client_id":"","access_token":"\u0078"}`},
		{`{"public_key":"1"}`, `{"public_key":"\u0031"}`},
	} {
		answer := func(body string) string {
			_, c := start(t, Options{Seed: 7})
			a := c.plaid("/processor/token/create", body)
			return string(a.raw)
		}
		if a, b := answer(tt.plain), answer(tt.other); a != b {
			t.Errorf("%s: %s\n%s: %s", tt.plain, a, tt.other, b)
		}
	}
}
