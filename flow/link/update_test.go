package link

import (
	"net/http"
	"strings"
	"testing"

	"linkdesk/flow"
)

func updating(_ *Browser, r *flow.HandoffRequest, _ *sink) { r.Update = true }

// An update succeeds with a public_token or without one, and there is nothing to exchange.
func TestAnUpdateSucceeds(t *testing.T) {
	for name, body := range map[string]string{
		"with a token":    success,
		"with an odd one": `{"kind":"success","public_token":"public\n","metadata":{"institution":{"name":"First Platypus Bank"}}}`,
		"with an empty":   `{"kind":"success","public_token":"","metadata":{"institution":{"name":"First Platypus Bank"}}}`,
		"without":         `{"kind":"success","metadata":{"institution":{"name":"First Platypus Bank"}}}`,
	} {
		t.Run(name, func(t *testing.T) {
			fly(t, updating, func(t *testing.T, b *bubble) {
				b.boot()
				if page := b.get("http://" + testHost + "/").body; !strings.Contains(page, `data-update="yes"`) || !strings.Contains(page, "<title>Repair your bank login</title>") {
					t.Error("the page does not say that it is a repair")
				}
				got := b.post("/result", body)
				if got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"linked","text":"Your login at First Platypus Bank is repaired. `) {
					t.Errorf("%d %s", got.status, got.body)
				}
				if err := b.landed(); err != nil || len(b.sink.results) != 1 {
					t.Fatalf("Run: %v, %d results", err, len(b.sink.results))
				}
				if r := b.sink.results[0]; !r.Updated || !r.Linked() || !r.PublicToken.Empty() || r.Fault != nil {
					t.Errorf("the result is %+v", r)
				}
			})
		})
	}
}

// Without an update, a success that brings nothing is a failure.
func TestASuccessWithNothing(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		b.boot()
		if page := b.get("http://" + testHost + "/").body; !strings.Contains(page, `data-update="no"`) {
			t.Error("the page takes the visit for a repair")
		}
		got := b.post("/result", `{"kind":"empty","metadata":{"request_id":"r-7"}}`)
		if got.status != http.StatusOK || !strings.Contains(got.body, `"ending":"failed"`) || strings.Contains(got.body, "could not be loaded") {
			t.Errorf("%d %s", got.status, got.body)
		}
		if err := b.landed(); err != nil {
			t.Fatal(err)
		}
		if r := b.sink.results[0]; r.Linked() || r.Fault.Code != codeNoToken || r.Fault.RequestID != "r-7" {
			t.Errorf("the result is %+v %+v", r, r.Fault)
		}
	})
}

// Every end says what is true of it and what to do next.
func TestEveryEndNamesTheNextStep(t *testing.T) {
	fault := func(code, display string) *flow.Fault { return &flow.Fault{Code: code, Display: display} }
	for _, tt := range []struct {
		name                string
		r                   flow.LinkResult
		ending, says, fixes string // fixes: what is said of an update
	}{
		{"left", flow.LinkResult{ExitStatus: "requires_code"}, endLeft, "No account was linked", "as it was"},
		{"closed", flow.LinkResult{ExitStatus: "tab_closed"}, endLeft, "No account was linked", "as it was"},
		{"time ran out", flow.LinkResult{ExitStatus: "timed_out"}, endLeft, "has run out, and no account was linked", "has run out, and your bank login is as it was"},
		{"dead token", flow.LinkResult{Fault: fault(codeDeadToken, "x")}, endFailed, "no longer valid, so no account", "no longer valid, so your bank login is as it was"},
		{"not loaded", flow.LinkResult{Fault: fault(codeNotLoaded, "")}, endFailed, "could not be loaded", "as it was"},
		{"nothing brought", flow.LinkResult{Fault: fault(codeNoToken, "")}, endFailed, "no account was linked", "as it was"},
		{"the bank's words", flow.LinkResult{Fault: fault("ITEM_LOCKED", "It is locked.")}, endFailed, "It is locked. Plaid ended with this error, so no account", "It is locked. Plaid ended with this error, so your bank login is as it was"},
		{"no words", flow.LinkResult{Fault: fault("PLAID_ERROR", "")}, endFailed, "Something went wrong", "as it was"},
	} {
		for update, says := range map[bool]string{false: tt.says, true: tt.fixes} {
			e := endingOf(tt.r, update)
			if e.Ending != tt.ending || !strings.Contains(e.Text, says) || !strings.Contains(e.Text, "ask the person who opened this page") {
				t.Errorf("%s, update %v: %+v", tt.name, update, e)
			}
			if update && strings.Contains(e.Text, "account") {
				t.Errorf("%s: a repair speaks of an account: %s", tt.name, e.Text)
			}
		}
	}
}
