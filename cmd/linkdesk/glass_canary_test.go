package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/glass"
	"linkdesk/flow/primetrust"
	"linkdesk/flow/sim"
	"linkdesk/flow/snippet"
)

// planter stands before a parrot. It puts members that no provider has yet into every object of
// every answer, and counts all credentials of a request among the canaries.
type planter struct {
	*parrot
	mu      sync.Mutex
	planted int
}

// newPlanter stands before a simulator.
func newPlanter(inner http.RoundTripper) *planter {
	p := &planter{parrot: &parrot{canaries: &canaries{}, inner: inner, word: word(), panics: map[string]int{}}}
	p.add("a token", p.word)
	for _, number := range []string{"1111222233330000", "1111222233331111", "1111222233339002"} {
		p.add("an account number", number)
	}
	return p
}

// RoundTrip implements http.RoundTripper.
func (p *planter) RoundTrip(r *http.Request) (*http.Response, error) {
	user, password, _ := r.BasicAuth()
	_, session, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	for what, secret := range map[string]string{"the client_id": r.Header.Get("Plaid-Client-Id"), "the secret": r.Header.Get("Plaid-Secret"),
		"the e-mail address": user, "the password": password, "the session": session} {
		if secret != "" {
			p.add(what, secret)
		}
	}
	res, err := p.parrot.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(res.Body)
	if err != nil {
		return nil, err
	}
	var doc any
	if json.Unmarshal(body, &doc) == nil {
		if body, err = json.Marshal(p.plant(doc)); err != nil {
			return nil, err
		}
	}
	res.Body, res.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
	res.Header.Set("Set-Cookie", "sid="+p.seed("a cookie"))
	return res, nil
}

func (p *planter) seed(what string) string {
	w := word()
	p.add(what, w)
	return w
}

// plant puts strange members into every object.
func (p *planter) plant(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name := range v {
			v[name] = p.plant(v[name])
		}
		p.mu.Lock()
		p.planted++
		number := 778899000000 + int64(p.planted)
		p.mu.Unlock()
		p.add("a number", fmt.Sprint(number))
		v["zq-new"], v["zq-person"], v["zq-number"] = p.seed("a new member"), map[string]any{"e-mail": p.seed("a person"), "list": []any{p.seed("a list")}}, number
		v[fmt.Sprint(number)] = true
	case []any:
		for i := range v {
			v[i] = p.plant(v[i])
		}
	}
	return v
}

// behind searches all that can be seen of a call.
func (p *planter) behind(t *testing.T, x flow.Exchange) {
	t.Helper()
	p.absent(t, "the call "+x.Endpoint, fmt.Appendf(nil, "%+v", x))
	p.absent(t, "the lines of "+x.Endpoint, []byte(strings.Join(append(x.Request.Lines(), x.Answer.Lines()...), "\n")))
	p.absent(t, "the curl of "+x.Endpoint, []byte(snippet.Curl(x)))
}

