package primetrust

import (
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"linkdesk/flow"
)

var (
	_ flow.Registrar = (*Client)(nil)

	// privateTexts may be in no fault and no call.
	privateTexts = []string{"987654321", "987-65-4321", "98-7654321", "1985-03-07", "03/07/1985", "2992 Cameron", "Suite 5", "Malakoff", "14236", "415 555 0123"}
)

const (
	ownerID  = "6ba7b811-9dad-41d1-80b4-00c04fd430c8"
	otherKey = "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a0%02d"
)

func testPerson() flow.Application {
	return flow.Application{AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: flow.Person{
		Name: "Avery Quinn", Email: "avery@example.com", Phone: "+1 415 555 0123", DateOfBirth: "1985-03-07",
		TaxID: "987-65-4321", TaxCountry: "US", TaxState: "NY",
		Address: flow.Address{Street1: "2992 Cameron Road", Street2: "Suite 5", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"}}}
}

func testCompany() flow.Application {
	a := testPerson()
	related := a.Owner
	related.Address, related.Phone = flow.Address{}, ""
	a.AccountName, a.Owner.Name, a.Owner.DateOfBirth, a.Owner.TaxID = "Quinn Widgets", "Quinn Widgets LLC", "", "12-3456789"
	a.Company = &flow.Company{Kind: "llc", Incorporated: "2019-05-02", Region: "DE", Services: "Makes <widgets> & more",
		Jurisdictions: "US", Related: related, RelatedLabel: "Owner"}
	a.Questions = map[string]string{}
	for _, q := range flow.AccountQuestions() {
		a.Questions[q.Name] = "about the " + q.About
	}
	return a
}

func sealed(t *testing.T, a flow.Application) flow.Secret {
	t.Helper()
	s, err := a.Sealed()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// nothingPrivate demands a fault without the person in it.
func nothingPrivate(t *testing.T, err error, calls ...flow.Call) *flow.Fault {
	t.Helper()
	f := faultOf(t, err)
	all, _ := json.Marshal([]any{f, calls})
	for _, p := range privateTexts {
		if bytes.Contains(all, []byte(p)) || strings.Contains(f.Error(), p) {
			t.Errorf("%q is in %s", p, all)
		}
	}
	return f
}

// prime is a bare call to the simulated Prime Trust, with a login of its own.
func (w *world) prime(method, path string, attributes map[string]any) map[string]any {
	w.t.Helper()
	send := func(method, path, auth string, in any) map[string]any {
		body, _ := json.Marshal(in)
		r, err := http.NewRequestWithContext(w.t.Context(), method, w.url+path, bytes.NewReader(body))
		if err != nil {
			w.t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if r.SetBasicAuth("desk@example.com", canaryPassword); auth != "" {
			r.Header.Set("Authorization", auth)
		}
		resp, err := w.sim.Transport().RoundTrip(r)
		if err != nil {
			w.t.Fatal(err)
		}
		defer func() { _ = resp.Body.Close() }()
		raw, _ := io.ReadAll(resp.Body)
		var out map[string]any
		if err := json.Unmarshal(raw, &out); err != nil || resp.StatusCode > 299 {
			w.t.Fatalf("%s: HTTP %d %s", path, resp.StatusCode, raw)
		}
		return out
	}
	token := send(http.MethodPost, "/auth/jwts", "", nil)["token"].(string)
	return send(method, path, "Bearer "+token, map[string]any{"data": map[string]any{"attributes": attributes}})
}

// accounts counts what the simulated Prime Trust holds.
func (w *world) accounts() int {
	w.t.Helper()
	n := w.prime(http.MethodGet, "/v2/accounts", nil)["meta"].(map[string]any)["resource-count"]
	return int(n.(float64))
}

func (w *world) fault(path, kind string) {
	w.t.Helper()
	w.post("/_sim/faults", map[string]any{"path": path, "kind": kind})
}
