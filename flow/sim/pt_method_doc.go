package sim

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
	if m.ContactEmail != nil {
		attrs.ContactEmail = *m.ContactEmail
	}
	if m.ContactName != nil {
		attrs.ContactName = *m.ContactName
	}
	r.Attributes = attrs
	r.one("bank", m.BankID, "", nil)
	if b, ok := c.w.Banks.get(m.BankID); ok {
		r.one("bank", m.BankID, "/v2/funds-transfer-methods/"+m.ID+"/bank", func() *resource { return bankResource(b) })
	}
	link(r, "plaid-item", "plaid-items", m.PlaidItemID, c.w.PlaidItems, c.plaidItem)
	of := "?funds-transfer-method.id=" + m.ID
	r.many("contributions", "/v2/contributions"+of, where(c.w.Contributions, func(x *ptContribution) bool { return x.MethodID == m.ID }, c.contribution))
	r.many("disbursements", "/v2/disbursements"+of, where(c.w.Disbursements, func(d *ptDisbursement) bool { return d.MethodID == m.ID }, c.disbursement))
	r.many("funds-transfers", "/v2/funds-transfers"+of, where(c.w.Transfers, func(tr *ptTransfer) bool { return tr.MethodID == m.ID }, c.transfer))
	return r.none("credit-card-resource", "bank-address", "beneficiary-address", "intermediary-bank-address", "mailing-address")
}