// TestNoCanaryBehindTheGlass walks the road with secrets in every object of every answer and a
// refusal that repeats what it was sent, and looks at every call on the screen.
func TestNoCanaryBehindTheGlass(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var p *planter
		screen, d := consoleThrough(t, t.TempDir(), sim.Options{}, func(inner http.RoundTripper) http.RoundTripper {
			p = newPlanter(inner)
			return p
		})
		res, err := (&http.Client{Transport: p.inner}).Post("http://127.0.0.1:1/_sim/faults", "application/json",
			strings.NewReader(`{"path":"/processor/token/create","nth":1,"kind":"INVALID_PROCESSOR"}`))
		if err != nil || res.StatusCode/100 != 2 {
			t.Fatalf("%v %v", res, err)
		}
		frames := 0
		look := func(keys ...string) {
			t.Helper()
			for _, key := range keys {
				screen.Press(key)
				p.absent(t, "the screen after "+key, []byte(screen.Screen()))
				frames++
			}
		}
		for _, key := range []string{"enter", "enter", "enter", "enter", "enter", "r", "enter", "y"} {
			look(key)
			screen.After(time.Minute)
			if now := screen.Screen(); !strings.Contains(now, "Case …") || strings.Contains(now, "Submit to Prime Trust?") {
				continue
			}
			look("ctrl+g", "enter", "pgdown", "pgdown", "c", "down", "pgdown", "ctrl+g")
		}
		screen.Sees("last four")
		page, err := d.open[flow.Demo].store.List(t.Context(), flow.Query{})
		if err != nil || len(page.Rows) != 1 {
			t.Fatalf("%+v %v", page, err)
		}
		seen := map[string]bool{}
		for _, x := range d.open[flow.Demo].desk.(interface {
			Exchanges(flow.CaseID) []flow.Exchange
		}).Exchanges(page.Rows[0].ID) {
			p.behind(t, x)
			seen[fmt.Sprint(x.Endpoint, " ", x.Status)] = true
			if x.Status != 0 && (!strings.Contains(x.Answer.Body, `"zq-new":"•••"`) || !strings.Contains(x.Answer.Body, `"zq-number":"••• number"`)) {
				t.Errorf("a new member of %s is not there as a mask: %s", x.Endpoint, x.Answer.Body)
			}
			if x.RequestID == "" && x.Status != 0 {
				t.Errorf("%s has no request_id", x.Endpoint)
			}
		}
		for _, call := range []string{"/link/token/create 200", "/sandbox/public_token/create 200", "/item/public_token/exchange 200", "/accounts/get 200",
			"/processor/token/create 400", "/processor/token/create 200", "POST /auth/jwts 201", "POST /v2/funds-transfer-methods 201"} {
			if !seen[call] {
				t.Errorf("%s was not seen: %v", call, seen)
			}
		}
		for _, osc := range screen.Clipboard() {
			text, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(osc, "52;c;"))
			if err != nil || !strings.HasPrefix(string(text), "curl ") {
				t.Errorf("%v: %s", err, text)
			}
			p.absent(t, "the clipboard", text)
		}
		if n := screen.Sent(p.word); n > 0 || p.said == 0 || p.planted < 20 || frames < 50 {
			t.Errorf("the terminal was sent a canary %d times; %d errors repeated a token, %d objects were planted, %d frames searched", n, p.said, p.planted, frames)
		}
	})
}

// TestNoPersonBehindTheGlass opens an account: everything that is told of a person stays out, also
// of a refusal that repeats it.
func TestNoPersonBehindTheGlass(t *testing.T) {
	s, err := sim.New(sim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	p, rec := newPlanter(s.Transport()), glass.New(time.Now)
	client, err := primetrust.New(primetrust.Config{BaseURL: "http://127.0.0.1:1", Email: demoEmail, Password: secret(demoPassword), Env: flow.Demo, Transport: p,
		Watch: func(base http.RoundTripper) http.RoundTripper {
			return rec.Wrap(flow.PrimeTrust, base, secret(demoEmail), secret(demoPassword))
		}})
	if err != nil {
		t.Fatal(err)
	}
	application := flow.Application{AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: flow.Person{
		Name: "Avery Quinn", Email: p.seed("an e-mail address") + "@example.com", Phone: "+1 415 555 0123", DateOfBirth: "1985-03-07", TaxID: "987654321",
		TaxCountry: "US", TaxState: "NY", Address: flow.Address{Street1: p.seed("a street"), City: p.seed("a city"), Region: "NY", PostalCode: "14236", Country: "US"}}}
	for what, text := range map[string]string{"a telephone": "555 0123", "a birthday": "1985-03-07", "a tax id": "987654321", "a postal code": "14236"} {
		p.add(what, text)
	}
	sealed, err := application.Sealed()
	if err != nil {
		t.Fatal(err)
	}
	ctx := flow.WithErrand(t.Context(), flow.Errand{Case: "c1", Effect: flow.OpenNewAccount, Attempt: 1})
	for _, key := range []string{"2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a001", "2b6cdfb6-3b7e-4f3e-9a55-0d7f3ad6a002"} {
		if _, _, err := client.OpenAccount(ctx, key, sealed); err != nil {
			t.Logf("refused: %v", err)
		}
		application.Owner.TaxState = "no such state"
		if sealed, err = application.Sealed(); err != nil {
			t.Fatal(err)
		}
	}
	<-rec.Settled()
	all := rec.Exchanges("c1")
	if len(all) != 3 {
		t.Errorf("%d calls", len(all))
	}
	for _, x := range all {
		p.behind(t, x)
		if strings.HasSuffix(x.Endpoint, "accounts") && !strings.Contains(x.Request.Body, `"tax-id-number":"•••"`) {
			t.Errorf("%s", x.Request.Body)
		}
	}
}
