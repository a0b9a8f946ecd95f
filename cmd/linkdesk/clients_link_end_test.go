//go:build e2e

package main

import "testing"

// leaving is what a page hears of a person who goes away: the error and the status of the
// pane, and the bank, as far as there are any.
func leaving(code, status, bank string) []string {
	event, end := "EXIT", "onExit"
	if code != "" {
		event, end = event+" error_code="+code, end+" "+code
	}
	if status != "" {
		event, end = event+" exit_status="+status, end+" status="+status
	}
	if bank != "" {
		bank = " @" + bank
	}
	return []string{"TRANSITION_VIEW EXIT" + bank, event + bank, end + bank}
}

// linkExits leave Link at each of its panes. Every status is the one that Plaid documents for
// the pane (plaid.com/docs/link/web, metadata.status of onExit).
func linkExits() []scenario {
	asked := []string{"exit", "answer Leave", "until onExit", "hidden"}
	forced := []string{"force", "until onExit", "hidden"}
	factor := func(kind string) []string {
		return join(atLogin, tried, []string{"TRANSITION_VIEW MFA mfa_type=" + kind + " @platypus"})
	}
	unsupported := "ins_133402 Unsupported Platypus Bank"
	return []scenario{
		{name: "leaves at the consent", steps: join(toConsent, asked), want: join(atBanks[:3], leaving("", "", ""))},
		{name: "leaves at the banks", steps: join(toBanks, asked), want: join(atBanks, leaving("", "institution_not_found", ""))},
		{name: "leaves by the keyboard", steps: join(toBanks, []string{"press Escape", "answer Leave", "until onExit", "hidden"}), want: join(atBanks, leaving("", "institution_not_found", ""))},
		{name: "leaves at a bank that is not supported", steps: join(toBanks, []string{"click Unsupported Platypus Bank", "sees That did not work", "click Leave", "until onExit", "hidden"}),
			want: join(atBanks, atBank(unsupported, []string{"SELECT_INSTITUTION @platypus", "ERROR error_code=INSTITUTION_NO_LONGER_SUPPORTED @platypus", "TRANSITION_VIEW ERROR @platypus"}),
				leaving("INSTITUTION_NO_LONGER_SUPPORTED", "institution_not_supported", unsupported))},
		{name: "leaves at the login", steps: join(toLogin, asked), want: join(atLogin, leaving("", "requires_credentials", "platypus"))},
		{name: "leaves after a wrong password", steps: join(toLogin, login("wrong"), []string{"alert not right"}, asked),
			want: join(atLogin, tried, []string{"ERROR error_code=INVALID_CREDENTIALS @platypus", "TRANSITION_VIEW CREDENTIAL @platypus"}, leaving("INVALID_CREDENTIALS", "requires_credentials", "platypus"))},
		{name: "leaves at the device", steps: join(toLogin, login("mfa_device"), []string{"sees Get a code"}, asked), want: join(factor("device"), leaving("", "choose_device", "platypus"))},
		{name: "leaves at the code", steps: join(toLogin, login("mfa_device"), []string{"choose Text message", "click Continue", "sees Prove that it is you"}, asked),
			want: join(factor("device"), []string{"SUBMIT_MFA mfa_type=device @platypus", "TRANSITION_VIEW LOADING @platypus", "TRANSITION_VIEW MFA mfa_type=code @platypus"},
				leaving("", "requires_code", "platypus"))},
		{name: "leaves at the questions", steps: join(toLogin, login("mfa_questions_1_1"), []string{"sees Prove that it is you"}, asked), want: join(factor("questions"), leaving("", "requires_questions", "platypus"))},
		{name: "leaves at the selections", steps: join(toLogin, login("mfa_selections"), []string{"sees Prove that it is you"}, forced), want: join(factor("selections"), leaving("", "requires_selections", "platypus"))},
		{name: "leaves at the accounts", steps: join(toLogin, login("pass_good"), []string{"sees Choose the account"}, asked),
			want: join(atLogin, tried, []string{"TRANSITION_VIEW SELECT_ACCOUNT @platypus"}, leaving("", "requires_account_selection", "platypus"))},
		{name: "leaves when all is done", steps: join(toLogin, login("pass_good"), toLinked[:4], []string{"force", "until onSuccess", "hidden"}), want: join(atLogin, tried, linked)},
		{name: "the bank has locked the login", steps: join(toLogin, login("error_ITEM_LOCKED"), []string{"sees That did not work", "force", "until onExit", "hidden"}),
			want: join(atLogin, tried, []string{"ERROR error_code=ITEM_LOCKED @platypus", "TRANSITION_VIEW ERROR @platypus"}, leaving("ITEM_LOCKED", "requires_credentials", "platypus"))},
		{name: "stays, then leaves", steps: join(toBanks, []string{"exit", "answer Stay", "sees Choose your bank", "sofar 2"}, forced), want: join(atBanks, leaving("", "institution_not_found", ""))},
	}
}

