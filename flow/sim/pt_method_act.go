package sim

import (
	"encoding/json"
	"slices"
)

func methodRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/funds-transfer-methods", (*ptCall).listMethods},
		{"POST", "/v2/funds-transfer-methods", (*ptCall).createMethod},
		{"GET", "/v2/funds-transfer-methods/{id}", (*ptCall).showMethod},
		{"PATCH", "/v2/funds-transfer-methods/{id}", (*ptCall).patchMethod},
		{"GET", "/v2/funds-transfer-methods/{id}/bank", (*ptCall).showMethodBank},
		{"POST", "/v2/funds-transfer-methods/{id}/deactivate", (*ptCall).deactivateMethod},
		{"GET", "/v2/banks", (*ptCall).listBanks},
		{"GET", "/v2/banks/{id}", (*ptCall).showBank},
		{"GET", "/v2/plaid-items", (*ptCall).listPlaidItems},
		{"GET", "/v2/plaid-items/{id}", (*ptCall).showPlaidItem},
		{"POST", "/v2/plaid-items/{id}/public-token", (*ptCall).plaidItemToken},
		{"POST", "/v2/plaid-items/{id}/reauthenticate", (*ptCall).reauthenticate},
		{"POST", "/v2/plaid-items/{id}/sandbox/reset", (*ptCall).resetPlaidItem},
	}
}

func methodRefs() refs[*ptMethod] {
	return refs[*ptMethod]{
		"contact": func(m *ptMethod) string { return m.ContactID }, "bank": func(m *ptMethod) string { return m.BankID },
		"plaid-item": func(m *ptMethod) string { return m.PlaidItemID },
	}
}

func (c *ptCall) listMethods() ptAnswer { return listOf(c, from(c.w.Methods), methodRefs(), c.method) }

func (c *ptCall) showMethod() ptAnswer {
	return showOf(c, from(c.w.Methods), "funds-transfer-method", c.method)
}

// deactivateMethod has no body and no way back.
func (c *ptCall) deactivateMethod() ptAnswer {
	return actOn(c, from(c.w.Methods), "funds-transfer-method", c.method, func(m *ptMethod) *ptFail {
		m.Inactive, c.changed = true, true
		return nil
	})
}

// patchable are the attributes that may be changed.
var patchable = []string{"contact-email", "contact-id", "contact-name", "label"}

// patchMethod refuses every other attribute by name. What the real service
// did with one is not on record.
func (c *ptCall) patchMethod() ptAnswer {
	var given map[string]json.RawMessage
	var req struct {
		Email *string `json:"contact-email"`
		ID    *string `json:"contact-id"`
		Name  *string `json:"contact-name"`
		Label *string `json:"label"`
	}
	if f := c.into(&given); f != nil {
		return refuse(f)
	}
	var wrong []string
	for name := range given {
		if !slices.Contains(patchable, name) {
			wrong = append(wrong, name)
		}
	}
	if len(wrong) > 0 {
		return refuse(ptInvalid(slices.Min(wrong), "cannot be changed"))
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return actOn(c, from(c.w.Methods), "funds-transfer-method", c.method, func(m *ptMethod) *ptFail {
		if req.ID != nil {
			if _, ok := c.w.Contacts.get(*req.ID); !ok {
				return ptInvalid("contact-id", "must name an existing contact")
			}
			m.ContactID, m.ContactEmail, m.ContactName = *req.ID, nil, nil
		}
		for name, at := range map[string]struct{ to, from **string }{
			"contact-email": {&m.ContactEmail, &req.Email}, "contact-name": {&m.ContactName, &req.Name}, "label": {&m.Label, &req.Label},
		} {
			if _, sent := given[name]; sent {
				*at.to = *at.from
			}
		}
		c.changed = true
		return nil
	})
}
