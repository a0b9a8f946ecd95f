package snippet

import (
	"encoding/json"
	"strings"

	"linkdesk/flow"
)

// OfCall writes the request of a call of the past again, from what the case knows now: its bodies
// were kept nowhere. key is the idempotency key of its intent, "" when it had none or is not known.
// ok is false for a call that cannot be made again from that, such as one about money.
func OfCall(c flow.Case, made flow.Call, key string) (x flow.Exchange, ok bool) {
	x = flow.Exchange{Errand: flow.Errand{Case: c.ID}, Endpoint: made.Endpoint, Status: made.HTTPStatus, RequestID: made.RequestID}
	if strings.HasPrefix(made.Endpoint, "/v2/") || strings.Contains(made.Endpoint, " ") {
		return partnerCall(x, c, key)
	}
	members, ok := plaidBody(c, made.Endpoint)
	if !ok {
		return x, false
	}
	x.Provider, x.Method, x.URL = flow.Plaid, "POST", base(c.Env, "https://sandbox.plaid.com", "https://production.plaid.com")+made.Endpoint
	x.Request.Headers = []flow.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Plaid-Client-Id", Value: flow.Hidden}, {Name: "Plaid-Secret", Value: flow.Hidden}}
	x.Request.Body = object(members...)
	return x, true
}

// base is where a provider is; a Demo has its own, and another program finds that under the
// address of linkdesk sim.
func base(env flow.Environment, sandbox, production string) string {
	switch env {
	case flow.Production:
		return production
	case flow.Sandbox:
		return sandbox
	}
	return "http://127.0.0.1:8787"
}

// member is one member of an object, in the order in which it is written.
type member struct {
	name  string
	value any
}

// plaidBody is what the road sends to an endpoint.
func plaidBody(c flow.Case, endpoint string) ([]member, bool) {
	switch endpoint {
	case "/link/token/create":
		return linkToken(c), true
	case "/link/token/get":
		return []member{{"link_token", flow.Hidden}}, true
	case "/sandbox/public_token/create":
		return []member{{"institution_id", or(c.Link.TestInstitution, c.Link.InstitutionID)}, {"initial_products", []string{"auth"}},
			{"options", json.RawMessage(object(member{"override_username", flow.Hidden}, member{"override_password", flow.Hidden}))}}, true
	case "/item/public_token/exchange":
		return []member{{"public_token", flow.Hidden}}, true
	case "/accounts/get", "/accounts/balance/get", "/item/get", "/item/access_token/invalidate", "/item/remove":
		return []member{{"access_token", flow.Hidden}}, true
	case "/institutions/get_by_id":
		return []member{{"institution_id", or(c.Item.InstitutionID, c.Link.InstitutionID)}, {"country_codes", []string{"US"}}}, true
	case "/processor/token/create":
		return []member{{"access_token", flow.Hidden}, {"account_id", c.AccountID}, {"processor", c.Processor}}, c.AccountID != ""
	}
	return nil, false
}

// linkToken is what a first visit to Link is asked for with. A repair has the access token instead
// of the products.
func linkToken(c flow.Case) []member {
	user := []member{{"client_user_id", c.Party.ClientUserID}}
	if c.Party.LegalName != "" {
		user = append(user, member{"legal_name", c.Party.LegalName})
	}
	out := []member{{"client_name", "linkdesk"}, {"language", "en"}, {"country_codes", []string{"US"}}, {"user", json.RawMessage(object(user...))}}
	if c.Side != nil {
		out = append(out, member{"access_token", flow.Hidden})
	} else {
		out = append(out, member{"products", []string{"auth"}})
	}
	if c.Link.Hosted {
		out = append(out, member{"hosted_link", json.RawMessage("{}")})
	}
	if c.Link.RedirectURI != "" {
		out = append(out, member{"redirect_uri", c.Link.RedirectURI})
	}
	return out
}

// partnerCall is a call to Prime Trust.
func partnerCall(x flow.Exchange, c flow.Case, key string) (flow.Exchange, bool) {
	method, path, _ := strings.Cut(x.Endpoint, " ")
	x.Provider, x.Method, x.URL = flow.PrimeTrust, method, base(c.Env, "https://sandbox.primetrust.com", "https://api.primetrust.com")+path
	switch {
	case x.Endpoint == "POST /auth/jwts":
		x.Request.Headers = []flow.Header{{Name: "Authorization", Value: "Basic " + flow.Hidden}}
		return x, true
	case method == "GET":
		if strings.HasPrefix(path, "/v2/funds-transfer-methods/") {
			x.URL += "?include=plaid-item" // as a look at it asks
		}
		x.Request.Headers = []flow.Header{{Name: "Authorization", Value: "Bearer " + flow.Hidden}}
		return x, !strings.Contains(path, flow.Hidden)
	case x.Endpoint != "POST /v2/funds-transfer-methods":
		return x, false
	}
	kind := "personal"
	if c.Party.Business {
		kind = "business"
	}
	x.URL += "?include=bank"
	x.Request.Headers = []flow.Header{{Name: "Authorization", Value: "Bearer " + flow.Hidden}, {Name: "Content-Type", Value: "application/vnd.api+json"},
		{Name: "X-Idempotent-ID-V2", Value: or(key, flow.Hidden)}}
	attributes := object(member{"ach-check-type", kind}, member{"contact-id", c.Party.PartnerContact}, member{"funds-transfer-type", "ach"}, member{"plaid-processor-token", flow.Hidden})
	x.Request.Body = object(member{"data", json.RawMessage(object(member{"type", "funds-transfer-methods"}, member{"attributes", json.RawMessage(attributes)}))})
	return x, true
}

// object writes members in their order.
func object(members ...member) string {
	parts := make([]string, 0, len(members))
	for _, m := range members {
		var b strings.Builder
		for i, v := range []any{m.name, m.value} {
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if err := enc.Encode(v); err != nil {
				panic("snippet: strings and lists of strings do not marshal: " + err.Error())
			}
			if i == 0 {
				b.WriteByte(':')
			}
		}
		parts = append(parts, strings.ReplaceAll(b.String(), "\n", ""))
	}
	return "{" + strings.Join(parts, ",") + "}"
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}
