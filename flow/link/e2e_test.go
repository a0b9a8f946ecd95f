//go:build e2e

package link_test

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// A person's visits, in a real browser.
func TestInABrowser(t *testing.T) {
	r := newRig(t)
	t.Run("links", r.links)
	t.Run("leaves", r.leaves)
	t.Run("keyboard only", r.keyboardOnly)
	t.Run("tries again", r.triesAgain)
	t.Run("reloads", r.reloads)
	t.Run("closes the tab", r.closesTheTab)
	t.Run("blocks the frame", r.blocksTheFrame)
	t.Run("hosted page", r.hostedPage)
	t.Run("bank in a window", r.bankInAWindow)
	t.Run("bank from the hosted page", r.bankFromTheHostedPage)
	t.Run("bank in the same window", r.bankInTheSameWindow)
	t.Run("bank a second time", r.bankASecondTime)
	t.Run("dead token", r.deadToken)
	t.Run("repairs", r.repairs)
	t.Run("strange Links", r.strangeLinks)
	t.Run("script hangs", r.scriptHangs)
	t.Run("console hangs", r.consoleHangs)
}

func toCredentials() []step {
	return []step{
		{Do: "heading", Text: "uses Plaid to link your bank"}, {Do: "fits"}, {Do: "shot", Text: "1-consent"},
		{Do: "click", Text: "Continue"},
		{Do: "heading", Text: "Choose your bank"}, {Do: "fits"}, {Do: "shot", Text: "2-banks"},
		{Do: "fill", Text: "Search for your bank", Value: "platypus"},
		{Do: "click", Text: "First Platypus Bank"},
		{Do: "heading", Text: "Enter your login"}, {Do: "fits"}, {Do: "shot", Text: "3-login"},
	}
}

func login(password string) []step {
	return []step{{Do: "fill", Text: "User name", Value: "user_good"}, {Do: "fill", Text: "Password", Value: password}, {Do: "click", Text: "Submit"}}
}

func share() []step {
	return []step{
		{Do: "heading", Text: "Choose the account"}, {Do: "choose", Text: "Plaid Checking"}, {Do: "fits"}, {Do: "shot", Text: "5-accounts"},
		{Do: "click", Text: "Share"},
		{Do: "heading", Text: "Connected"}, {Do: "shot", Text: "6-connected"},
		{Do: "click", Text: "Finish"},
	}
}

func ends(state, heading string) []step {
	return []step{{Do: "state", Text: state}, {Do: "heading", Text: heading, Page: true}, {Do: "focused", Text: heading, Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "7-" + state}}
}

func (r rig) links(t *testing.T) {
	for _, size := range []plan{
		{Name: "desktop-light", Width: 1280, Height: 800}, {Name: "desktop-dark", Width: 1280, Height: 800, Dark: true},
		{Name: "phone-light", Width: 390, Height: 844}, {Name: "phone-dark", Width: 390, Height: 844, Dark: true},
	} {
		t.Run(size.Name, func(t *testing.T) {
			size.Steps = slices.Concat(toCredentials(), login("pass_wrong"),
				[]step{{Do: "alert", Text: "not right"}, {Do: "shot", Text: "4-wrong"}}, login("pass_good"), share(), ends("linked", "Account linked"))
			sink, got := r.fly(t, flight{plan: size})
			if sink.results[0].PublicToken.Empty() {
				t.Errorf("no public token: %+v", sink.results[0])
			}
			if len(got.Problems) > 0 {
				t.Errorf("the browser complained: %q", got.Problems)
			}
		})
	}
}

// The customer leaves in every way there is, and never sees a green page.
func (r rig) leaves(t *testing.T) {
	dialog := []step{{Do: "heading", Text: "Enter your login"}, {Do: "press", Keys: []string{"Escape"}}, {Do: "text", Text: "Leave without linking?"}, {Do: "shot", Text: "8-confirm"}}
	for _, tt := range []struct {
		name, status, code, state, heading string
		steps                              []step
		flight                             flight
	}{
		{name: "close button", status: "requires_credentials", state: "left", heading: "No account linked",
			steps: slices.Concat(toCredentials(), []step{{Do: "click", Text: "Leave"}, {Do: "click", Text: "Stay"}}, dialog, []step{{Do: "press", Keys: []string{"Tab", "Enter"}}})},
		{name: "bank error", status: "requires_credentials", code: "ITEM_LOCKED", state: "failed", heading: "Linking did not work",
			steps: slices.Concat(toCredentials(), login("error_ITEM_LOCKED"), []step{{Do: "heading", Text: "did not work"}, {Do: "shot", Text: "9-error"}, {Do: "click", Text: "Leave"}})},
		{name: "dead token", code: "INVALID_LINK_TOKEN", state: "failed", heading: "Linking did not work", flight: flight{token: "link-sandbox-none"},
			steps: []step{{Do: "heading", Text: "no longer valid"}, {Do: "shot", Text: "9-dead"}, {Do: "press", Keys: []string{"Escape"}}}},
		{name: "no script", code: "LINK_NOT_LOADED", state: "failed", heading: "Linking did not work",
			flight: flight{script: "http://127.0.0.1:9/link/v2/stable/link-initialize.js"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := tt.flight
			f.plan = plan{Name: strings.ReplaceAll(tt.name, " ", "-"), Steps: slices.Concat(tt.steps, ends(tt.state, tt.heading))}
			sink, _ := r.fly(t, f)
			got := sink.results[0]
			if !got.PublicToken.Empty() || got.ExitStatus != tt.status || faultCode(got.Fault) != tt.code {
				t.Errorf("the result is %+v with fault %v", got, got.Fault)
			}
		})
	}
}

