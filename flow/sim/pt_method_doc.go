package sim

import "net/http"

// methodAttributes are the attributes of a funds-transfer-method as they
// travel. What an ACH method does not use is null. The account number and the
// processor token are never among them.
type methodAttributes struct {
	ACHCheckType               string  `json:"ach-check-type"`
	BankAccountName            string  `json:"bank-account-name"`
	BankAccountType            string  `json:"bank-account-type"`
	BankName                   *string `json:"bank-name"`
	CheckPayee                 *string `json:"check-payee"`
	ContactEmail               string  `json:"contact-email"`
	ContactName                string  `json:"contact-name"`
	CreditCardBIN              *string `json:"credit-card-bin"`
	CreditCardExpirationDate   *string `json:"credit-card-expiration-date"`
	CreditCardFundingType      *string `json:"credit-card-funding-type"`
	CreditCardName             *string `json:"credit-card-name"`
	CreditCardPostalCode       *string `json:"credit-card-postal-code"`
	CreditCardType             *string `json:"credit-card-type"`
	DisbursementApproved       bool    `json:"disbursement-approved"`
	Fingerprint                string  `json:"fingerprint"`
	FundsTransferType          string  `json:"funds-transfer-type"`
	FurtherCreditAccountName   *string `json:"further-credit-account-name"`
	FurtherCreditAccountNumber *string `json:"further-credit-account-number"`
	IBAN                       *string `json:"iban"`
	Inactive                   bool    `json:"inactive"`
	IntermediaryBankName       *string `json:"intermediary-bank-name"`
	IntermediaryBankReference  *string `json:"intermediary-bank-reference"`
	IPAddress                  *string `json:"ip-address"`
	Label                      *string `json:"label"`
	Last4                      string  `json:"last-4"`
	RoutingNumber              string  `json:"routing-number"`
	SignetAddress              *string `json:"signet-address"`
	SwiftCode                  *string `json:"swift-code"`
}

// method shows a funds-transfer-method. Its bank-name stays null: the name is
// on the bank that comes with include=bank.
func (c *ptCall) method(m *ptMethod) *resource {
	contact, known := c.w.Contacts.get(m.ContactID)
	attrs := methodAttributes{
		ACHCheckType: m.CheckType, BankAccountName: m.AccountName, BankAccountType: m.AccountType, Fingerprint: m.Fingerprint,
		FundsTransferType: "ach", Inactive: m.Inactive, IPAddress: m.IP, Label: m.Label, Last4: m.Last4, RoutingNumber: m.Routing,
	}
	r := newResource("funds-transfer-methods", m.ID, nil)
	r.one("contact", m.ContactID, "", nil)
	if known {
		attrs.ContactEmail, attrs.ContactName = contact.Given.Email, contact.Given.Name
		r.one("contact", m.ContactID, "/v2/contacts/"+m.ContactID, func() *resource { return c.contact(contact) })
	}
	r.Attributes = attrs
	r.one("bank", m.BankID, "", nil)
	if b, ok := c.w.Banks.get(m.BankID); ok {
		r.one("bank", m.BankID, "/v2/funds-transfer-methods/"+m.ID+"/bank", func() *resource { return bankResource(b) })
	}
	r.one("plaid-item", m.PlaidItemID, "", nil)
	if it, ok := c.w.PlaidItems.get(m.PlaidItemID); ok {
		r.one("plaid-item", m.PlaidItemID, "/v2/plaid-items/"+m.PlaidItemID, func() *resource { return c.plaidItem(it) })
	}
	return r.one("credit-card-resource", "", "", nil)
}

type bankAttributes struct {
	Name              string `json:"name"`
	RoutingNumber     string `json:"routing-number"`
	RoutingNumberType string `json:"routing-number-type"`
}

func bankResource(b *ptBank) *resource {
	return newResource("banks", b.ID, bankAttributes{b.Name, b.Routing, "aba"})
}

func (c *ptCall) showBank() ptAnswer {
	b, ok := c.w.Banks.get(c.id)
	if !ok {
		return c.notFound("bank")
	}
	return c.single(http.StatusOK, bankResource(b))
}

func (c *ptCall) showMethodBank() ptAnswer {
	m, ok := c.w.Methods.get(c.id)
	if !ok {
		return c.notFound("funds-transfer-method")
	}
	c.id = m.BankID
	return c.showBank()
}

// ptPlaidItem is Prime Trust's own record of a Plaid Item, one per method.
type ptPlaidItem struct{ ID, ItemID, MethodID string }

func (i *ptPlaidItem) key() string { return i.ID }

type plaidItemAttributes struct {
	Disabled                 bool    `json:"disabled"`
	ItemID                   string  `json:"item-id"`
	PublicToken              *string `json:"public-token"`
	ReauthenticationRequired bool    `json:"reauthentication-required"`
}

// plaidItem reads the state of the Item at this moment, as a fresh check with
// Plaid would: disabled once it is removed, in need of a login when broken.
func (c *ptCall) plaidItem(i *ptPlaidItem) *resource {
	attrs := plaidItemAttributes{ItemID: i.ItemID}
	it, known := c.w.Items.get(i.ItemID)
	attrs.Disabled = !known || it.Removed
	attrs.ReauthenticationRequired = !attrs.Disabled && c.broken(it) != nil
	r := newResource("plaid-items", i.ID, attrs)
	r.one("funds-transfer-method", i.MethodID, "", nil)
	if m, ok := c.w.Methods.get(i.MethodID); ok {
		r.one("funds-transfer-method", i.MethodID, "/v2/funds-transfer-methods/"+i.MethodID, func() *resource { return c.method(m) })
	}
	return r
}

func (c *ptCall) listPlaidItems() ptAnswer {
	var all []*resource
	for _, i := range c.w.PlaidItems.all() {
		all = append(all, c.plaidItem(i))
	}
	return c.list(all)
}

func (c *ptCall) showPlaidItem() ptAnswer {
	i, ok := c.w.PlaidItems.get(c.id)
	if !ok {
		return c.notFound("plaid-item")
	}
	return c.single(http.StatusOK, c.plaidItem(i))
}
