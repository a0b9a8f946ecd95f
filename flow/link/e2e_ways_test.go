//go:build e2e

package link_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

func toTheBank() []step {
	return slices.Concat(toOAuth(), []step{{Do: "click", Text: "Continue to your bank"}}, atBank())
}

func finish(state, heading string) []step {
	return slices.Concat([]step{{Do: "heading", Text: "Connected"}, {Do: "click", Text: "Finish"}}, ends(state, heading))
}

// With a redirect_uri the bank takes the whole window and sends it back, and Link goes on
// where it was left.
func (r rig) bankInTheSameWindow(t *testing.T) {
	for _, back := range []string{"/", "/oauth.html"} {
		sink, got := r.fly(t, flight{back: back, plan: plan{Name: "redirect", Steps: slices.Concat(toTheBank(), finish("linked", "Account linked"))}})
		if sink.results[0].PublicToken.Empty() || sink.results[0].InstitutionName != "Platypus OAuth Bank" {
			t.Errorf("%s: the result is %+v", back, sink.results[0])
		}
		if len(got.Problems) > 0 {
			t.Errorf("%s: the browser complained: %q", back, got.Problems)
		}
	}
}

// A reload after the bank begins anew, since the bank's answer is used up; the second way back
// takes a click.
func (r rig) bankASecondTime(t *testing.T) {
	steps := slices.Concat(toTheBank(), []step{{Do: "heading", Text: "Connected"}, {Do: "reload"}, {Do: "heading", Text: "uses Plaid"}}, toTheBank(),
		[]step{{Do: "heading", Text: "Welcome back from your bank", Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "welcome"}, {Do: "follow", Text: "Go on"}},
		finish("linked", "Account linked"))
	sink, _ := r.fly(t, flight{back: "/oauth.html", plan: plan{Name: "redirect-again", Steps: steps}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("the result is %+v", sink.results[0])
	}
}

// The token runs out while the customer types; another one takes its place, and the visit ends well.
func (r rig) deadToken(t *testing.T) {
	steps := slices.Concat(toCredentials(), []step{{Do: "post", URL: "SIM/_sim/clock", Value: `{"advance":"5h"}`}}, login("pass_good"),
		[]step{{Do: "state", Text: "renewing"}, {Do: "heading", Text: "Getting a new link", Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "renewing"}},
		toCredentials(), login("pass_good"), share(), ends("linked", "Account linked"))
	sink, got := r.fly(t, flight{renews: true, plan: plan{Name: "renew", Steps: steps}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("the result is %+v", sink.results[0])
	}
	if len(got.Problems) > 0 {
		t.Errorf("the browser complained: %q", got.Problems)
	}
}

func (r rig) repairs(t *testing.T) {
	steps := slices.Concat([]step{{Do: "heading", Text: "uses Plaid"}, {Do: "click", Text: "Continue"}, {Do: "heading", Text: "Enter your login"}},
		login("pass_good"), finish("linked", "Login repaired"))
	sink, _ := r.fly(t, flight{update: true, plan: plan{Name: "update", Steps: steps}})
	if got := sink.results[0]; !got.Updated || !got.PublicToken.Empty() {
		t.Errorf("the result is %+v", got)
	}
	leaves := []step{{Do: "heading", Text: "uses Plaid"}, {Do: "press", Keys: []string{"Escape"}}, {Do: "text", Text: "Leave without linking?"}, {Do: "press", Keys: []string{"Tab", "Enter"}}}
	sink, _ = r.fly(t, flight{update: true, plan: plan{Name: "update-left", Steps: slices.Concat(leaves, ends("left", "Nothing was changed"))}})
	if got := sink.results[0]; got.Linked() {
		t.Errorf("the result is %+v", got)
	}
}

// strange serves a script in the place of Link's whose create does this.
func strange(t *testing.T, create string) (url string) {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/javascript")
		_, _ = io.WriteString(w, "window.Plaid = { create(c) {"+create+"} };")
	}))
	t.Cleanup(srv.Close)
	return srv.URL + "/link.js"
}

