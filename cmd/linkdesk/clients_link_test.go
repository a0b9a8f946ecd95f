//go:build e2e

package main

import (
	"slices"
	"strings"
	"testing"
)

// link drives Link by the contract of its SDK alone (plaid.com/docs/link/web): what a page
// does with Plaid.create, and what a person does in the frame.
func (c *clients) link(t *testing.T) {
	c.play(t, slices.Concat(linkVisits(), linkSecondFactors(), linkExits(), linkHandlers(), c.linkTokens(t),
		linkOAuth(), linkRemembered(), linkNumbers(), linkOddities()))
}

// The callbacks of stretches that many visits share.
var (
	atBanks = []string{"onLoad", "OPEN", "TRANSITION_VIEW CONSENT", "TRANSITION_VIEW SELECT_INSTITUTION"}
	chosen  = []string{"SELECT_INSTITUTION @platypus", "TRANSITION_VIEW CREDENTIAL @platypus"}
	tried   = []string{"SUBMIT_CREDENTIALS @platypus", "TRANSITION_VIEW LOADING @platypus"}
	linked  = []string{"TRANSITION_VIEW SELECT_ACCOUNT @platypus", "TRANSITION_VIEW LOADING @platypus", "TRANSITION_VIEW CONNECTED @platypus",
		"HANDOFF @platypus", "onSuccess @platypus, Plaid Saving 1111 depository/savings"}
	atLogin = join(atBanks, chosen)
)

// The steps of a person on the same stretches.
var (
	toConsent = []string{"create", "open", "sees uses Plaid to link your bank"}
	toBanks   = join(toConsent, []string{"click Continue", "sees Choose your bank"})
	toLogin   = join(toBanks, []string{"click First Platypus Bank", "sees Enter your login"})
	toLinked  = []string{"sees Choose the account", "choose Plaid Saving", "click Share", "sees Connected", "click Finish", "until onSuccess", "hidden"}
)

func join(lists ...[]string) []string { return slices.Concat(lists...) }

func login(password string) []string {
	return []string{"fill User name = user_good", "fill Password = " + password, "click Submit"}
}

// atBank is the same story at another bank.
func atBank(idAndName string, lines []string) []string {
	var list []string
	for _, line := range lines {
		list = append(list, strings.Replace(line, "@platypus", "@"+idAndName, 1))
	}
	return list
}

const (
	gingham = "ins_109509 First Gingham Credit Union"
	down    = "ins_132361 Unhealthy Platypus Bank - Down"
	shaky   = "ins_132363 Unhealthy Platypus Bank - Degraded"
)

func linkVisits() []scenario {
	good := join(toLogin, login("pass_good"), toLinked)
	return []scenario{
		// Only OPEN comes while Link is open; "sofar 2" is onLoad and OPEN.
		{name: "a good login", steps: join(toLogin, login("pass_good"), toLinked[:4], []string{"sofar 2"}, toLinked[4:]), want: join(atLogin, tried, linked)},
		{name: "on a phone", width: 390, steps: join(toLogin, []string{"fits"}, login("pass_good"), toLinked[:1], []string{"fits"}, toLinked), want: join(atLogin, tried, linked)},
		{name: "in the dark", dark: true, steps: good, want: join(atLogin, tried, linked)},
		{name: "on a page with a certificate", secure: true, steps: good, want: join(atLogin, tried, linked)},
		{name: "with the keyboard alone",
			steps: join(toConsent, []string{"press Tab Enter", "sees Choose your bank", "press Tab Enter", "sees Enter your login", "type user_good", "press Tab", "type pass_good",
				"press Enter", "sees Choose the account", "press ArrowDown Enter", "sees Connected", "press Tab Enter", "until onSuccess"}),
			want: join(atLogin, tried, linked)},
		{name: "a wrong password, then the right one",
			steps: join(toLogin, login("wrong"), []string{"alert not right", "fill Password = pass_good", "click Submit"}, toLinked),
			want: join(atLogin, tried, []string{"ERROR error_code=INVALID_CREDENTIALS @platypus", "TRANSITION_VIEW CREDENTIAL @platypus"},
				tried, linked)},
		{name: "a bank that was searched for",
			steps: join(toBanks, []string{"fill Search for your bank = gingham", "gone First Platypus Bank", "click First Gingham", "sees Enter your login"}, login("pass_good"), toLinked),
			want:  join(atBanks, []string{"SEARCH_INSTITUTION institution_search_query=gingham"}, atBank(gingham, join(chosen, tried, linked)))},
		{name: "a bank that is down, then another",
			steps: join(toBanks, []string{"click Unhealthy Platypus Bank - Down", "sees That did not work", "click Choose another bank"}, toLogin[4:], login("pass_good"), toLinked),
			want: join(atBanks, atBank(down, []string{"SELECT_DOWN_INSTITUTION @platypus", "ERROR error_code=INSTITUTION_DOWN @platypus", "TRANSITION_VIEW ERROR @platypus"}),
				atBanks[3:], chosen, tried, linked)},
		{name: "a bank that is not well",
			steps: join(toBanks, []string{"click Unhealthy Platypus Bank - Degraded", "sees Enter your login"}, login("pass_good"), toLinked),
			want:  join(atBanks, atBank(shaky, join([]string{"SELECT_DEGRADED_INSTITUTION @platypus", "TRANSITION_VIEW CREDENTIAL @platypus"}, tried, linked)))},
		{name: "back to the banks", steps: join(toLogin, []string{"click Back"}, toLogin[4:], login("pass_good"), toLinked),
			want: join(atLogin, atBanks[3:], chosen, tried, linked)},
	}
}

func linkSecondFactors() []scenario {
	asked := func(kind string) string { return "TRANSITION_VIEW MFA mfa_type=" + kind + " @platypus" }
	given := func(kind string) []string {
		return []string{"SUBMIT_MFA mfa_type=" + kind + " @platypus", "TRANSITION_VIEW LOADING @platypus"}
	}
	return []scenario{
		{name: "a code to a device",
			steps: join(toLogin, login("mfa_device"), []string{"sees Get a code", "choose Text message", "click Continue", "sees Prove that it is you",
				"fill Enter the code that your bank sent = 9999", "click Continue", "alert not right", "fill Enter the code that your bank sent = 1234", "click Continue"}, toLinked),
			want: join(atLogin, tried, []string{asked("device")}, given("device"), []string{asked("code")}, given("code"),
				[]string{"ERROR error_code=INVALID_MFA mfa_type=code @platypus", asked("code")}, given("code"), linked)},
		{name: "two rounds of questions",
			steps: join(toLogin, login("mfa_questions_2_2"), []string{"fill Question 1 of round 1 = answer_0_0", "fill Question 2 of round 1 = answer_0_1", "click Continue",
				"fill Question 1 of round 2 = answer_1_0", "fill Question 2 of round 2 = answer_1_1", "click Continue"}, toLinked),
			want: join(atLogin, tried, []string{asked("questions")}, given("questions"), []string{asked("questions")}, given("questions"), linked)},
		{name: "a selection", steps: join(toLogin, login("mfa_selections"), []string{"choose Yes", "click Continue"}, toLinked),
			want: join(atLogin, tried, []string{asked("selections")}, given("selections"), linked)},
	}
}
