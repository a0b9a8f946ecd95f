package doctor

import (
	"context"
	"slices"
	"strings"

	"linkdesk/flow"
)

// askedBank is looked up to try keys: a test bank that every Sandbox has.
const askedBank = "ins_109508"

// takes asks Plaid for a bank of its catalogue, which changes nothing: it answers to keys that it takes.
func takes(ctx context.Context, bank flow.Bank) *flow.Fault {
	_, _, err := bank.Institution(ctx, askedBank)
	f := flow.FaultOf(err, "institution_get")
	if f != nil && (f.Code == "INVALID_INSTITUTION" || f.Code == "INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT") {
		return nil // Production does not have the test bank
	}
	return f
}

func (v *visit) keys(ctx context.Context) Check {
	pair := "client_id " + v.Keys.ClientID + " with secret " + v.Keys.Secret
	switch {
	case v.Settings != "":
		return skipped("The settings cannot be used; see above.")
	case len(v.Keys.Missing) > 0:
		are := " are not set"
		if len(v.Keys.Missing) == 1 {
			are = " is not set"
		}
		return failed(Here, strings.Join(v.Keys.Missing, " and ")+are+" for "+string(v.Env)+".",
			"run linkdesk auth login --env "+string(v.Env)+", or put them into a .env file; Plaid shows them at https://"+pageKeys+". linkdesk demo needs none").at(pageKeys).code("NO_KEYS")
	}
	f := takes(ctx, v.Bank)
	switch {
	case f == nil:
		return good("Plaid takes " + pair + " in " + string(v.Env) + ".")
	case f.Code == "INVALID_API_KEYS", v.Keys.Form != "" && f.Code == "INVALID_FIELD":
		return v.whoseKeys(ctx, pair, f)
	}
	return ofFault(f, "Plaid")
}

// whoseKeys says which environment a refused pair belongs to, where that can be found out.
func (v *visit) whoseKeys(ctx context.Context, pair string, f *flow.Fault) Check {
	detail := "Plaid does not take " + pair + " in " + string(v.Env) + "."
	cure := "copy the secret of " + string(v.Env) + " from https://" + pageKeys + " and keep it with linkdesk auth login --env " + string(v.Env)
	switch {
	case v.Other != nil && takes(ctx, v.Other) == nil:
		detail += " It takes this pair in " + string(v.OtherEnv) + ": the secret is the one of " + string(v.OtherEnv) + "."
		cure += ", or use --env " + string(v.OtherEnv)
	case v.Keys.Form != "":
		detail += " " + sentence(v.Keys.Form)
	default:
		detail += " Each environment has a secret of its own."
	}
	return failed(Provider, detail+" "+says(f), cure).at(pageKeys).of(f)
}

// unusable says why Plaid is not asked any more, or "".
func (v *visit) unusable() string {
	switch c := v.was("keys"); {
	case noAnswer(c):
		return "Plaid was not heard when the keys were tried."
	case c.State != Good:
		return "It needs keys that Plaid takes."
	}
	return ""
}

// products makes a link_token, which costs nothing and runs out by itself.
func (v *visit) products(ctx context.Context) Check {
	if why := v.unusable(); why != "" {
		return skipped(why)
	}
	list := strings.Join(v.Products, ", ")
	if !slices.Contains(v.Products, "auth") {
		return failed(Here, "PLAID_PRODUCTS is "+list+": without auth there are no ACH numbers, and no processor_token.", "set PLAID_PRODUCTS=auth, or unset it")
	}
	_, _, err := v.Bank.CreateLinkToken(ctx, v.aToken(""))
	f := flow.FaultOf(err, string(flow.CreateLinkToken))
	switch {
	case f == nil && len(v.Products) > 1:
		return good("Plaid gives a link_token for " + list + ". Beside other products auth works at fewer banks: linking by deposits is off.")
	case f == nil:
		return good("Plaid gives a link_token for " + list + ".")
	case f.Code == "INVALID_PRODUCT":
		return failed(Provider, "Plaid gives these keys no link_token for "+list+". "+says(f), "ask for the product that the message names, or take it out of PLAID_PRODUCTS").at(pageProduction).of(f)
	case f.Code == "INVALID_FIELD", f.Code == "INVALID_CONFIGURATION":
		return failed(Provider, "Plaid refuses a value of the link_token. "+says(f), "see PLAID_PRODUCTS and PLAID_COUNTRY_CODES in linkdesk auth status").of(f)
	}
	return ofFault(f, "Plaid")
}

// aToken is a link_token that nobody will use.
func (v *visit) aToken(redirect string) flow.LinkTokenRequest {
	return flow.LinkTokenRequest{ClientUserID: "linkdesk-doctor", RedirectURI: redirect}
}
