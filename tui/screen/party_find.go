package screen

import (
	"strings"

	"linkdesk/tui/kit"
)

const intentFind kit.Intent = "find_account"

// findKey leads to the accounts at the partner, where the form asks for their ids at all.
func (f *PartyForm) findKey() []kit.Key {
	if !f.desk.Defaults().Adapter {
		return nil
	}
	k := kit.Key{Press: []string{"ctrl+f"}, Intent: intentFind, Help: "find account", Hint: true, Off: noRegistry(f.desk)}
	if k.Off == "" {
		k.Off = f.enter().Off
	}
	return []kit.Key{k}
}

// find opens the accounts, beginning with what is typed so far.
func (f *PartyForm) find() Out {
	page := &Page{Kind: AccountsPage, Case: f.id, Party: f.party(), Desk: f.desk}
	if f.id != "" && f.start.PartnerAccount != "" {
		page.Off = "this case has an account already"
	}
	return Out{Go: page}
}

// take puts what was chosen into the form. A name that somebody typed stays.
func (f *PartyForm) take(m Chosen) {
	f.form.Set("account", m.Account.ID)
	f.form.Set("contact", m.Contact.ID)
	if f.form.Value("name") == "" {
		f.form.Set("name", m.Contact.Name)
	}
	f.chosen, f.fault = &m.Contact, ""
}

// doubt says in what the form differs from the contact that was chosen, "" when in nothing. It is
// looked at anew with every change, so a corrected name ends the warning.
func (f *PartyForm) doubt() string {
	c, p := f.chosen, f.party()
	if c == nil || p.PartnerContact != c.ID {
		return ""
	}
	who := partner(f.desk.Defaults().Processor)
	switch {
	case !sameName(c.Name, p.LegalName):
		return who + " knows the contact as " + kit.Quote(c.Name) + ", the form says " + kit.Quote(p.LegalName) +
			". It compares its name with the bank's: make sure that both are the same customer."
	case c.Business != p.Business:
		return "The contact is a " + ownerKind(c.Business) + " at " + who + ", and the form says " + f.form.Value("kind") + "."
	}
	return ""
}

// sameName compares names as people read them: case and blanks do not tell them apart.
func sameName(a, b string) bool {
	return strings.EqualFold(strings.Join(strings.Fields(a), " "), strings.Join(strings.Fields(b), " "))
}
