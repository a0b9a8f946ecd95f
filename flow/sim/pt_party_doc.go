package sim

import (
	"strings"
	"time"
)

// accountAttributes are the attributes of an account as they travel.
type accountAttributes struct {
	Name                string  `json:"name"`
	Number              string  `json:"number"`
	Status              string  `json:"status"`
	CreatedAt           string  `json:"created-at"`
	UpdatedAt           string  `json:"updated-at"`
	ContributionsFrozen bool    `json:"contributions-frozen"`
	DisbursementsFrozen bool    `json:"disbursements-frozen"`
	SolidFreeze         bool    `json:"solid-freeze"`
	FreezeReason        *string `json:"freeze-reason,omitempty"` // where it stood is not on record, and nor is it in accounts of 2021
	OrganizationLabel   *string `json:"organization-label"`
	Statements          bool    `json:"statements"`
}

func (c *ptCall) account(a *ptAccount) *resource {
	r := newResource("accounts", a.ID, accountAttributes{
		Name: a.Name, Number: a.Number, Status: a.Status, CreatedAt: rfc3339(a.CreatedAt), UpdatedAt: rfc3339(later(a.CreatedAt, a.UpdatedAt)),
		ContributionsFrozen: a.Contributions, DisbursementsFrozen: a.Disbursements, SolidFreeze: a.Solid, FreezeReason: a.Reason,
	})
	of := "?account.id=" + a.ID
	r.many("contacts", "/v2/contacts"+of, where(c.w.Contacts, func(p *ptContact) bool { return p.AccountID == a.ID }, c.contact))
	r.many("owners", "/v2/contacts"+of, where(c.w.Contacts, func(p *ptContact) bool { return p.ID == a.OwnerID }, c.contact))
	r.many("contributions", "/v2/contributions"+of, where(c.w.Contributions, func(x *ptContribution) bool { return x.AccountID == a.ID }, c.contribution))
	r.many("disbursements", "/v2/disbursements"+of, where(c.w.Disbursements, func(d *ptDisbursement) bool { return d.AccountID == a.ID }, c.disbursement))
	r.many("funds-transfers", "/v2/funds-transfers"+of, where(c.w.Transfers, func(tr *ptTransfer) bool { return tr.AccountID == a.ID }, c.transfer))
	r.many("cash-transactions", "/v2/cash-transactions"+of, where(c.w.Cash, func(x *ptCash) bool { return x.AccountID == a.ID }, c.cash))
	r.many("account-cash-totals", "/v2/account-cash-totals"+of, func() (list []*resource) {
		for _, row := range totalsOf(a) {
			list = append(list, c.total(row))
		}
		return list
	})
	return r.many("account-asset-totals", "/v2/account-asset-totals"+of, func() []*resource { return nil })
}

// later is when something was last changed; older states do not say.
func later(created, updated time.Time) time.Time {
	if updated.Before(created) {
		return created
	}
	return updated
}

// contactAttributes are the attributes of a contact as they travel. The tax id
// is not among them.
type contactAttributes struct {
	AccountRoles                    []string `json:"account-roles"`
	AMLCleared                      bool     `json:"aml-cleared"`
	CIPCleared                      bool     `json:"cip-cleared"`
	ContactType                     string   `json:"contact-type"`
	ContributionsFrozen             bool     `json:"contributions-frozen"`
	CreatedAt                       string   `json:"created-at"`
	DateOfBirth                     *string  `json:"date-of-birth"`
	DisbursementsFrozen             bool     `json:"disbursements-frozen"`
	Email                           string   `json:"email"`
	IdentityConfirmed               bool     `json:"identity-confirmed"`
	IdentityDocumentsVerified       bool     `json:"identity-documents-verified"`
	IdentityFingerprint             *string  `json:"identity-fingerprint"`
	IntegratorNotes                 *string  `json:"integrator-notes"`
	KYCRequiredActions              *string  `json:"kyc-required-actions"`
	Name                            string   `json:"name"`
	ProofOfAddressDocumentsVerified bool     `json:"proof-of-address-documents-verified"`
	RegionOfFormation               *string  `json:"region-of-formation"`
	ReviewDetails                   *string  `json:"review-details"`
	Sex                             *string  `json:"sex"`
	TaxCountry                      string   `json:"tax-country"`
	ReadyForReview                  bool     `json:"ready-for-review"`
	TaxState                        *string  `json:"tax-state"`
	Type                            string   `json:"type"` // an older spelling of contact-type
	UpdatedAt                       string   `json:"updated-at"`
}

func (c *ptCall) contact(p *ptContact) *resource {
	g := p.Given
	roles := g.AccountRoles
	if roles == nil {
		roles = []string{}
	}
	r := newResource("contacts", p.ID, contactAttributes{
		AccountRoles: roles, AMLCleared: p.AML, CIPCleared: p.CIP, IdentityConfirmed: p.CIP && p.Identity && p.Residence,
		IdentityDocumentsVerified: p.Identity, ProofOfAddressDocumentsVerified: p.Residence, ContributionsFrozen: p.Contributions,
		DisbursementsFrozen: p.Disbursements, ContactType: g.ContactType, Name: g.Name, Email: g.Email, DateOfBirth: g.DateOfBirth,
		Sex: g.Sex, TaxCountry: g.TaxCountry, TaxState: g.TaxState, RegionOfFormation: g.RegionOfFormation,
		CreatedAt: rfc3339(p.CreatedAt), UpdatedAt: rfc3339(later(p.CreatedAt, p.UpdatedAt)), Type: strings.ReplaceAll(g.ContactType, "_", "-"),
	})
	link(r, "account", "accounts", p.AccountID, c.w.Accounts, c.account)
	c.primaries(r, p)
	of := "?contact.id=" + p.ID
	r.many("cip-checks", "/v2/cip-checks"+of, where(c.w.CIPChecks, func(k *ptCheck) bool { return k.ContactID == p.ID }, c.cipCheck))
	r.many("aml-checks", "/v2/aml-checks"+of, where(c.w.AMLChecks, func(k *ptCheck) bool { return k.ContactID == p.ID }, c.amlCheck))
	r.many("kyc-document-checks", "/v2/kyc-document-checks"+of, where(c.w.DocChecks, func(k *ptDocCheck) bool { return k.ContactID == p.ID }, c.docCheck))
	r.many("contributions", "/v2/contributions"+of, where(c.w.Contributions, func(x *ptContribution) bool { return x.ContactID == p.ID }, c.contribution))
	r.many("disbursements", "/v2/disbursements"+of, where(c.w.Disbursements, func(d *ptDisbursement) bool { return d.ContactID == p.ID }, c.disbursement))
	return r.many("funds-transfer-methods", "/v2/funds-transfer-methods"+of, where(c.w.Methods, func(m *ptMethod) bool { return m.ContactID == p.ID }, c.method))
}

func contactRefs() refs[*ptContact] {
	return refs[*ptContact]{"account": func(p *ptContact) string { return p.AccountID }}
}

func (c *ptCall) listAccounts() ptAnswer { return listOf(c, from(c.w.Accounts), nil, c.account) }
func (c *ptCall) showAccount() ptAnswer {
	return showOf(c, from(c.w.Accounts), "account", c.account)
}

func (c *ptCall) listContacts() ptAnswer {
	return listOf(c, from(c.w.Contacts), contactRefs(), c.contact)
}

func (c *ptCall) showContact() ptAnswer {
	return showOf(c, from(c.w.Contacts), "contact", c.contact)
}
