//go:build e2e

package main

const oauthBank = "ins_127287 Platypus OAuth Bank"

// linkOAuth goes to a bank that has a login page of its own, which opens in a window of its
// own, or with a redirect_uri in the one that the shop was in.
func linkOAuth() []scenario {
	toBank := join(toBanks, []string{"click Platypus OAuth Bank", "sees Log in at Platypus OAuth Bank"})
	atBank1 := join(atBanks, atBank(oauthBank, []string{"SELECT_INSTITUTION @platypus", "TRANSITION_VIEW OAUTH @platypus", "OPEN_OAUTH @platypus"}))
	agrees := []string{"bank Log in", "bankchooses Plaid Checking", "bank Allow access"}
	shared := atBank(oauthBank, []string{"TRANSITION_VIEW CONNECTED @platypus", "HANDOFF @platypus", "onSuccess @platypus, Plaid Checking 0000 depository/checking"})
	finish := []string{"sees Connected", "click Finish", "until onSuccess", "hidden"}
	refusal := func(code string) []string {
		return join(atBank1, atBank(oauthBank, []string{"ERROR error_code=" + code + " @platypus", "TRANSITION_VIEW ERROR @platypus"}), leaving(code, "requires_oauth", oauthBank))
	}
	away := []string{"sees That did not work", "force", "until onExit", "hidden"}
	return []scenario{
		{name: "a bank's window", steps: join(toBank, []string{"window Continue to your bank"}, agrees, finish), want: join(atBank1, shared)},
		{name: "a bank's window, and two accounts where one is wanted",
			steps: join(toBank, []string{"window Continue to your bank", "bank Log in", "bankchooses Plaid Checking", "bankchooses Plaid Saving", "bank Allow access"}, toLinked),
			want:  join(atBank1, atBank(oauthBank, linked))},
		{name: "a bank's window is shut", steps: join(toBank, []string{"window Continue to your bank", "bank Log in", "shut", "alert closed before you were done", "exit", "answer Leave", "until onExit"}),
			want: join(atBank1, []string{"CLOSE_OAUTH @" + oauthBank}, leaving("", "requires_oauth", oauthBank))},
		{name: "a bank's window is shut, and opened again",
			steps: join(toBank, []string{"window Continue to your bank", "shut", "alert closed before you were done", "window Continue to your bank"}, agrees, finish),
			want:  join(atBank1, []string{"CLOSE_OAUTH @" + oauthBank, "OPEN_OAUTH @" + oauthBank}, shared)},
		{name: "a login that is not finished", steps: join(toBank, []string{"window Continue to your bank", "bank Cancel"}, away), want: refusal("INSUFFICIENT_CREDENTIALS")},
		{name: "access is not granted", steps: join(toBank, []string{"window Continue to your bank", "bank Log in", "bank Do not allow"}, away), want: refusal("ACCESS_NOT_GRANTED")},
		{name: "the bank's drop-down", steps: join(toBank, []string{"window Continue to your bank", "bankanswers There is no account for payments (NO_AUTH_ACCOUNTS)", "bank Log in"}, away),
			want: refusal("NO_AUTH_ACCOUNTS")},
		{name: "leaves before the bank", steps: join(toBank, []string{"exit", "answer Leave", "until onExit"}), want: join(atBank1[:6], leaving("", "requires_oauth", oauthBank))},
		// The events of the page that was left are lost with it, but for OPEN.
		{name: "there and back in one window", returns: true,
			steps: join(toBank, []string{"click Continue to your bank"}, agrees, finish), want: join(atBanks[:2], []string{"onLoad", "OPEN @" + oauthBank}, shared)},
		{name: "an address that no bank sent", steps: []string{`throws oauth uri does not contain a valid oauth_state_id query parameter = {"token":"t","receivedRedirectUri":"http://localhost/"}`}},
	}
}