// Links that behave in ways the documents allow, or do not work at all.
func (r rig) strangeLinks(t *testing.T) {
	const handler = "exit() {}, destroy() {} };"
	for _, tt := range []struct {
		name, create, state, heading, code string
		update                             bool
	}{
		{"throws", "throw new Error('cannot use ' + c.token);", "failed", "Linking did not work", "LINK_NOT_LOADED", false},
		{"throws when opened", "return { open() { throw new Error('no'); }, " + handler, "failed", "Linking did not work", "LINK_NOT_LOADED", false},
		{"nothing comes", "return { open() { c.onLoad(); c.onSuccess('', {}); }, " + handler, "failed", "Linking did not work", "NO_PUBLIC_TOKEN", false},
		{"nothing comes of a repair", "return { open() { c.onLoad(); c.onSuccess(null, {}); }, " + handler, "linked", "Login repaired", "", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sink, _ := r.fly(t, flight{script: strange(t, tt.create), update: tt.update, plan: plan{Name: "strange", Steps: ends(tt.state, tt.heading)}})
			got := sink.results[0]
			if faultCode(got.Fault) != tt.code || got.Fault != nil && strings.Contains(got.Fault.Message, "link-sandbox") {
				t.Errorf("the result is %+v with fault %v", got, got.Fault)
			}
		})
	}
	// Events of any name and in any order, some of them after the end.
	script := strange(t, `const at = (s, more) => ({ timestamp: '2026-11-22T10:00:0' + s + '.5Z', link_session_id: 's', ...more });
		return { open() {
			c.onLoad(); c.onEvent('LATER', at(2)); c.onEvent('A_NAME_OF_2031', at(1, { what: [1, { a: null }] })); c.onEvent('BARE', null);
			c.onSuccess('public-sandbox-1', {}); c.onEvent('HANDOFF', at(3)); setTimeout(() => c.onEvent('STRAGGLER', at(4)), 50);
		}, `+handler)
	sink, _ := r.fly(t, flight{script: script, plan: plan{Name: "events", Steps: ends("linked", "Account linked")}})
	var names []string
	for _, e := range sink.events {
		names = append(names, e.Name+" "+e.At.Format("05.0"))
	}
	if want := []string{"LATER 02.5", "A_NAME_OF_2031 01.5", "BARE 00.0", "HANDOFF 03.5", "STRAGGLER 04.5"}; !slices.Equal(names, want) {
		t.Errorf("the events are %q, want %q", names, want)
	}
}

// A script that never comes is told apart from one that is slow, by the page and by the console.
func (r rig) scriptHangs(t *testing.T) {
	held := make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-held }))
	defer srv.Close()
	defer close(held)
	steps := slices.Concat([]step{{Do: "state", Text: "opening"}, {Do: "skip", Value: "31000"}, {Do: "state", Text: "saving"}, {Do: "skip", Value: "1000"}},
		ends("failed", "Linking did not work"))
	sink, _ := r.fly(t, flight{script: srv.URL + "/link.js", plan: plan{Name: "hangs", Clock: true, Steps: steps}})
	if got := sink.results[0]; faultCode(got.Fault) != "LINK_NOT_LOADED" || !strings.Contains(got.Fault.Message, "did not load in 30 s") {
		t.Errorf("the result is %+v with fault %v", got, got.Fault)
	}
}

// A console that does not answer is not waited for without end, and what it kept meanwhile is
// said on the next try.
func (r rig) consoleHangs(t *testing.T) {
	script := strange(t, "return { open() { c.onLoad(); c.onSuccess('public-sandbox-1', {}); }, exit() {}, destroy() {} };")
	steps := slices.Concat([]step{{Do: "state", Text: "saving"}, {Do: "skip", Value: "1000"}, {Do: "pause"}, {Do: "skip", Value: "46000"}, {Do: "state", Text: "unsaved"},
		{Do: "text", Text: "The console did not answer, so nothing is known to be linked", Page: true}, {Do: "click", Text: "Try again", Page: true}},
		ends("linked", "Account linked"))
	sink, _ := r.fly(t, flight{script: script, dawdle: 6 * time.Second, plan: plan{Name: "console", Clock: true, Steps: steps}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("the result is %+v", sink.results[0])
	}
}
