package plaid

import (
	"cmp"
	"math/big"
	"strconv"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// account takes over what the road shows and decides by. Unknown types and subtypes pass:
// Plaid adds some without notice, and flow.Account.Unusable judges them.
func account(a api.AccountBase) flow.Account {
	b := a.GetBalances()
	currency := cmp.Or(b.GetIsoCurrencyCode(), b.GetUnofficialCurrencyCode())
	return flow.Account{
		ID: flow.CleanID(a.GetAccountId()), Name: flow.Clean(a.GetName()), OfficialName: flow.Clean(a.GetOfficialName()),
		Mask: flow.CleanID(a.GetMask()), Type: flow.CleanID(string(a.GetType())), Subtype: flow.CleanID(string(a.GetSubtype())),
		Verification: flow.CleanID(a.GetVerificationStatus()),
		Available:    money(b.Available.Get(), currency), Current: money(b.Current.Get(), currency),
	}
}

// money turns dollars as Plaid sends them, a JSON number that plaid-go keeps as a float64,
// into hundredths. The shortest decimal that gives the same float is the number that was
// sent, and that one is rounded, half away from zero: 1.005 is 101 cents, although the float
// is a little less. Always hundredths, also for currencies that have no cents, since the
// screens know one form only. Nil for no amount, and for one that no bank holds.
func money(amount *float64, currency string) *flow.Money {
	if amount == nil {
		return nil
	}
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(*amount, 'f', -1, 64))
	if !ok {
		return nil
	}
	cents, ok := new(big.Int).SetString(exact.Mul(exact, big.NewRat(100, 1)).FloatString(0), 10)
	if !ok || !cents.IsInt64() {
		return nil
	}
	return &flow.Money{Minor: cents.Int64(), Currency: flow.CleanID(currency)}
}
