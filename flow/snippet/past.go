package snippet

import (
	"cmp"
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
	x.Provider, x.Method, x.URL = flow.Plaid, "POST", plaidAt(c.Env)+made.Endpoint
	x.Request.Headers = []flow.Header{{Name: "Content-Type", Value: "application/json"}, {Name: "Plaid-Client-Id", Value: flow.Hidden}, {Name: "Plaid-Secret", Value: flow.Hidden}}
	x.Request.Body = object(members...)
	return x, true
}

// member is one member of an object, in the order in which it is written.
type member struct {
	name  string
	value any
}

// partnerCall is a call to Prime Trust.
func partnerCall(x flow.Exchange, c flow.Case, key string) (flow.Exchange, bool) {
	method, path, _ := strings.Cut(x.Endpoint, " ")
	x.Provider, x.Method, x.URL = flow.PrimeTrust, method, primeTrustAt(c.Env)+path
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
	x.URL += "?include=bank"
	x.Request.Headers = []flow.Header{{Name: "Authorization", Value: "Bearer " + flow.Hidden}, {Name: "Content-Type", Value: "application/vnd.api+json"},
		{Name: "X-Idempotent-ID-V2", Value: cmp.Or(key, flow.Hidden)}}
	attributes := object(member{"ach-check-type", checkType(c.Party.Business)}, member{"contact-id", c.Party.PartnerContact}, member{"funds-transfer-type", "ach"}, member{"plaid-processor-token", flow.Hidden})
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
