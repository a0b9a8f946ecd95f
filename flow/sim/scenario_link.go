package sim

const oauthBank = "ins_127287"

// linkScenarios are the stories of what happens at Link: the login and the bank.
func linkScenarios() []Scenario {
	return []Scenario{
		{Name: "wrong-password-then-right", Title: "Mistypes the password once",
			Story:         "The first password is refused with INVALID_CREDENTIALS, the second is right; nobody has to act.",
			WrongPassword: "pass_mistyped"},
		{Name: "password-forgotten", Title: "Never finds the password", AtPage: true, Password: "pass_forgotten",
			Story: "Five logins are refused with INVALID_CREDENTIALS and Link gives up with INVALID_LINK_TOKEN. The customer needs a new link and the right password."},
		{Name: "mfa-device", Title: "The bank sends a code", AtPage: true, Password: "mfa_device",
			Story: "The bank asks how to send a code (choose_device) and then for it (requires_code); the customer answers and links. Nobody else has to act."},
		{Name: "mfa-questions", Title: "The bank asks questions", AtPage: true, Password: "mfa_questions_2_2",
			Story:      "Two rounds of two security questions; the customer knows every answer and links.",
			MFAAnswers: []string{"answer_0_0", "answer_0_1", "answer_1_0", "answer_1_1"}},
		{Name: "mfa-selections", Title: "The bank lets choose", AtPage: true, Password: "mfa_selections",
			Story: "The bank shows a choice of answers; the customer takes the right one and links."},
		{Name: "mfa-wrong-then-right", Title: "Mistypes an answer once", AtPage: true, Password: "mfa_questions_1_1",
			Story:      "The first answer to the security question is refused with INVALID_MFA, the second is right; nobody has to act.",
			MFAAnswers: []string{"answer_mistyped", "answer_0_0"}},
		{Name: "captcha-bad", Title: "Taken for a robot", AtPage: true, Password: `{"recaptcha":"bad"}`,
			Story: "The bank asks for a captcha and does not believe it: RECAPTCHA_BAD. The customer has to try again later."},
		{Name: "item-locked", Title: "The login is locked", Password: "error_ITEM_LOCKED",
			Story: "The bank has locked the login: ITEM_LOCKED, at Link and from /sandbox/public_token/create. The customer has to unlock it at the bank."},
		{Name: "no-eligible-account", Title: "No account that fits", AtPage: true, Username: "user_custom",
			Password: `{"override_accounts":[{"type":"depository","subtype":"cd","starting_balance":1000},{"type":"credit","subtype":"credit card"}]}`,
			Story:    "The customer has a certificate of deposit and a credit card only: NO_AUTH_ACCOUNTS, or NO_ACCOUNTS where the link token filters accounts. Another bank is needed."},
		{Name: "remember-me", Title: "Comes with a saved login", AtPage: true, Phone: "415-555-0011",
			Story: "The customer is known by phone and code, chooses a saved bank and account, and never types a password. Nobody has to act."},
		{Name: "instant-match", Title: "Types the account number", AtPage: true, InstitutionID: houndstooth, AccountMask: "1111",
			Story: "The bank gives no numbers, so the customer types them and they fit the account (Instant Match)."},
		{Name: "bank-down", Title: "The bank is down",
			Story: "The bank does not answer: INSTITUTION_DOWN at the password, and from /sandbox/public_token/create. Wait and try again.",
			Faults: []Fault{{Path: "/_link/sessions/{id}/credentials", Kind: "INSTITUTION_DOWN"},
				{Path: "/sandbox/public_token/create", Kind: "INSTITUTION_DOWN"}}},
		{Name: "bank-unsupported", Title: "The bank is not supported", AtPage: true, InstitutionID: "ins_133402",
			Story: "The chosen bank cannot be linked: INSTITUTION_NO_LONGER_SUPPORTED (institution_not_supported). The customer has to take another bank."},
		{Name: "expired-link", Title: "The link has expired", AtPage: true,
			Story:  "The customer comes after the link token has run out: INVALID_LINK_TOKEN before the first pane. A new link is needed.",
			Faults: []Fault{{Path: sessionsPath, Kind: "INVALID_LINK_TOKEN"}}},
	}
}
