package sim

// leaveScenarios are the stories of a customer who closes Link, one for each
// pane with an exit status of its own and two for those that have none.
func leaveScenarios() []Scenario {
	return []Scenario{
		{Name: "leaves-at-consent", Title: "Leaves at once",
			Story:   "The customer reads what Link is about and closes it, which has no exit status. The customer has to come back.",
			LeaveAt: ViewConsent},
		{Name: "leaves-at-phone", Title: "Leaves at the phone number",
			Story: "The customer wants to use a saved login, is asked for a phone number and closes Link. The customer has to come back.",
			Phone: "415-555-0011", LeaveAt: ViewSubmitPhone},
		{Name: "leaves-at-institution", Title: "Leaves at the bank search",
			Story:   "The customer closes Link without choosing a bank (institution_not_found). The customer has to come back.",
			LeaveAt: ViewSelectInstitution},
		{Name: "leaves-at-credentials", Title: "Leaves at the password",
			Story:   "The customer chooses a bank and closes Link at the password (requires_credentials). The customer has to come back.",
			LeaveAt: ViewCredential},
		{Name: "leaves-at-oauth", Title: "Leaves before the bank's page",
			Story:         "The customer does not go on to the bank's own page (requires_oauth). The customer has to come back.",
			InstitutionID: oauthBank, LeaveAt: ViewOAuth},
		{Name: "leaves-at-questions", Title: "Leaves at the second factor",
			Story:    "The customer does not know the answer to the security question and closes Link (requires_questions). The customer has to come back.",
			Password: "mfa_questions_1_1", LeaveAt: ViewMFA},
		{Name: "leaves-at-accounts", Title: "Leaves at the accounts",
			Story:   "The customer logs in and shares no account (requires_account_selection). The customer has to come back.",
			LeaveAt: ViewSelectAccount},
	}
}

// oauthScenarios are the stories of a bank with a login page of its own.
func oauthScenarios() []Scenario {
	return []Scenario{
		{Name: "oauth", Title: "A bank with a page of its own", AtPage: true, InstitutionID: oauthBank,
			Story: "The customer logs in on the bank's own page, shares an account there and comes back linked. Nobody has to act."},
		{Name: "oauth-second-factor", Title: "The bank's page asks for a code", AtPage: true, InstitutionID: "ins_127989",
			Story: "Bank of America always asks for a code on its page; the customer types it and links."},
		{Name: "oauth-refused", Title: "The consent is refused", AtPage: true, InstitutionID: oauthBank, BankAnswer: "ACCESS_NOT_GRANTED",
			Story: "The customer does not let the bank share what is needed: ACCESS_NOT_GRANTED (requires_oauth). The customer has to come back and allow it."},
		{Name: "oauth-unfinished", Title: "The bank's login is not finished", AtPage: true, InstitutionID: oauthBank, BankAnswer: "INSUFFICIENT_CREDENTIALS",
			Story: "The customer gives up on the bank's page: INSUFFICIENT_CREDENTIALS (requires_oauth). The customer has to come back."},
		{Name: "oauth-closed", Title: "The bank's window is closed", AtPage: true, InstitutionID: oauthBank, BankAnswer: BankClosed,
			Story: "The customer closes the bank's window (CLOSE_OAUTH) and then Link (requires_oauth). The customer has to come back."},
	}
}
