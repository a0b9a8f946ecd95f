package sim

import "net/http"

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
	OrganizationLabel   *string `json:"organization-label"`
	Statements          bool    `json:"statements"`
}

func (c *ptCall) account(a *ptAccount) *resource {
	return newResource("accounts", a.ID, accountAttributes{
		Name: a.Name, Number: a.Number, Status: a.Status, CreatedAt: rfc3339(a.CreatedAt), UpdatedAt: rfc3339(a.CreatedAt),
	}).many("contacts", "/v2/contacts?account.id="+a.ID, func() (list []*resource) {
		for _, p := range c.w.Contacts.all() {
			if p.AccountID == a.ID {
				list = append(list, c.contact(p))
			}
		}
		return list
	})
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
	KYCRequiredActions              *string  `json:"kyc-required-actions"`
	Name                            string   `json:"name"`
	ProofOfAddressDocumentsVerified bool     `json:"proof-of-address-documents-verified"`
	RegionOfFormation               *string  `json:"region-of-formation"`
	Sex                             *string  `json:"sex"`
	TaxCountry                      string   `json:"tax-country"`
	TaxState                        *string  `json:"tax-state"`
	UpdatedAt                       string   `json:"updated-at"`
}

func (c *ptCall) contact(p *ptContact) *resource {
	g, ok := p.Given, p.Cleared
	roles := g.AccountRoles
	if roles == nil {
		roles = []string{}
	}
	r := newResource("contacts", p.ID, contactAttributes{
		AccountRoles: roles, AMLCleared: ok, CIPCleared: ok, IdentityConfirmed: ok, IdentityDocumentsVerified: ok,
		ProofOfAddressDocumentsVerified: ok, ContactType: g.ContactType, Name: g.Name, Email: g.Email, DateOfBirth: g.DateOfBirth,
		Sex: g.Sex, TaxCountry: g.TaxCountry, TaxState: g.TaxState, RegionOfFormation: g.RegionOfFormation,
		CreatedAt: rfc3339(p.CreatedAt), UpdatedAt: rfc3339(p.CreatedAt),
	}).one("account", p.AccountID, "", nil)
	if a, known := c.w.Accounts.get(p.AccountID); known {
		r.one("account", a.ID, "/v2/accounts/"+a.ID, func() *resource { return c.account(a) })
	}
	return r.many("funds-transfer-methods", "/v2/funds-transfer-methods?contact.id="+p.ID, func() (list []*resource) {
		for _, m := range c.w.Methods.all() {
			if m.ContactID == p.ID {
				list = append(list, c.method(m))
			}
		}
		return list
	})
}

func (c *ptCall) listAccounts() ptAnswer {
	var all []*resource
	for _, a := range c.w.Accounts.all() {
		all = append(all, c.account(a))
	}
	return c.list(all)
}

func (c *ptCall) showAccount() ptAnswer {
	a, ok := c.w.Accounts.get(c.id)
	if !ok {
		return c.notFound("account")
	}
	return c.single(http.StatusOK, c.account(a))
}

func (c *ptCall) listContacts() ptAnswer {
	var all []*resource
	for _, p := range c.w.Contacts.all() {
		all = append(all, c.contact(p))
	}
	return c.list(all)
}

func (c *ptCall) showContact() ptAnswer {
	p, ok := c.w.Contacts.get(c.id)
	if !ok {
		return c.notFound("contact")
	}
	return c.single(http.StatusOK, c.contact(p))
}
