package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"time"
)

// transferAttributes are the attributes of a funds-transfer as they travel.
type transferAttributes struct {
	AltCurrencyWireInstructions *string `json:"alt-currency-wire-instructions"`
	Amount                      cents   `json:"amount"`
	AmountExpected              cents   `json:"amount-expected"`
	CancellationDetails         *string `json:"cancellation-details"`
	CancelledAt                 *string `json:"cancelled-at"`
	ClearsOn                    *string `json:"clears-on"`
	ContingenciesClearedAt      *string `json:"contingencies-cleared-at"`
	ContingenciesClearedOn      *string `json:"contingencies-cleared-on"`
	CreatedAt                   string  `json:"created-at"`
	CurrencyType                string  `json:"currency-type"`
	EqualityHash                string  `json:"equality-hash"`
	FundsSourceName             *string `json:"funds-source-name"`
	FundsTransferType           string  `json:"funds-transfer-type"`
	PrivateMemo                 *string `json:"private-memo"`
	Reference                   *string `json:"reference"`
	ReversalDetails             *string `json:"reversal-details"`
	ReversedAmount              *cents  `json:"reversed-amount"`
	ReversedAt                  *string `json:"reversed-at"`
	SettledAt                   *string `json:"settled-at"`
	SettlementDetails           *string `json:"settlement-details"`
	SignetDepositAddress        *string `json:"signet-deposit-address"`
	SpecialInstructions         *string `json:"special-instructions"`
	SpecialType                 *string `json:"special-type"`
	Status                      string  `json:"status"`
	UpdatedAt                   string  `json:"updated-at"`
	WireInstructions            *string `json:"wire-instructions"`
	WireInstructionsIntl        *string `json:"wire-instructions-intl"`
}

func (c *ptCall) transfer(tr *ptTransfer) *resource {
	attrs := transferAttributes{
		Amount: tr.Amount, AmountExpected: tr.Expected, CancellationDetails: tr.Cancellation, CancelledAt: moment(tr.CancelledAt),
		ClearsOn: day(tr.ClearsAt), ContingenciesClearedAt: moment(tr.ClearedAt), ContingenciesClearedOn: day(tr.ClearedAt),
		CreatedAt: rfc3339(tr.CreatedAt), CurrencyType: tr.Currency, EqualityHash: tr.equality(), FundsSourceName: tr.SourceName,
		FundsTransferType: tr.Type, PrivateMemo: tr.Memo, Reference: tr.Reference, ReversalDetails: tr.Reversal, ReversedAt: moment(tr.ReversedAt),
		SettledAt: moment(tr.SettledAt), SettlementDetails: tr.Settlement, SpecialInstructions: tr.Special, Status: tr.Status,
		UpdatedAt: rfc3339(tr.UpdatedAt),
	}
	if tr.ReversedAt != nil {
		attrs.ReversedAmount = &tr.Reversed
	}
	r := newResource("funds-transfers", tr.ID, attrs)
	link(r, "account", "accounts", tr.AccountID, c.w.Accounts, c.account)
	link(r, "contact", "contacts", tr.ContactID, c.w.Contacts, c.contact)
	link(r, "contribution", "contributions", tr.ContributionID, c.w.Contributions, c.contribution)
	link(r, "disbursement", "disbursements", tr.DisbursementID, c.w.Disbursements, c.disbursement)
	link(r, "funds-transfer-method", "funds-transfer-methods", tr.MethodID, c.w.Methods, c.method)
	link(r, "settled-cash-transaction", "cash-transactions", tr.SettledCash, c.w.Cash, c.cash)
	link(r, "reversed-cash-transaction", "cash-transactions", tr.ReversedCash, c.w.Cash, c.cash)
	r.none("refund", "push-transfer-method", "parent", "surplus-to-child", "shortage-from-child", "ach-originator", "wire-initiator", "disbursement-authorization")
	if d, ok := c.w.Disbursements.get(tr.DisbursementID); ok {
		r.one("disbursement-authorization", d.Auth.ID, "/v2/disbursement-authorizations/"+d.Auth.ID, func() *resource { return c.authorization(authRow{d}) })
	}
	r.many("children", "/v2/funds-transfers?parent.id="+tr.ID, func() []*resource { return nil })
	return r.many("contingent-holds", "/v2/contingent-holds?funds-transfer.id="+tr.ID, func() (list []*resource) {
		for _, h := range tr.Holds {
			list = append(list, c.hold(holdRow{h, tr}))
		}
		return list
	})
}

// equality is the same for transfers that are alike. What the real hash was
// made of is not on record.
func (tr *ptTransfer) equality() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %s %d %s %s", tr.AccountID, tr.MethodID, tr.Amount, tr.Currency, tr.Type))
	return hex.EncodeToString(sum[:16])
}

func moment(at *time.Time) *string {
	if at == nil {
		return nil
	}
	text := rfc3339(*at)
	return &text
}

func day(at *time.Time) *string {
	if at == nil {
		return nil
	}
	text := at.UTC().Format(time.DateOnly)
	return &text
}

func transferRefs() refs[*ptTransfer] {
	return refs[*ptTransfer]{
		"account":      func(tr *ptTransfer) string { return tr.AccountID },
		"contact":      func(tr *ptTransfer) string { return tr.ContactID },
		"contribution": func(tr *ptTransfer) string { return tr.ContributionID },
		"disbursement": func(tr *ptTransfer) string { return tr.DisbursementID },
		"parent":       func(*ptTransfer) string { return "" }, "funds-transfer-method": func(tr *ptTransfer) string { return tr.MethodID },
	}
}

func (c *ptCall) listTransfers() ptAnswer {
	return listOf(c, from(c.w.Transfers), transferRefs(), c.transfer)
}

func (c *ptCall) showTransfer() ptAnswer {
	return showOf(c, from(c.w.Transfers), "funds-transfer", c.transfer)
}