// linkRemembered are customers whom Plaid knows by their telephone.
func linkRemembered() []scenario {
	phone := func(last string) object {
		return object{"user": object{"client_user_id": "customer-1", "phone_number": "+1415555001" + last}}
	}
	asked := join(atBanks[:3], []string{"TRANSITION_VIEW SUBMIT_PHONE"})
	sent := join(asked, []string{"SUBMIT_PHONE", "TRANSITION_VIEW VERIFY_PHONE"})
	known := join(sent, []string{"VERIFY_PHONE", "SUBMIT_OTP"})
	toCode := join(toConsent, []string{"click Continue", "sees Use a saved login", "click Continue", "sees Look at your phone"})
	saved := join(toCode, []string{"fill Code = 123456", "click Continue", "sees Choose a saved bank", "click First Platypus Bank", "sees Choose the saved account", "choose Plaid Saving"}, toLinked[2:])
	matched := join([]string{"TRANSITION_VIEW SELECT_SAVED_INSTITUTION", "MATCHED_SELECT_INSTITUTION match_reason=returning_user @platypus", "TRANSITION_VIEW SELECT_SAVED_ACCOUNT @platypus"}, linked[1:])
	return []scenario{
		{name: "a saved login", token: phone("1"), steps: saved, want: join(known, matched)},
		{name: "a wrong code to the telephone", token: phone("2"),
			steps: join(toCode, []string{"fill Code = 000000", "click Continue", "alert not right"}, saved[len(toCode):]),
			want:  join(sent, []string{"SUBMIT_OTP", "ERROR error_code=INVALID_OTP", "TRANSITION_VIEW VERIFY_PHONE", "VERIFY_PHONE", "SUBMIT_OTP"}, matched)},
		{name: "a new customer's telephone", token: phone("0"), steps: join(toCode, []string{"fill Code = 123456", "click Continue", "sees Choose your bank"}, toLogin[5:], login("pass_good"), toLinked),
			want: join(known, atBanks[3:], chosen, tried, linked)},
		{name: "an account that is chosen for the customer", token: phone("5"), steps: join(toCode, []string{"fill Code = 123456", "click Continue", "sees Connected", "click Finish", "until onSuccess"}),
			want: join(known, []string{"SELECT_INSTITUTION match_reason=AUTO_SELECT_SAVED_INSTITUTION @platypus", "TRANSITION_VIEW SELECT_ACCOUNT @platypus", "TRANSITION_VIEW CONNECTED @platypus",
				"HANDOFF @platypus", "onSuccess @platypus, Plaid Checking 0000 depository/checking"})},
		{name: "goes on without", token: phone("1"), steps: join(toConsent, []string{"click Continue", "sees Use a saved login", "click Go on without", "sees Choose your bank"}, toLogin[5:], login("pass_good"), toLinked),
			want: join(asked, []string{"SKIP_SUBMIT_PHONE"}, atBanks[3:], chosen, tried, linked)},
		{name: "leaves at the telephone", token: phone("1"), steps: join(toConsent, []string{"click Continue", "sees Use a saved login", "force", "until onExit"}), want: join(asked, leaving("", "", ""))},
	}
}

