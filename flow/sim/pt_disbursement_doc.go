package sim

import (
	"net"
	"net/http"
)

// disbursementAttributes are the attributes of a disbursement as they travel.
type disbursementAttributes struct {
	Amount            cents   `json:"amount"`
	CreatedAt         string  `json:"created-at"`
	CurrencyType      string  `json:"currency-type"`
	CustomerReference *string `json:"customer-reference"`
	Description       *string `json:"description"`
	PaymentDetails    *string `json:"payment-details"`
	ReferenceNumber   string  `json:"reference-number"`
	SpecialType       *string `json:"special-type"`
	Status            string  `json:"status"`
	TransactionNumber string  `json:"transaction-number"`
}

func (c *ptCall) disbursement(d *ptDisbursement) *resource {
	attrs := disbursementAttributes{Amount: d.Amount, CreatedAt: rfc3339(d.CreatedAt), CurrencyType: d.Currency, CustomerReference: d.Reference,
		Description: d.Description, ReferenceNumber: d.Number, Status: d.Status, TransactionNumber: d.Transaction}
	if tr, ok := c.w.Transfers.get(d.TransferID); ok {
		attrs.PaymentDetails = tr.Settlement
	}
	r := newResource("disbursements", d.ID, attrs)
	link(r, "account", "accounts", d.AccountID, c.w.Accounts, c.account)
	link(r, "contact", "contacts", d.ContactID, c.w.Contacts, c.contact)
	link(r, "funds-transfer", "funds-transfers", d.TransferID, c.w.Transfers, c.transfer)
	link(r, "funds-transfer-method", "funds-transfer-methods", d.MethodID, c.w.Methods, c.method)
	link(r, "payment-method", "funds-transfer-methods", d.MethodID, c.w.Methods, c.method) // the deprecated twin
	return r.one("disbursement-authorization", d.Auth.ID, "/v2/disbursement-authorizations/"+d.Auth.ID,
		func() *resource { return c.authorization(authRow{d}) })
}

func (c *ptCall) listDisbursements() ptAnswer {
	return listOf(c, from(c.w.Disbursements), refs[*ptDisbursement]{
		"account":                    func(d *ptDisbursement) string { return d.AccountID },
		"contact":                    func(d *ptDisbursement) string { return d.ContactID },
		"funds-transfer":             func(d *ptDisbursement) string { return d.TransferID },
		"funds-transfer-method":      func(d *ptDisbursement) string { return d.MethodID },
		"disbursement-authorization": func(d *ptDisbursement) string { return d.Auth.ID },
	}, c.disbursement)
}

func (c *ptCall) showDisbursement() ptAnswer {
	return showOf(c, from(c.w.Disbursements), "disbursement", c.disbursement)
}

func (c *ptCall) authorization(row authRow) *resource {
	a := row.Auth
	r := newResource("disbursement-authorizations", a.ID, map[string]any{"authorized-at": moment(a.DoneAt), "created-at": rfc3339(a.CreatedAt),
		"last-owner-verification-request-at": rfc3339(a.AskedAt), "owner-verification-data": a.Data, "owner-verification-type": a.Kind,
		"owner-verified-at": moment(a.DoneAt), "status": a.status()})
	link(r, "account", "accounts", row.AccountID, c.w.Accounts, c.account)
	link(r, "disbursement", "disbursements", row.ID, c.w.Disbursements, c.disbursement)
	link(r, "funds-transfer", "funds-transfers", row.TransferID, c.w.Transfers, c.transfer)
	return r.none("asset-disbursement", "asset-transfer")
}

func (c *ptCall) listAuthorizations() ptAnswer {
	return listOf(c, c.authorizations(), refs[authRow]{
		"account":        func(r authRow) string { return r.AccountID },
		"disbursement":   func(r authRow) string { return r.ID },
		"funds-transfer": func(r authRow) string { return r.TransferID },
	}, c.authorization)
}

func (c *ptCall) showAuthorization() ptAnswer {
	return showOf(c, c.authorizations(), "disbursement-authorization", c.authorization)
}

// verification is what the owner is shown. Its status is that of the authorization.
func (c *ptCall) verification(row authRow) *resource {
	attrs := map[string]any{"hash": row.Auth.ID, "account-name": nil, "account-number": nil, "amount": row.Amount,
		"formatted-amount": row.Amount, "beneficiary-name": nil, "status": row.Auth.status()}
	if a, ok := c.w.Accounts.get(row.AccountID); ok {
		attrs["account-name"], attrs["account-number"] = a.Name, a.Number
	}
	if p, ok := c.w.Contacts.get(row.ContactID); ok {
		attrs["beneficiary-name"] = p.Given.Name
	}
	return newResource("disbursement-owner-verifications", row.Auth.ID, attrs)
}

// clientIP is where a request came from, as far as the connection tells.
func clientIP(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return ""
	}
	return host
}
