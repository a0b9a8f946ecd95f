package sim

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"testing"
	"time"
)

// responseFacts is what each of Plaid's paths answers; the path "error" is the
// error object. The simulator itself has no use for them.
//
//go:embed facts/responses.tsv
var responseFacts string

// stage is a world in which every path has something to talk about.
type stage struct {
	*client
	access, account, card, link, public, processor, user, item string

	waiting, waits string // an access token and an account whose deposits are on their way
}

func newStage(t *testing.T, o Options) *stage {
	t.Helper()
	_, c := start(t, o)
	s := &stage{client: c}
	s.user = c.plaid("/user/create", obj{"client_user_id": "counterparty-7"}).want(200).str("user_id")
	s.link = c.plaid("/link/token/create", with(linkTokenBody(), obj{"user_id": s.user, "institution_data": obj{"routing_number": achRouting},
		"account_filters": obj{"depository": obj{"account_subtypes": []string{"checking"}}, "other": obj{"account_subtypes": []string{"all"}}}})).
		want(200).str("link_token")
	s.public = c.plaid("/sandbox/public_token/create", obj{"institution_id": "ins_109508", "initial_products": []string{"auth", "identity", "transactions"},
		"user_id": s.user}).want(200).str("public_token")
	s.waiting, s.waits = c.waitingItem()
	s.access = c.plaid("/item/public_token/exchange", obj{"public_token": s.public}).want(200).str("access_token")
	accounts := c.plaid("/accounts/get", obj{"access_token": s.access}).want(200)
	s.account, s.card, s.item = accounts.str("accounts 0 account_id"), accounts.str("accounts 3 account_id"), accounts.str("item item_id")
	s.processor = c.plaid("/processor/token/create", obj{"access_token": s.access, "account_id": s.account, "processor": "dwolla"}).
		want(200).str("processor_token")
	// The newest Item is the one of the access token.
	c.steer("items", obj{"state": "PENDING_EXPIRATION"}).want(200)
	return s
}

// waitingItem is an Item whose deposits are on their way, and its one account.
func (c *client) waitingItem() (access, account string) {
	c.t.Helper()
	access = c.itemAt(houndstooth, obj{"override_password": "microdeposits_good"}, "auth")
	return access, c.plaid("/accounts/get", obj{"access_token": access}).want(200).str("accounts 0 account_id")
}

// itemAt makes an Item at a bank and gives its access token.
func (c *client) itemAt(bank string, options obj, products ...string) (access string) {
	c.t.Helper()
	if options == nil {
		options = obj{}
	}
	pub := c.plaid("/sandbox/public_token/create", obj{"institution_id": bank, "initial_products": products, "options": options}).want(200)
	return c.plaid("/item/public_token/exchange", obj{"public_token": pub.str("public_token")}).want(200).str("access_token")
}

// notPlayed are the paths of the OpenAPI file that the simulator leaves out, and
// why.
var notPlayed = map[string]string{
	"/sandbox/item/fire_webhook":    "webhooks are not played",
	"/webhook_verification_key/get": "webhooks are not played",
	"/item/webhook/update":          "webhooks are not played",
}

