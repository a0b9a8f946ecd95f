package sim

import (
	"fmt"
	"strings"
	"time"
)

// Scenario is a story that a person or a test can play. It brings its own
// customer and its own trouble. It belongs to the process, never to the state:
// a case resumed under another scenario finds the cause gone.
type Scenario struct {
	Name  string // what --scenario takes
	Title string // a few words
	Story string // one or two sentences: what happens and who has to act

	// The counterparty.
	ClientUserID, LegalName string
	Business                bool

	// The customer at Link.
	InstitutionID, Username, Password string
	WrongPassword                     string   // typed once before Password; "" = never
	AccountMask                       string   // the account to choose, by its last digits
	LeaveAt                           string   // view of the pane on which the customer leaves; "" = never
	MFAAnswers                        []string // in the order of the questions

	// The trouble.
	Faults          []Fault
	Latency         time.Duration // before every provider call
	ItemError       string        // Plaid code of every Item once it has a processor token
	OneTimeExchange bool          // a second exchange of a public token is refused
}

// Scenarios lists every scenario, the default first.
func Scenarios() []Scenario {
	list := []Scenario{
		{Name: "happy", Title: "All goes well",
			Story: "The customer links a checking account and Prime Trust takes it."},
		{Name: "wrong-keys", Title: "Wrong API keys",
			Story:  "Plaid refuses the client_id and secret with INVALID_API_KEYS. The operator has to correct them.",
			Faults: []Fault{{Path: AnyPath, Kind: "INVALID_API_KEYS"}}},
		{Name: "leaves-at-institution", Title: "Leaves at the bank search",
			Story:   "The customer closes Link without choosing a bank (institution_not_found). The customer has to come back.",
			LeaveAt: ViewSelectInstitution},
		{Name: "leaves-at-credentials", Title: "Leaves at the password",
			Story:   "The customer chooses a bank and closes Link at the password (requires_credentials). The customer has to come back.",
			LeaveAt: ViewCredential},
		{Name: "wrong-password-then-right", Title: "Mistypes the password once",
			Story:         "The first password is refused with INVALID_CREDENTIALS, the second is right; nobody has to act.",
			WrongPassword: "pass_mistyped"},
		{Name: "name-mismatch", Title: "The bank knows another name",
			Story:     "Prime Trust refuses the account with code 25002: the bank's owner is not the contact. The operator has to correct the contact or the account.",
			LegalName: "Robin Mismatch",
			Faults:    []Fault{{Path: "POST /v2/funds-transfer-methods", Kind: "25002"}}},
		{Name: "broken-item", Title: "The bank login broke",
			Story:     "After the processor token was made the Item needs a new login, and Prime Trust refuses with code 25001 and ITEM_LOGIN_REQUIRED. The customer has to log in again.",
			ItemError: "ITEM_LOGIN_REQUIRED"},
		{Name: "bank-down", Title: "The bank is down",
			Story: "The bank does not answer: INSTITUTION_DOWN at the password, and from /sandbox/public_token/create. Wait and try again.",
			Faults: []Fault{{Path: "/_link/sessions/{id}/credentials", Kind: "INSTITUTION_DOWN"},
				{Path: "/sandbox/public_token/create", Kind: "INSTITUTION_DOWN"}}},
		{Name: "slow", Title: "Everything is slow",
			Story: "Every call takes two seconds; nothing fails.", Latency: 2 * time.Second},
		{Name: "lost-answer-exchange", Title: "The exchange's answer is lost",
			Story:  "Plaid exchanges the public_token and the connection breaks before the answer. A second try answers the same Item.",
			Faults: []Fault{{Path: "/item/public_token/exchange", Nth: 1, Kind: KindDropAfter}}},
		{Name: "one-time-exchange", Title: "The exchange works only once",
			Story:           "The exchange's answer is lost and the second try is refused: an Item exists that nobody holds the token of. The customer has to link again.",
			OneTimeExchange: true,
			Faults:          []Fault{{Path: "/item/public_token/exchange", Nth: 1, Kind: KindDropAfter}}},
		{Name: "lost-answer-submission", Title: "The submission's answer is lost",
			Story:  "Prime Trust makes the funds-transfer-method and the connection breaks before the answer. The same idempotency key replays it.",
			Faults: []Fault{{Path: "POST /v2/funds-transfer-methods", Nth: 1, Kind: KindDropAfter}}},
		{Name: "rate-limited", Title: "Too many calls",
			Story: "Plaid answers 429 to the processor token twice, then works.",
			Faults: []Fault{{Path: "/processor/token/create", Nth: 1, Kind: Kind429},
				{Path: "/processor/token/create", Nth: 2, Kind: Kind429}}},
		{Name: "plaid-500", Title: "Plaid has an internal error",
			Story:  "Plaid answers 500 INTERNAL_SERVER_ERROR to the processor token once, then works.",
			Faults: []Fault{{Path: "/processor/token/create", Nth: 1, Kind: Kind500}}},
		{Name: "html-502", Title: "A proxy answers in HTML",
			Story:  "The first reading of the accounts meets an HTML page with status 502 instead of JSON; the next one works.",
			Faults: []Fault{{Path: "/accounts/get", Nth: 1, Kind: Kind502HTML}}},
	}
	for i := range list {
		list[i].fillCustomer()
	}
	return list
}

// fillCustomer gives a scenario the ordinary customer wherever it names none.
func (sc *Scenario) fillCustomer() {
	for _, f := range []struct {
		field *string
		value string
	}{
		{&sc.ClientUserID, "counterparty-0001"},
		{&sc.LegalName, accountHolder},
		{&sc.InstitutionID, "ins_109508"},
		{&sc.Username, "user_good"},
		{&sc.Password, "pass_good"},
		{&sc.AccountMask, "0000"},
	} {
		if *f.field == "" {
			*f.field = f.value
		}
	}
}

// FindScenario returns the scenario of that name; "" is the first one. The
// error for an unknown name lists the known ones.
func FindScenario(name string) (Scenario, error) {
	list := Scenarios()
	if name == "" {
		return list[0], nil
	}
	names := make([]string, len(list))
	for i, sc := range list {
		if sc.Name == name {
			return sc, nil
		}
		names[i] = sc.Name
	}
	return Scenario{}, fmt.Errorf("there is no scenario %q; there are %s", name, strings.Join(names, ", "))
}
