package snippet

import (
	"cmp"
	"encoding/json"

	"linkdesk/flow"
)

// plaidBody is what the road sends to an endpoint.
func plaidBody(c flow.Case, endpoint string) ([]member, bool) {
	switch endpoint {
	case "/link/token/create":
		return linkToken(FactsOf(c, "").whole()), true
	case "/link/token/get":
		return []member{{"link_token", flow.Hidden}}, true
	case "/sandbox/public_token/create":
		return []member{{"institution_id", cmp.Or(c.Link.TestInstitution, c.Link.InstitutionID)}, {"initial_products", []string{"auth"}},
			{"options", json.RawMessage(object(member{"override_username", flow.Hidden}, member{"override_password", flow.Hidden}))}}, true
	case "/item/public_token/exchange":
		return []member{{"public_token", flow.Hidden}}, true
	case "/accounts/get", "/accounts/balance/get", "/item/get", "/item/access_token/invalidate", "/item/remove":
		return []member{{"access_token", flow.Hidden}}, true
	case "/institutions/get_by_id":
		return []member{{"institution_id", cmp.Or(c.Item.InstitutionID, c.Link.InstitutionID)}, {"country_codes", []string{"US"}}}, true
	case "/processor/token/create":
		return []member{{"access_token", flow.Hidden}, {"account_id", c.AccountID}, {"processor", c.Processor}}, c.AccountID != ""
	}
	return nil, false
}

// linkToken is what a visit to Link is asked for with. A repair has the access token instead of
// the products, and a filter only where the accounts are chosen again.
func linkToken(f Facts) []member {
	user := []member{{"client_user_id", f.ClientUserID}}
	if f.LegalName != "" {
		user = append(user, member{"legal_name", f.LegalName})
	}
	out := []member{{"client_name", "linkdesk"}, {"language", "en"}, {"country_codes", f.Countries}, {"user", json.RawMessage(object(user...))}}
	if f.Repair {
		out = append(out, member{"access_token", flow.Hidden})
	} else {
		out = append(out, member{"products", f.Products})
	}
	if f.SelectAccounts {
		out = append(out, member{"update", json.RawMessage(`{"account_selection_enabled":true}`)})
	}
	if !f.Repair || f.SelectAccounts {
		out = append(out, member{"account_filters", json.RawMessage(`{"depository":{"account_subtypes":["checking","savings","cash management"]}}`)})
	}
	if f.Hosted {
		out = append(out, member{"hosted_link", json.RawMessage("{}")})
	}
	if f.RedirectURI != "" {
		out = append(out, member{"redirect_uri", f.RedirectURI})
	}
	return out
}