// linkHandlers are about the handler that Plaid.create gives.
func linkHandlers() []scenario {
	return []scenario{
		{name: "without a token", steps: []string{"throws Missing Link parameter. Link requires a key or token to be provided.", "frames 0"}},
		{name: "never opened", steps: []string{"create", "until onLoad", "exit", "hidden", "destroy", "frames 0"}, want: []string{"onLoad"}},
		{name: "opened twice", steps: join(toConsent, []string{"open", "force", "until onExit"}), want: join(atBanks[:3], leaving("", "", ""))},
		{name: "opened again", steps: join(toConsent, []string{"force", "until onExit", "hidden", "open", "sees uses Plaid", "sofar 7", "force", "hidden"}),
			want: join(atBanks[:3], leaving("", "", ""), atBanks[1:3], leaving("", "", ""))},
		{name: "destroyed while open", steps: join(toBanks, []string{"destroy", "frames 0"}), want: []string{"onLoad", "OPEN"}},
		{name: "destroyed, and a new one", steps: join(toBanks, []string{"destroy", "frames 0", "create"}, toConsent[1:], []string{"force", "until onExit"}),
			want: join([]string{"onLoad", "OPEN"}, atBanks[:3], leaving("", "", ""))},
		{name: "left before it is there", steps: []string{"hasty", "until onLoad", "hidden"}, want: []string{"onExit", "onLoad"}},
		{name: "destroyed before it is there", silent: true, steps: []string{"create", "open", "destroy", "frames 0"}},
		{name: "two handlers", steps: []string{"create", "until onLoad", "create second", "open second", "sees uses Plaid", "force second", "until onExit", "open", "sees uses Plaid", "force", "hidden", "frames 2"},
			want: join([]string{"onLoad", "second: onLoad"}, secondly(join(atBanks[1:3], leaving("", "", ""))), atBanks[1:3], leaving("", "", ""))},
	}
}

func secondly(lines []string) (list []string) {
	for _, line := range lines {
		list = append(list, "second: "+line)
	}
	return list
}

// linkTokens are about what the link token asks for.
func (c *clients) linkTokens(t *testing.T) []scenario {
	t.Helper()
	two := "onSuccess @platypus, Plaid Checking 0000 depository/checking, Plaid Saving 1111 depository/savings"
	return []scenario{
		{name: "a dead token", token: noToken, complaint: "status of 400", steps: []string{"create", "open", "sees This link is no longer valid", "click Close", "until onExit", "hidden"},
			want: []string{"onLoad", "onExit INVALID_LINK_TOKEN"}},
		{name: "several accounts", token: object{"products": []string{"auth", "transactions"}},
			steps: join(toLogin, login("pass_good"), []string{"choose Plaid Checking", "choose Plaid Saving", "click Share", "sees Connected", "click Finish", "until onSuccess"}),
			want:  join(atLogin, tried, linked[:4], []string{two})},
		{name: "update mode", token: object{"products": nil, "access_token": c.item(t)},
			steps: join(toConsent, []string{"click Continue", "sees Enter your login"}, login("pass_good"), []string{"sees Connected", "click Finish", "until onSuccess"}),
			want: join([]string{"onLoad", "OPEN is_update_mode=true @platypus", "TRANSITION_VIEW CONSENT @platypus", "TRANSITION_VIEW CREDENTIAL @platypus"}, tried,
				[]string{"TRANSITION_VIEW CONNECTED @platypus", "HANDOFF @platypus", "onSuccess @platypus, 12 accounts"})},
	}
}
