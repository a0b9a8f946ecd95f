package main

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/flow/snippet"
)

// TestNoCanaryLeavesTheHouse walks a case over refusals that repeat every secret they were sent, an
// adapter that breaks down with a token in hand, and a note with an account number in it,
// and looks at all that can be handed on: every export for everybody, and every call as code.
func TestNoCanaryLeavesTheHouse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		var p *planter
		screen, d := consoleThrough(t, dir, sim.Options{}, func(inner http.RoundTripper) http.RoundTripper {
			p = newPlanter(inner)
			return p
		})
		for path, kind := range map[string]string{"/accounts/get": "INVALID_ACCESS_TOKEN", "/processor/token/create": "INVALID_PROCESSOR",
			"POST /v2/funds-transfer-methods": "25001"} {
			res, err := (&http.Client{Transport: p.inner}).Post("http://127.0.0.1:1/_sim/faults", "application/json",
				strings.NewReader(`{"path":"`+path+`","nth":1,"kind":"`+kind+`"}`))
			if err != nil || res.StatusCode/100 != 2 {
				t.Fatalf("%v %v", res, err)
			}
		}
		p.panics["/item/public_token/exchange"] = 1
		st := func() flow.Case { return onlyCase(t, d) }
		screen.Press("enter", "enter").After(time.Minute)
		exports, searched := 0, 0
		search := func() {
			t.Helper()
			c := st()
			for what, text := range allExports(t, dir, string(c.ID)) {
				p.absent(t, what, []byte(text))
				exports++
				searched += len(text)
			}
		}
		for range 20 {
			search() // at every stop, also while it has failed there
			if st().Submission != nil {
				break
			}
			screen.Press("enter").After(time.Minute)
			if strings.Contains(screen.Screen(), "Submit to Prime Trust?") {
				screen.Press("y").After(time.Minute)
			}
			if st().Fault != nil {
				screen.Press("r").After(time.Minute)
			}
		}
		if st().Submission == nil {
			t.Fatalf("it was never submitted:\n%s", screen.Screen())
		}
		id := string(st().ID)
		if _, errs, code := ranHere(t, "history", "note", id, "the customer read 1111222233330000 to me", "--data", dir); code != exitOK {
			t.Fatalf("exit %d: %s", code, errs)
		}
		search()
		told := allExports(t, dir, id)["history export "+id+" --data "+dir+" --format md --for ticket"]
		for _, want := range []string{"INVALID_ACCESS_TOKEN", "INVALID_PROCESSOR", "25001", "INTERNAL", "-sandbox-…", "the customer read ••• number to me", "submitted"} {
			if !strings.Contains(told, want) {
				t.Errorf("the ticket does not tell of %s: the walk does not go where it should\n%s", want, told)
			}
		}
		snippets := searchSnippets(t, p, d, st())
		if p.said == 0 || p.planted < 20 || snippets < 10 {
			t.Errorf("%d errors repeated a token, %d objects were planted, %d snippets searched", p.said, p.planted, snippets)
		}
		t.Logf("%d exports (%d bytes) and %d snippets searched; %d errors repeated a secret", exports, searched, snippets, p.said)
	})
}

// onlyCase is the one case of a console.
func onlyCase(t *testing.T, d *desks) flow.Case {
	t.Helper()
	st := d.open[flow.Demo].store
	page, err := st.List(t.Context(), flow.Query{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	c, err := st.Case(t.Context(), page.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// searchSnippets looks at the code of every call that the glass remembers, and of every one that the
// journal does.
func searchSnippets(t *testing.T, p *planter, d *desks, c flow.Case) (n int) {
	t.Helper()
	glass, ok := d.open[flow.Demo].desk.(interface {
		Exchanges(flow.CaseID) []flow.Exchange
	})
	if !ok {
		t.Fatal("there is no glass")
	}
	for _, x := range glass.Exchanges(c.ID) {
		p.behind(t, x)
		n++
	}
	records, err := d.open[flow.Demo].store.Records(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	key := ""
	for _, r := range records {
		if i, is := r.Event.(flow.Intent); is {
			key = i.Key
		}
		for _, call := range flow.CallsOf(r.Event) {
			if x, ok := snippet.OfCall(c, call, key); ok {
				code := snippet.Curl(x)
				p.absent(t, fmt.Sprintf("the call of event %d as code", r.Seq), []byte(code))
				if !strings.HasPrefix(code, "curl ") {
					t.Errorf("event %d is not a command: %s", r.Seq, code)
				}
				n++
			}
		}
	}
	return n
}
