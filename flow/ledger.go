package flow

// Standing is what the partner thinks of the counterparty: the account, its contact, and what it
// has frozen.
type Standing struct {
	AccountName         string `json:"account_name,omitempty"`
	AccountStatus       string `json:"account_status"` // opened, pending, closed, ... as the partner says it
	ContributionsFrozen bool   `json:"contributions_frozen,omitempty"`
	DisbursementsFrozen bool   `json:"disbursements_frozen,omitempty"`
	SolidFreeze         bool   `json:"solid_freeze,omitempty"`
	FreezeReason        string `json:"freeze_reason,omitempty"`
	ContactName         string `json:"contact_name,omitempty"`
	CIPCleared          bool   `json:"cip_cleared"`
	AMLCleared          bool   `json:"aml_cleared"`
	IdentityConfirmed   bool   `json:"identity_confirmed"`
	ContactFrozen       bool   `json:"contact_frozen,omitempty"`
	// Required is what the contact still has to bring, in the partner's words.
	Required []string `json:"kyc_required_actions,omitempty"`
}

// Waits says who must act before the account is good for money, and why; Nobody when it is.
func (s Standing) Waits() (Who, string) {
	switch {
	case s.SolidFreeze || s.ContributionsFrozen || s.DisbursementsFrozen || s.ContactFrozen:
		return Operator, "Prime Trust has frozen " + s.frozen() + because(s.FreezeReason)
	case s.AccountStatus == "incomplete" || s.AccountStatus == "pending":
		if len(s.Required) > 0 {
			return Customer, "Prime Trust still needs: " + s.Required[0]
		}
		return Partners, "Prime Trust reviews the account (" + s.AccountStatus + ")"
	case s.AccountStatus != "opened":
		return Operator, "the Prime Trust account is " + quote(s.AccountStatus)
	case len(s.Required) > 0:
		return Customer, "Prime Trust still needs: " + s.Required[0]
	case !s.CIPCleared || !s.AMLCleared:
		return Partners, "Prime Trust has not cleared the contact yet, so nothing can be paid out"
	}
	return Nobody, ""
}

// alive reports that the account is one that takes money at all: open, or in review.
func (s Standing) alive() bool {
	return s.AccountStatus == "opened" || s.AccountStatus == "pending" || s.AccountStatus == "incomplete"
}

func (s Standing) frozen() string {
	switch {
	case s.SolidFreeze:
		return "the account"
	case s.ContributionsFrozen && s.DisbursementsFrozen:
		return "pulls and payments of the account"
	case s.ContributionsFrozen:
		return "pulls into the account"
	case s.DisbursementsFrozen:
		return "payments out of the account"
	}
	return "the contact"
}

// CashTotal is the money of the account in one currency. Disbursable is what is free: settled
// less what is held and what is promised to payments.
type CashTotal struct {
	Settled     Money `json:"settled"`
	Held        Money `json:"contingent_hold"`
	Pending     Money `json:"pending_transfer"`
	Disbursable Money `json:"disbursable"`
}

// AssetTotal is what the account holds of one asset. Units are decimal numbers as the partner
// wrote them: assets have up to eighteen decimals.
type AssetTotal struct {
	Name        string `json:"name"`
	Settled     string `json:"settled"`
	Held        string `json:"contingent_hold"`
	Disbursable string `json:"disbursable"`
}

// Ledger is everything that the partner says of the counterparty's account at one moment.
type Ledger struct {
	Standing *Standing `json:"standing,omitempty"`
	// Transfers are those of the case, as they are now.
	Transfers []Transfer   `json:"transfers,omitempty"`
	Totals    []CashTotal  `json:"totals,omitempty"`
	Assets    []AssetTotal `json:"assets,omitempty"`
}
