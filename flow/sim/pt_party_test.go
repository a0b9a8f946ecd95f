package sim

import (
	"strings"
	"testing"
)

func contactAttrs(account string) obj {
	return obj{"contact-type": "natural_person", "name": "Jo Doe", "email": "jo@example.com", "date-of-birth": "1990-01-01",
		"tax-id-number": "123456789", "tax-country": "US", "tax-state": "NV", "account-id": account,
		"primary-address":      obj{"street-1": "1 Main", "city": "Reno", "region": "NV", "postal-code": "89501", "country": "US"},
		"primary-phone-number": obj{"country": "US", "number": "7755550100"}}
}

func attributes(attrs obj) obj { return obj{"data": obj{"type": "whatever", "attributes": attrs}} }

func TestParties(t *testing.T) {
	s, c := start(t, Options{})
	seeded := s.Seeded()
	account := c.pt("GET", "/v2/accounts/"+seeded.PTAccountID+"?include=contacts", nil, nil).want(200)
	if account.at("data attributes status") != "opened" || account.at("included 0 id") != seeded.PTContactID ||
		account.at("data relationships contacts data 0 type") != "contacts" {
		t.Errorf("seeded account: %s", account.raw)
	}
	contact := c.pt("GET", "/v2/contacts/"+seeded.PTContactID+"?include=account", nil, nil).want(200)
	for _, flag := range []string{"aml-cleared", "cip-cleared", "identity-confirmed"} {
		if contact.at("data attributes "+flag) != true {
			t.Errorf("seeded contact: %s", contact.raw)
		}
	}
	if contact.at("data attributes name") != seeded.ContactName || contact.at("included 0 id") != seeded.PTAccountID {
		t.Error(contact.raw)
	}

	owner := contactAttrs("")
	delete(owner, "account-id")
	open := obj{"account-type": "custodial", "name": "Jo's Account", "authorized-signature": "Jo Doe", "owner": owner}
	made := c.pt("POST", "/v2/accounts?include=contacts", nil, attributes(open)).want(201)
	if made.at("data attributes status") != "pending" || made.at("included 0 attributes cip-cleared") != false {
		t.Error(made.raw)
	}
	id := made.str("data id")
	second := c.pt("POST", "/v2/contacts", nil, attributes(contactAttrs(id))).want(201)
	if strings.Contains(second.raw, "123456789") {
		t.Error("the tax id came back")
	}
	both := c.pt("GET", "/v2/contacts?account.id="+id, nil, nil).want(200)
	if both.at("meta resource-count") != 2.0 {
		t.Error(both.raw)
	}
	reuse := obj{"account-type": "custodial", "name": "Another", "authorized-signature": "Jo Doe", "contact-id": second.str("data id")}
	c.pt("POST", "/v2/accounts", nil, attributes(reuse)).want(201)
}

