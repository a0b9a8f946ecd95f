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
	Group string // what kind of story it is: one of Groups
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
	Phone                             string   // the number of a saved login; "" = none is used
	BankAnswer                        string   // what the page of an OAuth bank is made to do: a code, BankClosed, or "" = let in
	AtPage                            bool     // the story happens at Link, so /sandbox/public_token/create cannot tell it

	// The trouble.
	Faults          []Fault
	Latency         time.Duration // before every provider call
	ItemError       string        // Plaid code of every Item once it has a processor token
	OneTimeExchange bool          // a second exchange of a public token is refused
	Return          string        // what the bank says when it sends an ACH pull back; "" = it does not
	ProcessorsOff   []string      // partners that the operator's keys are not switched on for
}

// Scenarios lists every scenario, the default first.
func Scenarios() []Scenario {
	parts := [][]Scenario{roadScenarios(), linkScenarios(), leaveScenarios(), oauthScenarios(), troubleScenarios(), primeScenarios()}
	var list []Scenario
	for i, group := range Groups() {
		for _, sc := range parts[i] {
			sc.Group = group
			sc.fillCustomer()
			list = append(list, sc)
		}
	}
	return list
}

// Groups are the kinds of stories, in the order of Scenarios.
func Groups() []string {
	return []string{"road", "Link", "leaves", "OAuth", "trouble", "Prime Trust"}
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

// BankClosed as a BankAnswer is the bank's window closed before it was done.
const BankClosed = "closed"

// NeedsPage reports a story that only a walk through Link can tell.
func (sc Scenario) NeedsPage() bool {
	return sc.AtPage || sc.LeaveAt != "" || sc.WrongPassword != ""
}

// Pulls reports a story that only a pull of money can tell, and whether the bank is asked for the
// balance before.
func (sc Scenario) Pulls() (pulls, balance bool) {
	for _, f := range sc.Faults {
		balance = balance || f.Path == "/accounts/balance/get"
		pulls = pulls || strings.HasSuffix(f.Path, "/v2/contributions")
	}
	return pulls || balance || sc.Return != "", balance
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
