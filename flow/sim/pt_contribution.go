package sim

import (
	"encoding/json"
	"net/http"
	"time"
)

func contributionRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/contributions", (*ptCall).listContributions},
		{"POST", "/v2/contributions", (*ptCall).createContribution},
		{"POST", "/v2/contributions/sandbox/timeout", (*ptCall).loseContribution},
		{"GET", "/v2/contributions/{id}", (*ptCall).showContribution},
		{"DELETE", "/v2/contributions/{id}", (*ptCall).cancelContribution},
		{"POST", "/v2/contributions/{id}/cancel", (*ptCall).cancelContribution},
		{"POST", "/v2/contributions/{id}/sandbox/authorize", (*ptCall).authorizeContribution},
		{"POST", "/v2/contributions/{id}/sandbox/settle", (*ptCall).settleContribution},
	}
}

// ptContribution is the wish to pay in. What becomes of it is told by its
// funds-transfer.
type ptContribution struct {
	ID, AccountID, ContactID, MethodID, TransferID string
	Amount, Expected                               cents
	Currency, Type, Status                         string
	Name, Email                                    string
	Message, Special                               *string
	Number, Transaction                            string // reference and transaction number
	Fingerprint                                    string // of the bank account, "" = none
	CreatedAt                                      time.Time
}

func (x *ptContribution) key() string { return x.ID }

type contributionRequest struct {
	AccountID         string          `json:"account-id"`
	Amount            json.RawMessage `json:"amount"`
	Currency          *string         `json:"currency-type"`
	ContactID         string          `json:"contact-id"`
	Email             string          `json:"contributor-email"`
	Name              string          `json:"contributor-name"`
	MethodID          string          `json:"funds-transfer-method-id"`
	Method            *methodRequest  `json:"funds-transfer-method"`
	SaveMethod        bool            `json:"save-funds-transfer-method"`
	FundsTransferType string          `json:"funds-transfer-type"`
	Message           *string         `json:"message"`
	Special           *string         `json:"special-instructions"`
	Children          []any           `json:"child-funds-transfers"`
}

// check wants exactly one way of paying.
func (r *contributionRequest) check() *ptFail {
	ways := 0
	for _, given := range []bool{r.MethodID != "", r.Method != nil, r.FundsTransferType != ""} {
		if given {
			ways++
		}
	}
	switch {
	case len(r.Children) > 0:
		return ptInvalid("child-funds-transfers", "cannot be given to the simulator, which splits no pull")
	case ways != 1:
		return ptInvalid("funds-transfer-method-id", "or funds-transfer-method or funds-transfer-type is required, and only one of them")
	case r.FundsTransferType != "" && r.FundsTransferType != "wire" && r.FundsTransferType != "check":
		return ptInvalid("funds-transfer-type", "must be wire or check, the kinds that the simulator takes without a method")
	case r.FundsTransferType == "" && r.Currency != nil && *r.Currency != "USD":
		return ptInvalid("currency-type", "must be USD for an ACH pull")
	case (r.Email == "") != (r.Name == ""), r.FundsTransferType != "" && r.ContactID == "" && r.Email == "":
		return ptInvalid("contact-id", "or contributor-email and contributor-name are required")
	}
	return nil
}

func (c *ptCall) createContribution() ptAnswer {
	var req contributionRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	x := &ptContribution{AccountID: req.AccountID, ContactID: req.ContactID, Email: req.Email, Name: req.Name, Message: req.Message,
		Special: req.Special, Status: transferPending, Type: req.FundsTransferType, CreatedAt: c.now}
	if f := c.fillContribution(x, &req); f != nil {
		return refuse(f)
	}
	x.ID = c.w.IDs.uuid()
	x.Number, x.Transaction = c.w.IDs.digits(10), c.w.IDs.digits(12)
	tr := &ptTransfer{ID: c.w.IDs.uuid(), AccountID: x.AccountID, ContactID: x.ContactID, MethodID: x.MethodID, ContributionID: x.ID,
		Amount: x.Amount, Currency: x.Currency, Type: x.Type, Special: x.Special}
	if source := x.Name; source != "" {
		tr.SourceName = &source
	}
	x.TransferID = tr.ID
	if dropped, full := c.w.Contributions.put(x); full && dropped.Status != transferCancelled {
		c.w.forgetPull(dropped)
	}
	c.w.countPull(x)
	c.newTransfer(tr)
	return c.single(http.StatusCreated, c.contribution(x))
}

// fillContribution refuses in the order of the attributes: who, how much, how.
// A method that comes inline is made last, so that a refusal leaves none.
func (c *ptCall) fillContribution(x *ptContribution, req *contributionRequest) (f *ptFail) {
	if f = c.payable(x, req); f != nil {
		return f
	}
	if x.Amount, f = readAmount(req.Amount, "amount"); f != nil {
		return f
	}
	if x.Currency, f = readCurrency(req.Currency); f != nil {
		return f
	}
	x.Expected = x.Amount
	if f = req.check(); f != nil {
		return f
	}
	m, f := c.contributionMethod(x, req)
	if f != nil {
		return f
	}
	if m != nil {
		x.MethodID, x.Type, x.Fingerprint = m.ID, "ach", m.Fingerprint
		if x.ContactID == "" && x.Email == "" {
			x.ContactID = m.ContactID
		}
	}
	if p, ok := c.w.Contacts.get(x.ContactID); ok {
		x.Email, x.Name = p.Given.Email, p.Given.Name
	}
	return nil
}

// payable refuses an account or a contact that takes no money. An account in
// review takes it; it cannot leave.
func (c *ptCall) payable(x *ptContribution, req *contributionRequest) *ptFail {
	a, ok := c.w.Accounts.get(x.AccountID)
	p, known := c.w.Contacts.get(x.ContactID)
	switch {
	case !ok:
		return ptInvalid("account-id", "must name an existing account")
	case a.Status != "opened" && a.Status != "pending":
		return ptState("the account is " + a.Status)
	case a.Contributions:
		return ptState("the account's contributions are frozen")
	case x.ContactID != "" && !known:
		return ptInvalid("contact-id", "must name an existing contact")
	}
	return mayPay(p)
}
