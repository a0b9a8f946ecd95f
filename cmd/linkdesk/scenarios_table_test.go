package main

import (
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// tale is a row of the table: how a scenario of the simulator is told by every front of this
// program, and how it ends.
type tale struct {
	name   string
	status flow.Status // at the end
	code   string      // of the fault that is left, "" for none
	who    string      // acts then, as a screen says it
	do     string      // a part of what is to be done then
	met    []string    // codes that the engine met on the way and overcame by itself
	pull   string      // what is pulled once the account is submitted; empty is nothing
	check  bool        // the bank is asked for the balance first
	state  flow.TransferState
	days   int // that pass before somebody looks at the pull
}

// stories are those of the simulator, in its order.
func stories() []tale {
	well := func(name string, met ...string) tale {
		return tale{name: name, status: flow.StatusSubmitted, met: met}
	}
	ends := func(name, code, who, do string, met ...string) tale {
		return tale{name: name, status: flow.StatusFailed, code: code, who: who, do: do, met: met}
	}
	leaves := func(name string) tale {
		return ends(name, "LINK_EXITED", "customer", "Ask the customer, and hand over again")
	}
	const again, lost = "it makes another link_token", "NO_ANSWER"
	return []tale{
		well("happy"), well("slow"), well("wrong-password-then-right", "INVALID_CREDENTIALS"),
		ends("password-forgotten", "INVALID_LINK_TOKEN", "you", again, "INVALID_CREDENTIALS"),
		well("mfa-device"), well("mfa-questions"), well("mfa-selections"), well("mfa-wrong-then-right", "INVALID_MFA"),
		ends("captcha-bad", "RECAPTCHA_BAD", "customer", "Hand over again with"),
		ends("item-locked", "ITEM_LOCKED", "customer", "Ask the customer to unlock it at the bank"),
		ends("no-eligible-account", "NO_ACCOUNTS", "customer", "ask for an open checking"),
		well("remember-me"), well("instant-match"),
		ends("bank-down", "INSTITUTION_DOWN", "bank", "Wait, then continue"),
		ends("bank-unsupported", "INSTITUTION_NO_LONGER_SUPPORTED", "customer", "ask for another bank"),
		ends("expired-link", "INVALID_LINK_TOKEN", "you", again),
		leaves("leaves-at-consent"), leaves("leaves-at-phone"),
		ends("leaves-at-institution", "LINK_EXITED", "customer", "Ask which bank it is"),
		leaves("leaves-at-credentials"), leaves("leaves-at-oauth"), leaves("leaves-at-questions"), leaves("leaves-at-accounts"),
		well("oauth"), well("oauth-second-factor"),
		ends("oauth-refused", "ACCESS_NOT_GRANTED", "customer", "ask the customer to tick"),
		ends("oauth-unfinished", "INSUFFICIENT_CREDENTIALS", "customer", "the link_token stays good"),
		leaves("oauth-closed"),
		ends("wrong-keys", "INVALID_API_KEYS", "you", "Take the secret of this environment"),
		well("lost-answer-exchange", lost),
		ends("one-time-exchange", "INVALID_PUBLIC_TOKEN", "customer", "the customer goes through Link once", lost),
		ends("processor-off", "INVALID_PRODUCT", "you", "Switch it on at"),
		well("rate-limited", "RATE_LIMIT"), well("plaid-500", "INTERNAL_SERVER_ERROR"), well("html-502", "SERVER_ERROR"),
		well("dropped-connection", lost),
		{name: "slow-balance", status: flow.StatusSubmitted, pull: "25.00", check: true, state: flow.TransferPending},
		ends("expired-public-token", "INVALID_PUBLIC_TOKEN", "customer", "the customer goes through Link once"),
		ends("name-mismatch", "25002", "you", "Correct the contact at Prime Trust"),
		ends("broken-item", "25001", "customer", "Repair the bank link with the customer"),
		well("lost-answer-submission", lost),
		{name: "limit-exceeded", status: flow.StatusSubmitted, code: "7300", who: "you", do: "Pull less, or wait", pull: "25.00"},
		{name: "accepted-then-returned", status: flow.StatusUnusable, do: "Insufficient Funds", pull: "25.00", state: flow.TransferReversed, days: 4},
	}
}

// TestEveryScenarioIsTold: whoever adds a scenario to the simulator adds its row here.
func TestEveryScenarioIsTold(t *testing.T) {
	var names, rows []string
	for _, sc := range sim.Scenarios() {
		names = append(names, sc.Name)
	}
	for _, s := range stories() {
		rows = append(rows, s.name)
	}
	if !slices.Equal(names, rows) {
		t.Errorf("the simulator has\n%v\nand the table\n%v", names, rows)
	}
}
