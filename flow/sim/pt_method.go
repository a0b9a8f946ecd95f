package sim

import (
	"net/http"
	"net/netip"
)

// ptMethod is a funds-transfer-method: a bank account that money can be pulled
// from. It has no status and no date; its life is inactive or not.
type ptMethod struct {
	ID          string
	ContactID   string
	CheckType   string // personal or business
	AccountName string
	AccountType string // checking or savings
	Routing     string
	Last4       string
	Fingerprint string
	IP, Label   *string
	Inactive    bool
	BankID      string
	PlaidItemID string

	// What a PATCH has put in the place of the contact's own.
	ContactName, ContactEmail *string
}

func (m *ptMethod) key() string { return m.ID }

type methodRequest struct {
	FundsTransferType   string  `json:"funds-transfer-type"`
	ACHCheckType        string  `json:"ach-check-type"`
	ContactID           string  `json:"contact-id"`
	PlaidProcessorToken string  `json:"plaid-processor-token"`
	PlaidPublicToken    string  `json:"plaid-public-token"` // the older way, with the account's id
	PlaidAccountID      string  `json:"plaid-account-id"`
	BankAccountNumber   *string `json:"bank-account-number"`
	RoutingNumber       *string `json:"routing-number"`
	BankAccountType     *string `json:"bank-account-type"`
	BankAccountName     string  `json:"bank-account-name"`
	IPAddress           *string `json:"ip-address"`
	Label               *string `json:"label"`
}

// check knows the variants that Plaid stands behind and no other: the
// simulator holds no bank numbers that a caller may type.
func (r *methodRequest) check(prefix string) *ptFail {
	bad := func(name, what string) *ptFail { return ptInvalid(prefix+name, what) }
	switch {
	case r.FundsTransferType != "ach":
		return bad("funds-transfer-type", "must be ach, the only kind the simulator takes")
	case r.PlaidProcessorToken == "" && r.PlaidPublicToken == "":
		return bad("plaid-processor-token", "is required")
	case r.PlaidProcessorToken != "" && r.PlaidPublicToken != "":
		return bad("plaid-public-token", "must be left out with a plaid-processor-token")
	case r.PlaidPublicToken != "" && r.PlaidAccountID == "":
		return bad("plaid-account-id", "is required with a plaid-public-token")
	case r.ACHCheckType != "personal" && r.ACHCheckType != "business":
		return bad("ach-check-type", "must be personal or business")
	case r.ContactID == "":
		return bad("contact-id", "is required")
	case r.BankAccountNumber != nil:
		return bad("bank-account-number", "must be left out with a plaid-processor-token")
	case r.RoutingNumber != nil:
		return bad("routing-number", "must be left out with a plaid-processor-token")
	case r.BankAccountType != nil:
		return bad("bank-account-type", "must be left out with a plaid-processor-token")
	}
	if r.IPAddress != nil {
		addr, err := netip.ParseAddr(*r.IPAddress)
		if err != nil {
			return bad("ip-address", "must be an IP address")
		}
		short := addr.String() // IPv6 comes back in its short form
		r.IPAddress = &short
	}
	return nil
}

// createMethod is the submission: it answers with a usable method or an error.
func (c *ptCall) createMethod() ptAnswer {
	var req methodRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	m, f := c.newMethod(req, "", 0)
	if f != nil {
		return refuse(f)
	}
	return c.single(http.StatusCreated, c.method(m))
}

// newMethod reads the account from the simulated Plaid by the processor token.
// The prefix is where the request stood, for the pointer of a refusal; pulled is
// what shall be pulled over the method at once.
func (c *ptCall) newMethod(req methodRequest, prefix string, pulled cents) (*ptMethod, *ptFail) {
	if f := req.check(prefix); f != nil {
		return nil, f
	}
	contact, ok := c.w.Contacts.get(req.ContactID)
	if !ok {
		// 404 or 422 is not on record; the attribute is what is wrong.
		return nil, ptInvalid(prefix+"contact-id", "must name an existing contact")
	}
	a, it, f := c.bankAccount(&req, contact)
	if f != nil {
		return nil, f
	}
	if f := c.forcedCode(); f != nil {
		return nil, f
	}
	mark := fingerprint(achRouting, a.Number)
	if pulled > 0 {
		if f := c.withinLimits(mark, pulled); f != nil {
			return nil, f
		}
	}
	if req.BankAccountName == "" {
		req.BankAccountName = contact.Given.Name
	}
	m := &ptMethod{
		ID: c.w.IDs.uuid(), ContactID: contact.ID, CheckType: req.ACHCheckType, AccountName: req.BankAccountName,
		AccountType: accountType(a), Routing: achRouting, Last4: a.Number[max(0, len(a.Number)-4):],
		Fingerprint: mark, IP: req.IPAddress, Label: req.Label,
		BankID: c.bankOf(it).ID,
	}
	item := &ptPlaidItem{ID: c.w.IDs.uuid(), ItemID: it.ID, MethodID: m.ID}
	m.PlaidItemID = item.ID
	c.w.Methods.put(m)
	c.w.PlaidItems.put(item)
	c.changed = true
	return m, nil
}