// linkNumbers verify an account by its numbers, without a login or after it.
func linkNumbers() []scenario {
	auth := func(what string) object { return object{"auth": object{what: true}} }
	typed := func(routing, account string) []string {
		return []string{"sees Enter your account numbers", "fill Routing number = " + routing, "fill Account number = " + account}
	}
	told := func(routing, mask, at string) []string {
		return []string{"TRANSITION_VIEW NUMBERS" + at, "SUBMIT_ROUTING_NUMBER routing_number=" + routing + at, "SUBMIT_ACCOUNT_NUMBER account_number_mask=" + mask + at}
	}
	sameDay := join(typed("110000000", "1111222233330000"), []string{"choose Checking", "click Continue", "sees A deposit is on its way", "click Finish", "until onSuccess"})
	waits := join(told("110000000", "0000", ""), []string{"TRANSITION_VIEW SAME_DAY_MICRODEPOSIT_AUTHORIZED", "HANDOFF", "onSuccess, Checking 0000 depository/checking pending_manual_verification"})
	return []scenario{
		{name: "numbers and no bank", token: auth("same_day_microdeposits_enabled"), steps: join(toBanks, []string{"click Use account numbers instead"}, sameDay), want: join(atBanks, waits)},
		{name: "the choice between login and numbers", token: object{"auth": object{"same_day_microdeposits_enabled": true, "auth_type_select_enabled": true}},
			steps: join(toConsent, []string{"click Continue", "click Enter account numbers"}, sameDay),
			want:  join(atBanks[:3], []string{"TRANSITION_VIEW SELECT_AUTH_TYPE", "SELECT_AUTH_TYPE selection=flow_type_manual"}, waits)},
		{name: "a deposit that comes at once", token: auth("instant_microdeposits_enabled"),
			steps: join(toBanks, []string{"click Windowpane Bank"}, typed("333333334", "1111222233330000"), []string{"choose Checking", "click Continue", "sees A deposit was sent", "click Continue",
				"sees Look at your deposits", "fill Code = XYZ", "click Continue", "alert", "fill Code = ABC", "click Continue"}, toLinked[3:]),
			want: join(atBanks, atBank("ins_135858 Windowpane Bank", join(chosen[:1], told("333333334", "0000", " @platypus"),
				[]string{"TRANSITION_VIEW INSTANT_MICRODEPOSIT_AUTHORIZED @platypus", "TRANSITION_VIEW NUMBERS @platypus", "ERROR error_code=INCORRECT_DEPOSIT_VERIFICATION @platypus", "TRANSITION_VIEW NUMBERS @platypus"},
				linked[2:4], []string{"onSuccess @platypus, Checking 0000 depository/checking manually_verified"})))},
		{name: "a deposit that verifies by itself", token: auth("automated_microdeposits_enabled"),
			steps: join(toBanks, []string{"click Houndstooth Bank", "sees Enter your login"}, login("microdeposits_good"), []string{"sees Choose the account", "choose Plaid Checking", "click Share"},
				typed("021000021", "1111222233330000"), []string{"click Continue"}, toLinked[3:]),
			want: join(atBanks, atBank("ins_109512 Houndstooth Bank", join(chosen, tried, linked[:2], told("021000021", "0000", " @platypus"), linked[2:4],
				[]string{"onSuccess @platypus, Plaid Checking 0000 depository/checking pending_automatic_verification"})))},
		{name: "numbers that match the account", steps: join(toBanks, []string{"click Houndstooth Bank", "sees Enter your login"}, login("pass_good"), toLinked[:3],
			typed("021000021", "1111222233330000"), []string{"click Continue", "alert do not fit"}, typed("021000021", "1111222233331111"), []string{"click Continue"}, toLinked[3:]),
			want: join(atBanks, atBank("ins_109512 Houndstooth Bank", join(chosen, tried, linked[:2], told("021000021", "0000", " @platypus"),
				[]string{"ERROR error_code=INVALID_ACCOUNT_NUMBER @platypus"}, told("021000021", "1111", " @platypus"), linked[2:])))},
	}
}

// embedded is what a page hears that holds the search for the bank in itself.
var embedded = join(atBanks[:3], chosen, tried, linked)

// linkOddities are the rest of the Sandbox's test data (plaid.com/docs/sandbox/test-credentials).
func linkOddities() []scenario {
	captcha := join(tried, []string{"TRANSITION_VIEW RECAPTCHA @platypus", "TRANSITION_VIEW LOADING @platypus"})
	robot := []string{"sees Are you a person", "choose I am not a robot", "click Continue"}
	custom := []string{"fill User name = user_custom", `fill Password = {"force_error":"INVALID_LINK_TOKEN"}`, "click Submit", "until onExit", "hidden"}
	return []scenario{
		{name: "a login with a third field", steps: join(toBanks, []string{"click Tattersall", "sees Enter your login", "fill PIN = credential_good"}, login("pass_good"), toLinked),
			want: join(atBanks, atBank("ins_109510 Tattersall Federal Credit Union", join(chosen, tried, linked)))},
		{name: "a captcha that is passed", steps: join(toLogin, login(`{"recaptcha":"good"}`), robot, toLinked), want: join(atLogin, captcha, linked)},
		// The page has had enough while the bank still thinks about it.
		{name: "a captcha that is not passed", steps: join(toLogin, login(`{"recaptcha":"bad"}`), robot, []string{"force", "until onExit"}),
			want: join(atLogin, captcha, []string{"ERROR error_code=RECAPTCHA_BAD @platypus", "TRANSITION_VIEW ERROR @platypus"}, leaving("RECAPTCHA_BAD", "requires_credentials", "platypus"))},
		{name: "a token that dies in Link", steps: join(toLogin, custom),
			want: join(atLogin, tried, []string{"ERROR error_code=INVALID_LINK_TOKEN @platypus"}, leaving("INVALID_LINK_TOKEN", "requires_credentials", "platypus"))},
		{name: "a search inside the page", steps: join([]string{"embed", "pick First Platypus Bank", "sees uses Plaid to link your bank", "click Continue", "sees Enter your login"}, login("pass_good"), toLinked[:6],
			[]string{"destroy", "frames 0"}), want: embedded},
	}
}
