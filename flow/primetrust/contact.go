package primetrust

import (
	"context"
	"encoding/json"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// Contacts lists the contacts of an account, with what their checks found and what is still wanted.
// It reads at most eight pages; the call is the last one that was made.
func (c *Client) Contacts(ctx context.Context, accountID string) ([]flow.PartnerContact, flow.Call, error) {
	const op = "contacts"
	if f := checkID(op, "account", accountID); f != nil {
		return nil, flow.Call{Endpoint: "GET " + contactsPath}, f
	}
	var out []flow.PartnerContact
	for page := 1; ; page++ {
		query := url.Values{"account.id": {accountID}, "include": {"cip-checks,aml-checks"}}
		l, r, a, f := c.list(ctx, op, contactsPath, query, page)
		if f != nil {
			return nil, a.call, f
		}
		for _, data := range l.Data {
			contact, ok := contactOf(data, l.Included)
			if !ok {
				return nil, a.call, c.unreadable(r, a, "Prime Trust's list of contacts holds something that is no contact")
			}
			out = append(out, contact)
		}
		if page == pagesLimit || !l.more(page) {
			return out, a.call, nil
		}
	}
}

// contactOf reads a contact. A flag that is not there counts as not passed.
func contactOf(data resource[fields], included []resource[json.RawMessage]) (flow.PartnerContact, bool) {
	f := data.Attributes
	kind := f.text("contact-type")
	if kind == "" {
		kind = f.text("type") // the older attribute
	}
	contact := flow.PartnerContact{
		ID: flow.CleanID(data.ID), Name: f.text("name"), Business: business(kind),
		CIP: f.is("cip-cleared"), AML: f.is("aml-cleared"),
		Frozen:   f.is("contributions-frozen") || f.is("disbursements-frozen"),
		Required: f.words("kyc-required-actions"),
	}
	contact.Cleared = contact.CIP && contact.AML
	for _, check := range []struct {
		relation, words string
		cleared         bool
	}{{"cip-checks", "identity (CIP)", contact.CIP}, {"aml-checks", "money laundering (AML)", contact.AML}} {
		if !check.cleared {
			contact.Required = append(contact.Required, exceptions(data, check.relation, check.words, included)...)
		}
	}
	contact.Required = contact.Required[:min(len(contact.Required), wordsLimit)]
	return contact, f.err == nil && contact.ID != ""
}

func business(kind string) bool {
	switch strings.ReplaceAll(kind, "-", "_") {
	case "company", "c_corp", "s_corp", "llc", "trust":
		return true
	}
	return false
}

// exceptions are what stands against a contact in those of its checks that came with it.
func exceptions(contact resource[fields], relation, words string, included []resource[json.RawMessage]) (out []string) {
	ids, _ := contact.relation(relation)
	for _, id := range ids {
		for _, r := range included {
			var check fields
			if !sameType(r.Type, relation) || flow.CleanID(r.ID) != id || json.Unmarshal(r.Attributes, &check) != nil {
				continue
			}
			for _, e := range check.words("exceptions") {
				out = append(out, words+": "+e)
			}
		}
	}
	return out
}