// good is a request that each path accepts: what it requires, and what changes
// the answer's shape.
func (s *stage) good() map[string][]obj {
	us := []string{"US"}
	access := obj{"access_token": s.access}
	token := obj{"processor_token": s.processor}
	one := obj{"access_token": s.access, "options": obj{"account_ids": []string{s.account}}}
	return map[string][]obj{
		"/link/token/create": {linkTokenBody(),
			with(linkTokenBody(), obj{"hosted_link": obj{"url_lifetime_seconds": 600}, "webhook": "https://example.com/hook",
				"redirect_uri": "http://localhost:8080/back", "account_filters": obj{"depository": obj{"account_subtypes": []string{"checking"}}}}),
			with(linkTokenBody(), obj{"user_id": s.user, "user": nil}),
			with(linkTokenBody(), obj{"access_token": s.access, "products": nil})},
		"/link/token/get":               {obj{"link_token": s.link}},
		"/item/public_token/exchange":   {obj{"public_token": s.public}},
		"/accounts/get":                 {access, one, obj{"access_token": s.waiting}},
		"/accounts/balance/get":         {access, one},
		"/item/get":                     {access},
		"/item/remove":                  {access, obj{"access_token": s.access, "reason_code": "OTHER", "reason_note": "done"}},
		"/processor/token/create":       {obj{"access_token": s.access, "account_id": s.account, "processor": "prime_trust"}},
		"/institutions/get_by_id":       {obj{"institution_id": "ins_109508", "country_codes": us}, obj{"institution_id": "ins_127287", "country_codes": us, "options": obj{"include_optional_metadata": true, "include_auth_metadata": true}}},
		"/sandbox/public_token/create":  {obj{"institution_id": "ins_109508", "initial_products": []string{"auth"}}},
		"/sandbox/item/reset_login":     {access},
		"/auth/get":                     {access, one},
		"/identity/get":                 {access, one},
		"/item/access_token/invalidate": {access},
		"/institutions/get": {obj{"count": 5, "offset": 0, "country_codes": us},
			obj{"count": 500, "offset": 3, "country_codes": []string{"US", "GB"}, "options": obj{"products": []string{"auth"}, "oauth": true,
				"include_optional_metadata": true, "include_auth_metadata": true}}},
		"/institutions/search": {obj{"query": "platypus", "country_codes": us},
			obj{"query": "bank", "country_codes": us, "products": []string{"auth"}, "options": obj{"include_optional_metadata": true}}},
		"/processor/token/permissions/set":            {obj{"processor_token": s.processor, "products": []string{"auth", "identity"}}, obj{"processor_token": s.processor, "products": []string{}}},
		"/processor/token/permissions/get":            {token},
		"/processor/stripe/bank_account_token/create": {obj{"access_token": s.access, "account_id": s.account}},
		"/processor/auth/get":                         {token},
		"/processor/balance/get":                      {token},
		"/processor/account/get":                      {token},
		"/processor/identity/get":                     {token},
		"/sandbox/processor_token/create":             {obj{"institution_id": "ins_109508"}},
		"/sandbox/item/set_verification_status": {
			obj{"access_token": s.waiting, "account_id": s.waits, "verification_status": "automatically_verified"}},
		"/user/create": {obj{"client_user_id": "counterparty-9"}, obj{"client_user_id": "counterparty-9", "identity": obj{
			"name": obj{"given_name": "Alberta", "family_name": "Charleson"}, "date_of_birth": "1990-01-31",
			"emails":        []obj{{"data": "accountholder0@example.com", "primary": true}},
			"phone_numbers": []obj{{"data": "+14155550011", "primary": true}},
			"addresses":     []obj{{"country": "US", "postal_code": "14236", "primary": true}},
			"id_numbers":    []obj{{"type": "us_ssn_last_4", "value": "1234"}}}}},
		"/user/items/get":    {obj{"user_id": s.user}},
		"/user/items/remove": {obj{"user_id": s.user, "item_ids": []string{s.item}}, obj{"user_id": s.user, "item_ids": []string{}}},
	}
}

var requestIDShape = regexp.MustCompile(`^[0-9A-Za-z]{15}$`)

// conform holds a value of an answer against its facts, and says what is wrong.
func conform(fields []field, value obj, prefix string) (wrong []string) {
	for _, f := range fields {
		v, there := value[f.name]
		switch {
		case !there && f.required:
			wrong = append(wrong, prefix+f.name+" is missing")
		case there:
			wrong = append(wrong, f.conform(v, prefix+f.name)...)
		}
	}
	for name := range value {
		if !slices.ContainsFunc(fields, func(f field) bool { return f.name == name }) {
			wrong = append(wrong, prefix+name+" is not in the facts")
		}
	}
	return wrong
}

func (f field) conform(v any, name string) (wrong []string) {
	bad := func(ok bool) {
		if !ok {
			wrong = append(wrong, fmt.Sprintf("%s is %v, want %s of %v", name, v, f.kind, f.enum))
		}
	}
	switch v := v.(type) {
	case nil:
		bad(f.nullable)
	case string:
		bad(f.kind == "string" && (f.enum == nil || slices.Contains(f.enum, v)) || f.kind == "date-time" && isTime(time.RFC3339, v) ||
			f.kind == "date" && isTime(time.DateOnly, v))
	case bool:
		bad(f.kind == "boolean")
	case float64:
		bad(f.kind == "number" || f.kind == "integer" && v == float64(int(v)))
	case []any:
		bad(f.kind == "array")
		for i, e := range v {
			if f.element != nil {
				wrong = append(wrong, f.element.conform(e, fmt.Sprintf("%s[%d]", name, i))...)
			}
		}
	case obj:
		bad(f.kind == "object")
		if f.members != nil {
			wrong = append(wrong, conform(f.members, v, name+".")...)
		}
	}
	return wrong
}

func isTime(layout, text string) bool {
	_, err := time.Parse(layout, text)
	return err == nil
}

// some is a value that the facts allow for a field, with all that it requires.
func (f field) some() any {
	switch {
	case f.enum != nil:
		return f.enum[0]
	case f.kind == "string" && f.least > 1:
		return "1234567890"[:f.least]
	case f.kind == "string":
		return "text"
	case f.kind == "boolean":
		return true
	case f.kind == "integer", f.kind == "number":
		return max(f.least, 1)
	case f.kind == "array":
		return []any{f.element.some()}
	}
	members := obj{}
	for _, m := range f.members {
		if m.required {
			members[m.name] = m.some()
		}
	}
	return members
}

// copied is a deep copy as it travels.
func copied(body obj) obj {
	raw, _ := json.Marshal(body) // it was made of JSON values
	var c obj
	_ = json.Unmarshal(raw, &c)
	return c
}
