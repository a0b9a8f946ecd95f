package sim

// contributionAttributes are the attributes of a contribution as they travel.
type contributionAttributes struct {
	Amount               cents   `json:"amount"`
	AmountExpected       cents   `json:"amount-expected"`
	ContributorEmail     string  `json:"contributor-email"`
	ContributorName      string  `json:"contributor-name"`
	CreatedAt            string  `json:"created-at"`
	CurrencyType         string  `json:"currency-type"`
	FundsTransferDetails *string `json:"funds-transfer-details"`
	FundsTransferType    string  `json:"funds-transfer-type"`
	Message              *string `json:"message"`
	PaymentDetails       *string `json:"payment-details"`
	PaymentType          string  `json:"payment-type"`
	PrivateMemo          *string `json:"private-memo"`
	Reference            *string `json:"reference"`
	ReferenceNumber      string  `json:"reference-number"`
	SignetDepositAddress *string `json:"signet-deposit-address"`
	SpecialInstructions  *string `json:"special-instructions"`
	SpecialType          *string `json:"special-type"`
	Status               string  `json:"status"`
	TransactionNumber    string  `json:"transaction-number"`
}

func (c *ptCall) contribution(x *ptContribution) *resource {
	attrs := contributionAttributes{
		Amount: x.Amount, AmountExpected: x.Expected, ContributorEmail: x.Email, ContributorName: x.Name, CreatedAt: rfc3339(x.CreatedAt),
		CurrencyType: x.Currency, FundsTransferType: x.Type, PaymentType: x.Type, Message: x.Message, SpecialInstructions: x.Special,
		ReferenceNumber: x.Number, TransactionNumber: x.Transaction, Status: x.Status,
	}
	if tr, ok := c.w.Transfers.get(x.TransferID); ok {
		attrs.PaymentDetails, attrs.FundsTransferDetails = tr.Settlement, tr.Settlement
	}
	r := newResource("contributions", x.ID, attrs)
	link(r, "account", "accounts", x.AccountID, c.w.Accounts, c.account)
	link(r, "contact", "contacts", x.ContactID, c.w.Contacts, c.contact)
	link(r, "funds-transfer", "funds-transfers", x.TransferID, c.w.Transfers, c.transfer)
	link(r, "funds-transfer-method", "funds-transfer-methods", x.MethodID, c.w.Methods, c.method)
	link(r, "payment-method", "funds-transfer-methods", x.MethodID, c.w.Methods, c.method) // the deprecated twin
	return r
}

func (c *ptCall) listContributions() ptAnswer {
	return listOf(c, from(c.w.Contributions), refs[*ptContribution]{
		"account":               func(x *ptContribution) string { return x.AccountID },
		"contact":               func(x *ptContribution) string { return x.ContactID },
		"funds-transfer":        func(x *ptContribution) string { return x.TransferID },
		"funds-transfer-method": func(x *ptContribution) string { return x.MethodID },
	}, c.contribution)
}

func (c *ptCall) showContribution() ptAnswer {
	return showOf(c, from(c.w.Contributions), "contribution", c.contribution)
}
