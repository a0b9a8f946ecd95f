package sim

import "slices"

// The verification states of an account whose numbers nobody could read at the
// bank (OpenAPI: AccountBase.verification_status). An empty one means that
// there was nothing to verify.
const (
	pendingAutomatic      = "pending_automatic_verification"
	pendingManual         = "pending_manual_verification"
	unsent                = "unsent"
	automaticallyVerified = "automatically_verified"
	verificationExpired   = "verification_expired"
	verificationFailed    = "verification_failed"
)

// numbersReady: the numbers wait for the deposits.
func (a account) numbersReady() bool {
	return !slices.Contains([]string{pendingAutomatic, pendingManual, unsent}, a.Verification)
}

// numbersUsable: an account that failed its verification, or whose numbers a
// database does not know, is kept from ACH. That Plaid then leaves its numbers
// out is the simulator's choice.
func (a account) numbersUsable() bool {
	return a.Number != "" && a.debitable() &&
		!slices.Contains([]string{verificationExpired, verificationFailed, "database_insights_fail"}, a.Verification)
}

// achNumbers are the numbers of one account (OpenAPI: NumbersACH).
type achNumbers struct {
	Account                  string  `json:"account"`
	AccountID                string  `json:"account_id"`
	IsTokenizedAccountNumber bool    `json:"is_tokenized_account_number"`
	Routing                  string  `json:"routing"`
	WireRouting              *string `json:"wire_routing"`
}

// wireRouting is the fixture's (plaid.com/docs/auth).
const wireRouting = "021000021"

func numbersOf(it *item, a account) achNumbers {
	wire := wireRouting
	return achNumbers{a.Number, a.ID, tokenized(it.InstitutionID), achRouting, &wire}
}

// tokenized names the banks whose Sandbox numbers are tokens instead of the
// customer's own numbers (plaid.com/docs/auth).
func tokenized(institutionID string) bool {
	return slices.Contains([]string{"ins_56", pnc, "ins_127990", "ins_127287"}, institutionID)
}

// allNumbers is the member numbers of /auth/get. The accounts of the fixture
// are American, whatever the bank, so there is only ACH.
type allNumbers struct {
	ACH           []achNumbers `json:"ach"`
	BACS          []struct{}   `json:"bacs"`
	EFT           []struct{}   `json:"eft"`
	International []struct{}   `json:"international"`
}

// authGet gives the numbers of the accounts that ACH can use, and names every
// account asked for. The numbers are not in the order of the accounts: here
// they run backwards, so that nobody pairs them up by place.
func (c *plaidCall) authGet() (any, *plaidFail) {
	var req accountsRequest
	it, list, f := c.chosen(&req)
	if f == nil {
		f = c.consented(it, "auth")
	}
	if f != nil {
		return nil, f
	}
	numbers := allNumbers{[]achNumbers{}, []struct{}{}, []struct{}{}, []struct{}{}}
	for _, a := range slices.Backward(list) {
		switch {
		case !a.numbersReady():
			return nil, failCode("PRODUCT_NOT_READY")
		case a.numbersUsable():
			numbers.ACH = append(numbers.ACH, numbersOf(it, a))
		}
	}
	if len(numbers.ACH) == 0 {
		return nil, failCode("NO_AUTH_ACCOUNTS")
	}
	return struct {
		Accounts  []accountObject `json:"accounts"`
		Item      itemObject      `json:"item"`
		Numbers   allNumbers      `json:"numbers"`
		RequestID string          `json:"request_id"`
	}{c.accountObjects(it, list), c.object(it), numbers, c.requestID}, nil
}

// consented refuses a product that the bank does not have, or that the
// customer was never asked about.
func (c *plaidCall) consented(it *item, product string) *plaidFail {
	switch {
	case c.uses(it, product):
		return nil
	case !slices.Contains(c.s.bank(it.InstitutionID).products(), product):
		return failCode("PRODUCTS_NOT_SUPPORTED")
	}
	return failCode("ADDITIONAL_CONSENT_REQUIRED")
}
