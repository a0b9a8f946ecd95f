package sim

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
)

// accountHolder is the owner of every Sandbox account.
const accountHolder = "Alberta Bobbeth Charleson"

// The bank numbers of the fixture (plaid.com/docs/auth). They never leave the
// simulator except inside it, from Plaid's half to Prime Trust's.
const achRouting = "011401533"

// accountKind is what an account is like. The accounts of the fixture share
// theirs, so that an Item costs little more than its ids.
type accountKind struct {
	Name     string
	Mask     string
	Type     string
	Subtype  string
	Official string // "" = null

	Available, Current, Limit *float64
	Holder                    string // holder_category, "" = absent
	Number                    string // account number for ACH, "" = none
}

// account is one account of an Item.
type account struct {
	ID string
	*accountKind
	place        int    // in the fixture; -1 = a kind of its own
	Verification string // verification_status, "" = none
}

// debitable reports whether the account can be used for ACH
// (plaid.com/docs/auth: checking, savings and cash management).
func (k *accountKind) debitable() bool {
	return k.Type == "depository" && slices.Contains([]string{"checking", "savings", "cash management"}, k.Subtype)
}

// fixture is the customer user_good at every Sandbox bank; the ids are new for
// each Item.
func fixture(ids *gen) []account {
	list := make([]account, len(sandboxAccounts))
	for i := range list {
		list[i] = account{ID: ids.alnum(37), accountKind: &sandboxAccounts[i], place: i}
	}
	return list
}

// savedAccount is an account in the state. Of an account of the fixture it has
// only the place; one of its own kind has that too.
type savedAccount struct {
	ID           string
	Place        *int         // absent in a state from before it: what the account is, it does not say
	Verification string       `json:",omitempty"`
	Kind         *accountKind `json:",omitempty"`
}

// MarshalJSON keeps the state small: it is written anew with every change.
func (a account) MarshalJSON() ([]byte, error) {
	saved := savedAccount{ID: a.ID, Place: &a.place, Verification: a.Verification}
	if a.place < 0 {
		saved.Kind = a.accountKind
	}
	return json.Marshal(saved)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (a *account) UnmarshalJSON(data []byte) error {
	var saved savedAccount
	if err := json.Unmarshal(data, &saved); err != nil {
		return err
	}
	if saved.Place == nil {
		return errors.New("an account has no place in the fixture")
	}
	*a = account{ID: saved.ID, accountKind: saved.Kind, place: *saved.Place, Verification: saved.Verification}
	if saved.Kind != nil {
		return nil
	}
	if a.place < 0 || a.place >= len(sandboxAccounts) {
		return fmt.Errorf("there is no account %d in the fixture", a.place)
	}
	a.accountKind = &sandboxAccounts[a.place]
	return nil
}

// sandboxAccounts are in the order in which Plaid returns them.
var sandboxAccounts = sandboxFixture()

func sandboxFixture() []accountKind {
	some := func(v float64) *float64 { return &v }
	return []accountKind{
		{Name: "Plaid Checking", Mask: "0000", Type: "depository", Subtype: "checking", Official: "Plaid Gold Standard 0% Interest Checking",
			Available: some(100), Current: some(110), Holder: "personal", Number: "1111222233330000"},
		{Name: "Plaid Saving", Mask: "1111", Type: "depository", Subtype: "savings", Official: "Plaid Silver Standard 0.1% Interest Saving",
			Available: some(200), Current: some(210), Holder: "personal", Number: "1111222233331111"},
		{Name: "Plaid CD", Mask: "2222", Type: "depository", Subtype: "cd", Official: "Plaid Bronze Standard 0.2% Interest CD", Current: some(1000)},
		{Name: "Plaid Credit Card", Mask: "3333", Type: "credit", Subtype: "credit card", Official: "Plaid Diamond 12.5% APR Interest Credit Card",
			Current: some(410), Limit: some(2000)},
		{Name: "Plaid Money Market", Mask: "4444", Type: "depository", Subtype: "money market", Official: "Plaid Platinum Standard 1.85% Interest Money Market",
			Available: some(43200), Current: some(43200)},
		{Name: "Plaid IRA", Mask: "5555", Type: "investment", Subtype: "ira", Current: some(320.76)},
		{Name: "Plaid 401k", Mask: "6666", Type: "investment", Subtype: "401k", Current: some(23631.9805)},
		{Name: "Plaid Student Loan", Mask: "7777", Type: "loan", Subtype: "student", Current: some(65262), Holder: "personal"},
		{Name: "Plaid Mortgage", Mask: "8888", Type: "loan", Subtype: "mortgage", Current: some(56302.06)},
		{Name: "Plaid HSA", Mask: "9001", Type: "depository", Subtype: "hsa", Official: "Plaid Cares Health Savings Account",
			Available: some(6009), Current: some(6009)},
		{Name: "Plaid Cash Management", Mask: "9002", Type: "depository", Subtype: "cash management", Official: "Plaid Growth Cash Management",
			Available: some(12060), Current: some(12060), Number: "1111222233339002"},
		{Name: "Plaid Business Credit Card", Mask: "9999", Type: "credit", Subtype: "credit card", Official: "Plaid Platinum Small Business Credit Card",
			Available: some(4980), Current: some(5020), Limit: some(10000), Holder: "business"},
	}
}
