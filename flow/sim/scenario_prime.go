package sim

// primeScenarios are the stories that Prime Trust's answers tell.
func primeScenarios() []Scenario {
	return []Scenario{
		{Name: "name-mismatch", Title: "The bank knows another name",
			Story:     "Prime Trust refuses the account with code 25002: the bank's owner is not the contact. The operator has to correct the contact or the account.",
			LegalName: "Robin Mismatch",
			Faults:    []Fault{{Path: "POST /v2/funds-transfer-methods", Kind: "25002"}}},
		{Name: "broken-item", Title: "The bank login broke",
			Story:     "After the processor token was made the Item needs a new login, and Prime Trust refuses with code 25001 and ITEM_LOGIN_REQUIRED. The customer has to log in again.",
			ItemError: "ITEM_LOGIN_REQUIRED"},
		{Name: "lost-answer-submission", Title: "The submission's answer is lost",
			Story:  "Prime Trust makes the funds-transfer-method and the connection breaks before the answer. The same idempotency key replays it.",
			Faults: []Fault{{Path: "POST /v2/funds-transfer-methods", Nth: 1, Kind: KindDropAfter}}},
		{Name: "limit-exceeded", Title: "Too much for one day",
			Story:  "Prime Trust refuses every pull with code 7300: the bank account is over its limit of 24 hours. The operator has to wait or to ask for less. For clients that pull, such as run --fund.",
			Faults: []Fault{{Path: "POST /v2/contributions", Kind: "7300"}}},
		{Name: "accepted-then-returned", Title: "The pull comes back",
			Story:  "Prime Trust takes the account and the pull, which settles after a day; two days later the bank returns it (R01). The customer has to put money on the account. For clients that pull, such as run --fund.",
			Return: "R01 Insufficient Funds"},
	}
}