func (r rig) keyboardOnly(t *testing.T) {
	tab, enter, space := "Tab", "Enter", " "
	steps := []step{
		{Do: "heading", Text: "uses Plaid"}, {Do: "press", Keys: []string{tab, enter}},
		{Do: "heading", Text: "Choose your bank"}, {Do: "focused", Text: "Search for your bank"}, {Do: "type", Value: "gingham"},
		{Do: "text", Text: "1 bank"}, {Do: "press", Keys: []string{tab}}, {Do: "focused", Text: "First Gingham"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Enter your login"}, {Do: "focused", Text: "User name"}, {Do: "type", Value: "user_good"}, {Do: "press", Keys: []string{tab}},
		{Do: "type", Value: "mfa_device"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Get a code"}, {Do: "shot", Text: "4-device"}, {Do: "press", Keys: []string{space, enter}},
		{Do: "heading", Text: "Prove that it is you"}, {Do: "focused", Text: "Enter the code"}, {Do: "shot", Text: "4-code"},
		{Do: "type", Value: "1111"}, {Do: "press", Keys: []string{enter}}, {Do: "alert", Text: "not right"},
		{Do: "type", Value: "1234"}, {Do: "press", Keys: []string{enter}},
		{Do: "heading", Text: "Choose the account"}, {Do: "press", Keys: []string{space, enter}},
		// The Tab key goes round within Link, which lies over everything else.
		{Do: "heading", Text: "Connected"}, {Do: "press", Keys: []string{tab, tab}}, {Do: "focused", Text: "Leave"},
		{Do: "press", Keys: []string{tab}}, {Do: "focused", Text: "Finish"}, {Do: "press", Keys: []string{enter}},
	}
	sink, _ := r.fly(t, flight{plan: plan{Name: "keyboard", Steps: slices.Concat(steps, ends("linked", "Account linked"))}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("no public token: %+v", sink.results[0])
	}
}

// A result that cannot be kept is not called linked; once it can, it is.
func (r rig) triesAgain(t *testing.T) {
	steps := slices.Concat(toCredentials(), login("pass_good"), share(),
		[]step{{Do: "state", Text: "unsaved"}, {Do: "heading", Text: "Not saved yet", Page: true}, {Do: "shot", Text: "7-unsaved"}, {Do: "click", Text: "Try again", Page: true}},
		ends("linked", "Account linked"))
	sink, _ := r.fly(t, flight{refuse: 1, plan: plan{Name: "again", Steps: steps}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("no public token: %+v", sink.results[0])
	}
}

// A reload goes on, and a second visit to the one-time address leads back to the page.
func (r rig) reloads(t *testing.T) {
	steps := slices.Concat(toCredentials(), []step{{Do: "reload"}, {Do: "heading", Text: "uses Plaid"},
		{Do: "goto", URL: "BOOT"}, {Do: "heading", Text: "used already", Page: true}, {Do: "shot", Text: "gone"}, {Do: "follow", Text: "Go on"}},
		toCredentials(), login("pass_good"), share(), ends("linked", "Account linked"))
	sink, _ := r.fly(t, flight{plan: plan{Name: "reload", Steps: steps}})
	if sink.results[0].PublicToken.Empty() {
		t.Errorf("after a reload: %+v", sink.results[0])
	}
}

func (r rig) closesTheTab(t *testing.T) {
	steps := slices.Concat(toCredentials(), []step{{Do: "close"}, {Do: "tab"}})
	sink, _ := r.fly(t, flight{grace: 1500 * time.Millisecond, plan: plan{Name: "closed", Steps: steps}})
	if got := sink.results[0]; got.ExitStatus != "tab_closed" || !got.PublicToken.Empty() {
		t.Errorf("after the tab was closed: %+v", got)
	}
}

// A Link whose frame is kept out never opens and never says so; the page notices.
func (r rig) blocksTheFrame(t *testing.T) {
	script := strange(t, `const f = document.createElement('iframe'); f.src = 'http://localhost:9/frame'; document.body.append(f);
		return { open() {}, exit() {}, destroy() {} };`)
	sink, _ := r.fly(t, flight{script: script, plan: plan{Name: "blocked", Steps: ends("failed", "Linking did not work")}})
	got := sink.results[0]
	if faultCode(got.Fault) != "LINK_NOT_LOADED" || !strings.Contains(got.Fault.Message, "frame-src http://localhost:9") {
		t.Errorf("the result is %+v with fault %v", got, got.Fault)
	}
}

// The page of the hosted session works by itself and leaves its result with Plaid.
func (r rig) hostedPage(t *testing.T) {
	made := simulator(t, "happy", `,"hosted_link":{}`)
	steps := slices.Concat([]step{{Do: "goto", URL: made.hosted}}, onPage(toCredentials()), onPage(login("pass_good")), onPage(share()),
		[]step{{Do: "heading", Text: "Account linked", Page: true}, {Do: "fits", Page: true}, {Do: "shot", Text: "over"}})
	got := r.drive(t, plan{Name: "hosted", Width: 390, Height: 844, Steps: steps})
	if len(got.Problems) > 0 {
		t.Errorf("the browser complained: %q", got.Problems)
	}
}

func toOAuth() []step {
	return []step{
		{Do: "heading", Text: "uses Plaid"}, {Do: "click", Text: "Continue"}, {Do: "heading", Text: "Choose your bank"},
		{Do: "fill", Text: "Search for your bank", Value: "platypus oauth"}, {Do: "click", Text: "Platypus OAuth Bank"},
		{Do: "heading", Text: "Log in at Platypus OAuth Bank"}, {Do: "fits"}, {Do: "shot", Text: "oauth-1"},
	}
}

// atBank logs in on the bank's own page and shares an account there.
func atBank() []step {
	return onPage([]step{
		{Do: "heading", Text: "Log in to Platypus OAuth Bank"}, {Do: "focused", Text: "User name"}, {Do: "fits"}, {Do: "shot", Text: "oauth-2"},
		{Do: "click", Text: "Log in"}, {Do: "heading", Text: "Choose the accounts"},
		{Do: "choose", Role: "checkbox", Text: "Plaid Checking"}, {Do: "fits"}, {Do: "shot", Text: "oauth-3"}, {Do: "click", Text: "Allow access"},
	})
}

// A bank with a page of its own opens a window from within Link's frame, whatever the policy
// of our page, and Link goes on when it is done. A window that is closed is noticed.
func (r rig) bankInAWindow(t *testing.T) {
	steps := slices.Concat(toOAuth(), []step{{Do: "popup", Text: "Continue to your bank"}, {Do: "back", Text: "close"},
		{Do: "alert", Text: "closed before you were done"}, {Do: "shot", Text: "oauth-closed"}, {Do: "popup", Text: "Continue to your bank"}},
		atBank(), []step{{Do: "back"}, {Do: "heading", Text: "Connected"}, {Do: "click", Text: "Finish"}}, ends("linked", "Account linked"))
	sink, got := r.fly(t, flight{plan: plan{Name: "window", Steps: steps}})
	if sink.results[0].PublicToken.Empty() || sink.results[0].InstitutionName != "Platypus OAuth Bank" {
		t.Errorf("the result is %+v", sink.results[0])
	}
	if len(got.Problems) > 0 {
		t.Errorf("the browser complained: %q", got.Problems)
	}
}

// The hosted page sends its own window to the bank and goes on when it is back.
func (r rig) bankFromTheHostedPage(t *testing.T) {
	made := simulator(t, "happy", `,"hosted_link":{}`)
	steps := slices.Concat([]step{{Do: "goto", URL: made.hosted}}, onPage(toOAuth()), onPage([]step{{Do: "click", Text: "Continue to your bank"}}), atBank(),
		onPage([]step{{Do: "heading", Text: "Connected"}, {Do: "click", Text: "Finish"}, {Do: "heading", Text: "Account linked"}}))
	got := r.drive(t, plan{Name: "hosted-bank", Width: 390, Height: 844, Steps: steps})
	if len(got.Problems) > 0 {
		t.Errorf("the browser complained: %q", got.Problems)
	}
}

func onPage(steps []step) []step {
	for i := range steps {
		steps[i].Page = true
	}
	return steps
}
