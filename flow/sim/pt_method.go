package sim

import (
	"crypto/sha256"
	"encoding/hex"
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
}

func (m *ptMethod) key() string { return m.ID }

// ptBank is a bank as Prime Trust names it.
type ptBank struct{ ID, Name, Routing string }

func (b *ptBank) key() string { return b.ID }

type methodRequest struct {
	FundsTransferType   string  `json:"funds-transfer-type"`
	ACHCheckType        string  `json:"ach-check-type"`
	ContactID           string  `json:"contact-id"`
	PlaidProcessorToken string  `json:"plaid-processor-token"`
	BankAccountNumber   *string `json:"bank-account-number"`
	RoutingNumber       *string `json:"routing-number"`
	BankAccountType     *string `json:"bank-account-type"`
	BankAccountName     string  `json:"bank-account-name"`
	IPAddress           *string `json:"ip-address"`
	Label               *string `json:"label"`
}

// check knows the variant "ACH via Plaid Processor Token" and no other: the
// simulator holds no bank numbers that a caller may type.
func (r *methodRequest) check() *ptFail {
	switch {
	case r.FundsTransferType != "ach":
		return ptInvalid("funds-transfer-type", "must be ach, the only kind the simulator takes")
	case r.PlaidProcessorToken == "":
		return ptInvalid("plaid-processor-token", "is required")
	case r.ACHCheckType != "personal" && r.ACHCheckType != "business":
		return ptInvalid("ach-check-type", "must be personal or business")
	case r.ContactID == "":
		return ptInvalid("contact-id", "is required")
	case r.BankAccountNumber != nil:
		return ptInvalid("bank-account-number", "must be left out with a plaid-processor-token")
	case r.RoutingNumber != nil:
		return ptInvalid("routing-number", "must be left out with a plaid-processor-token")
	case r.BankAccountType != nil:
		return ptInvalid("bank-account-type", "must be left out with a plaid-processor-token")
	}
	if r.IPAddress != nil {
		addr, err := netip.ParseAddr(*r.IPAddress)
		if err != nil {
			return ptInvalid("ip-address", "must be an IP address")
		}
		short := addr.String() // IPv6 comes back in its short form
		r.IPAddress = &short
	}
	return nil
}

// createMethod is the submission: it reads the account from the simulated
// Plaid by the processor token, and answers with a usable method or an error.
func (c *ptCall) createMethod() ptAnswer {
	var req methodRequest
	if f := c.into(&req); f != nil {
		return ptAnswer{refuse: f}
	}
	if f := req.check(); f != nil {
		return ptAnswer{refuse: f}
	}
	contact, ok := c.w.Contacts.get(req.ContactID)
	if !ok {
		// 404 or 422 is not on record; the attribute is what is wrong.
		return ptAnswer{refuse: ptInvalid("contact-id", "must name an existing contact")}
	}
	a, it, refused := c.processorAuth(req.PlaidProcessorToken)
	if refused != nil {
		detail := "Error_message: " + refused.Message + " Error Code: " + refused.Code
		return ptAnswer{refuse: ptCodes["25001"].fail(detail)}
	}
	for _, f := range c.forced {
		if code, ok := ptCodes[f.Kind]; ok {
			return ptAnswer{refuse: code.fail("")}
		}
	}
	if req.BankAccountName == "" {
		req.BankAccountName = contact.Given.Name
	}
	m := &ptMethod{
		ID: c.w.IDs.uuid(), ContactID: contact.ID, CheckType: req.ACHCheckType, AccountName: req.BankAccountName,
		AccountType: accountType(a), Routing: achRouting, Last4: a.Number[len(a.Number)-4:],
		Fingerprint: fingerprint(achRouting, a.Number), IP: req.IPAddress, Label: req.Label,
		BankID: c.bankOf(it).ID,
	}
	item := &ptPlaidItem{ID: c.w.IDs.uuid(), ItemID: it.ID, MethodID: m.ID}
	m.PlaidItemID = item.ID
	c.w.Methods.put(m)
	c.w.PlaidItems.put(item)
	c.changed = true
	return c.single(http.StatusCreated, c.method(m))
}

// accountType: Prime Trust knows checking and savings only; cash management
// moves money like checking.
func accountType(a account) string {
	if a.Subtype == "savings" {
		return "savings"
	}
	return "checking"
}

// fingerprint is stable for a bank account and does not give it away.
func fingerprint(routing, number string) string {
	sum := sha256.Sum256([]byte("fingerprint " + routing + " " + number))
	return hex.EncodeToString(sum[:16])
}

func (c *ptCall) bankOf(it *item) *ptBank {
	name := c.s.bank(it.InstitutionID).Name
	for _, b := range c.w.Banks.all() {
		if b.Name == name && b.Routing == achRouting {
			return b
		}
	}
	b := &ptBank{ID: c.w.IDs.uuid(), Name: name, Routing: achRouting}
	c.w.Banks.put(b)
	return b
}

// deactivateMethod has no body and no way back.
func (c *ptCall) deactivateMethod() ptAnswer {
	m, ok := c.w.Methods.get(c.id)
	if !ok {
		return c.notFound("funds-transfer-method")
	}
	m.Inactive, c.changed = true, true
	return c.single(http.StatusOK, c.method(m))
}

func (c *ptCall) listMethods() ptAnswer {
	var all []*resource
	for _, m := range c.w.Methods.all() {
		all = append(all, c.method(m))
	}
	return c.list(all)
}

func (c *ptCall) showMethod() ptAnswer {
	m, ok := c.w.Methods.get(c.id)
	if !ok {
		return c.notFound("funds-transfer-method")
	}
	return c.single(http.StatusOK, c.method(m))
}
