package sim

// linkScenarios are the stories of what happens at Link: the customer and the bank.
func linkScenarios() []Scenario {
	return []Scenario{
		{Name: "leaves-at-institution", Title: "Leaves at the bank search",
			Story:   "The customer closes Link without choosing a bank (institution_not_found). The customer has to come back.",
			LeaveAt: ViewSelectInstitution},
		{Name: "leaves-at-credentials", Title: "Leaves at the password",
			Story:   "The customer chooses a bank and closes Link at the password (requires_credentials). The customer has to come back.",
			LeaveAt: ViewCredential},
		{Name: "wrong-password-then-right", Title: "Mistypes the password once",
			Story:         "The first password is refused with INVALID_CREDENTIALS, the second is right; nobody has to act.",
			WrongPassword: "pass_mistyped"},
		{Name: "bank-down", Title: "The bank is down",
			Story: "The bank does not answer: INSTITUTION_DOWN at the password, and from /sandbox/public_token/create. Wait and try again.",
			Faults: []Fault{{Path: "/_link/sessions/{id}/credentials", Kind: "INSTITUTION_DOWN"},
				{Path: "/sandbox/public_token/create", Kind: "INSTITUTION_DOWN"}}},
	}
}
