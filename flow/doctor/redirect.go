package doctor

import (
	"context"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// redirect judges the form of the redirect_uri, then asks Plaid whether it is registered.
func (v *visit) redirect(ctx context.Context) Check {
	uri, cure := v.Redirect.URI, "set PLAID_REDIRECT_URI to an address such as http://localhost:8123/oauth, or unset it: banks open in a pop-up then"
	switch {
	case uri == "":
		return good("None is set: banks that use OAuth open in a pop-up, and the hosted page needs none.")
	case v.Env == flow.Production:
		return skipped("PLAID_REDIRECT_URI is not used in production: banks open in a pop-up, and the hosted page needs none.")
	case formOf(uri, v.Env) != "":
		return failed(Here, "PLAID_REDIRECT_URI ("+v.Redirect.From+") is not one that Plaid takes: "+formOf(uri, v.Env)+".", cure).code("INVALID_FIELD")
	case v.Redirect.Unfit != "":
		return failed(Here, "PLAID_REDIRECT_URI ("+v.Redirect.From+"): "+v.Redirect.Unfit+".", cure).code("BAD_REDIRECT_URI")
	}
	shown := flow.Clean(uri)
	if why := v.unusable(); why != "" {
		return unclear("The form of " + shown + " is right. Whether it is registered was not asked: " + why)
	}
	if v.was("products").State != Good {
		return unclear("The form of " + shown + " is right. Whether it is registered cannot be told, because Plaid gives no link_token; see products.")
	}
	_, _, err := v.Bank.CreateLinkToken(ctx, v.aToken(uri))
	f := flow.FaultOf(err, string(flow.CreateLinkToken))
	switch {
	case f == nil && v.Simulated:
		return good("The simulator takes " + shown + "; it has no list of registered addresses.")
	case f == nil:
		return good("Plaid takes " + shown + ": it is registered.")
	case f.Code == "INVALID_FIELD":
		// The same token without it was made a moment ago.
		return failed(Provider, "Plaid does not take "+shown+", which is not on the list of allowed redirect URIs. "+says(f),
			"add exactly this address to the allowed redirect URIs").at(pageRedirects).of(f)
	}
	return ofFault(f, "Plaid")
}

// formOf says what is wrong with a redirect_uri by Plaid's rule (plaid.com/docs/link/oauth), as a
// clause, or "".
func formOf(uri string, env flow.Environment) string {
	u, err := url.Parse(uri)
	local := err == nil && (u.Hostname() == "localhost" || u.Hostname() == "127.0.0.1")
	switch {
	case err != nil || u.Host == "" || u.User != nil:
		return "it is not the address of a page"
	case strings.Contains(uri, "?"):
		return "it may have no query"
	case strings.Contains(uri, "#"):
		return "it may have no fragment (#)"
	case strings.Contains(uri, "*"):
		return "a wildcard belongs into the dashboard's list alone"
	case u.Scheme == "https", u.Scheme == "http" && local && env != flow.Production:
		return ""
	case u.Scheme == "http":
		return "it has to be https; http is for localhost in Sandbox alone"
	}
	return "it has to be https"
}