func TestPartyRefusals(t *testing.T) {
	s, c := start(t, Options{})
	id := s.Seeded().PTAccountID
	owner := contactAttrs("")
	delete(owner, "account-id")
	open := obj{"account-type": "custodial", "name": "Jo's Account", "authorized-signature": "Jo Doe", "owner": owner}
	for _, tt := range []struct {
		path, missing string
		attrs         obj
	}{
		{"/v2/accounts", "name", open}, {"/v2/accounts", "authorized-signature", open}, {"/v2/accounts", "account-type", open}, {"/v2/accounts", "owner", open},
		{"/v2/contacts", "contact-type", contactAttrs(id)}, {"/v2/contacts", "name", contactAttrs(id)}, {"/v2/contacts", "email", contactAttrs(id)},
		{"/v2/contacts", "date-of-birth", contactAttrs(id)}, {"/v2/contacts", "tax-id-number", contactAttrs(id)}, {"/v2/contacts", "tax-country", contactAttrs(id)},
		{"/v2/contacts", "primary-address", contactAttrs(id)}, {"/v2/contacts", "primary-phone-number", contactAttrs(id)}, {"/v2/contacts", "account-id", contactAttrs(id)},
	} {
		attrs := obj{}
		for name, value := range tt.attrs {
			if name != tt.missing {
				attrs[name] = value
			}
		}
		e := c.pt("POST", tt.path, nil, attributes(attrs)).ptRefused(422)
		if e["source"].(obj)["pointer"] != "/data/attributes/"+tt.missing {
			t.Errorf("without %s: %v", tt.missing, e)
		}
	}
	for name, pointed := range map[string]bool{strings.Repeat("ä", 80): false, strings.Repeat("ä", 81): true} {
		a := c.pt("POST", "/v2/contacts", nil, attributes(with(contactAttrs(id), obj{"name": name})))
		if refused := a.at("errors 0 source pointer") == "/data/attributes/name"; refused != pointed || !pointed && a.status != 201 {
			t.Errorf("a name of %d bytes: %s", len(name), a.raw)
		}
	}
	for pointer, value := range map[string]any{"date-of-birth": "31.01.1990", "sex": "x", "tax-id-number": "123-45-6789",
		"primary-phone-number": obj{"number": strings.Repeat("1", 26)}} {
		c.post("/v2/contacts", with(contactAttrs(id), obj{pointer: value})).pointed(pointer)
	}
	c.post("/v2/contacts", with(contactAttrs(id), obj{"tax-id-number": "AB 12/3", "tax-country": "DE", "sex": "other"})).want(201)
	company := with(contactAttrs(id), obj{"contact-type": "llc", "date-of-birth": nil})
	c.pt("POST", "/v2/contacts", nil, attributes(company)).ptRefused(422)
	with(company, obj{"region-of-formation": "NV", "related-contacts": []obj{{"name": "Jo Doe"}},
		"date-of-incorporation": "2019-05-02", "description-of-services": "Widgets", "jurisdictions-of-business-activity": "US"})
	c.pt("POST", "/v2/contacts", nil, attributes(company)).want(201)
}

// Of the owner of a new account more is asked than of other contacts, and of a company most.
func TestOwnersOfNewAccounts(t *testing.T) {
	_, c := start(t, Options{})
	answers := func(names ...string) obj {
		all := obj{}
		for _, name := range names {
			all[name] = "yes"
		}
		return all
	}
	person := func() obj {
		owner := contactAttrs("")
		delete(owner, "account-id")
		return obj{"account-type": "custodial", "name": "A", "authorized-signature": "Jo Doe", "owner": owner}
	}
	company := func() obj {
		open := person()
		with(open["owner"].(obj), obj{"contact-type": "llc", "date-of-birth": nil, "region-of-formation": "NV", "date-of-incorporation": "2019-05-02",
			"description-of-services": "Widgets", "jurisdictions-of-business-activity": "US",
			"related-contacts": []obj{{"contact-type": "natural_person", "name": "Jo Doe", "label": "Owner"}}})
		open["account-questionnaire"] = answers(append([]string{businessQuestion}, questions...)...)
		return open
	}
	c.post("/v2/accounts", person()).want(201)
	c.post("/v2/accounts", company()).want(201)
	c.post("/v2/agreement-previews", company()).want(201)
	c.post("/v2/accounts", with(person(), obj{"account-questionnaire": answers(questions...)})).want(201)
	for pointer, spoil := range map[string]func(open, owner obj){
		"owner/tax-state":                          func(_, owner obj) { delete(owner, "tax-state") },
		"owner/date-of-incorporation":              func(_, owner obj) { delete(owner, "date-of-incorporation") },
		"owner/description-of-services":            func(_, owner obj) { delete(owner, "description-of-services") },
		"owner/jurisdictions-of-business-activity": func(_, owner obj) { delete(owner, "jurisdictions-of-business-activity") },
		"owner/related-contacts": func(_, owner obj) {
			owner["related-contacts"] = []obj{{"contact-type": "llc", "name": "Parent", "label": "Owner"}}
		},
		"owner/related-contacts/0/label":            func(_, owner obj) { owner["related-contacts"] = []obj{{"name": "Jo Doe"}} },
		"owner/related-contacts/0/name":             func(_, owner obj) { owner["related-contacts"] = []obj{{"label": "Owner"}} },
		"account-questionnaire/" + businessQuestion: func(open, _ obj) { delete(open, "account-questionnaire") },
		"account-questionnaire/purpose-of-account":  func(open, _ obj) { open["account-questionnaire"].(obj)["purpose-of-account"] = "no" },
	} {
		open := company()
		spoil(open, open["owner"].(obj))
		c.post("/v2/accounts", open).pointed(pointer)
	}
	c.post("/v2/accounts", with(person(), obj{"account-questionnaire": answers()})).pointed("account-questionnaire/purpose-of-account")
}
