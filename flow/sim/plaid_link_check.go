package sim

import (
	"net/url"
	"slices"
	"strings"
	"time"
)

// check holds the request against the rules that a member's type cannot say.
func (r *linkTokenRequest) check() *plaidFail {
	switch {
	case r.User.ClientUserID == "" && r.UserID == "":
		return (&verdict{missing: []string{"user"}}).fail()
	case !slices.Contains(linkLanguages, r.Language):
		return fail("INVALID_FIELD", "language must be one of "+strings.Join(linkLanguages, ", "))
	case personal(r.User.ClientUserID):
		return failPersonal()
	case r.User.PhoneNumber != "" && !isPhone(r.User.PhoneNumber):
		return fail("INVALID_FIELD", "user.phone_number must be a valid E.164 phone number")
	case r.RedirectURI != nil && !redirectable(*r.RedirectURI):
		return fail("INVALID_FIELD", "redirect_uri must be https, or http on localhost, without a query or a fragment")
	case r.Webhook != nil && *r.Webhook != "" && !reachable(*r.Webhook):
		return fail("INVALID_FIELD", "webhook must be an http or https URL")
	}
	if h := r.HostedLink; h != nil && h.CompletionRedirectURI != "" && !completable(h.CompletionRedirectURI) {
		return fail("INVALID_FIELD", "hosted_link.completion_redirect_uri must be a URI with a scheme that leads somewhere")
	}
	if h := r.HostedLink; h != nil && h.URLLifetimeSeconds != nil &&
		(*h.URLLifetimeSeconds <= 0 || time.Duration(*h.URLLifetimeSeconds)*time.Second > hostedLifeMax) {
		return fail("INVALID_FIELD", "hosted_link.url_lifetime_seconds must be positive and at most 21 days")
	}
	return r.checkProducts()
}

// checkDelivery: a hosted URL that shall be delivered needs somewhere to go,
// though the Sandbox delivers nothing; and several Items need a user to belong
// to (plaid.com/docs/link/multi-item-link).
func (r *linkTokenRequest) checkDelivery(p *linkTokenPerson) *plaidFail {
	method := ""
	if r.HostedLink != nil {
		method = r.HostedLink.DeliveryMethod
	}
	switch {
	case method == "sms" && r.User.PhoneNumber == "":
		return fail("INVALID_FIELD", "hosted_link.delivery_method sms needs user.phone_number")
	case method == "email" && p.User.EmailAddress == "":
		return fail("INVALID_FIELD", "hosted_link.delivery_method email needs user.email_address")
	case r.EnableMultiItemLink && r.UserID == "" && p.UserToken == "":
		return fail("INVALID_FIELD", "enable_multi_item_link needs a user_id")
	case p.AndroidPackageName != "" && r.RedirectURI != nil:
		return fail("INVALID_FIELD", "android_package_name and redirect_uri exclude each other")
	case p.Auth.extended() && !slices.Equal(r.CountryCodes, []string{"US"}):
		return fail("INVALID_FIELD", `country_codes must be ["US"] for the auth flows that are enabled`)
	case p.Auth.extended() && !r.updating() && !slices.Contains(r.Products, "auth") && !slices.Contains(r.Products, "transfer"):
		return fail("INVALID_FIELD", "products must name auth for the auth flows that are enabled")
	}
	return nil
}

// updateProducts are those that update mode can add to an Item; every other
// one has to be left out (plaid.com/docs/link/update-mode).
var updateProducts = []string{"assets", "statements", "income_verification", "cra_base_report", "cra_income_insights",
	"cra_partner_insights", "cra_network_insights", "cra_cashflow_insights", "cra_monitoring", "cra_lend_score"}

// checkProducts: at least one product unless in update mode, each known, none
// listed twice (plaid.com/docs/link/initializing-products).
func (r *linkTokenRequest) checkProducts() *plaidFail {
	switch {
	case len(r.Products) == 0 && !r.updating():
		return fail("INVALID_FIELD", "products must name at least one product")
	case r.updating() && !subset(r.Products, updateProducts):
		return fail("INVALID_FIELD", "products must be omitted in update mode, except to add a credit product")
	}
	all := slices.Concat(r.Products, r.RequiredIfSupportedProducts, r.OptionalProducts, r.AdditionalConsentedProducts)
	if slices.Contains(all, "balance") {
		return fail("INVALID_PRODUCT", `the "balance" product is initialized with any other product and must not be listed`)
	}
	if f := checkProducts(all, linkProducts); f != nil {
		return f
	}
	slices.Sort(all)
	if len(slices.Compact(slices.Clone(all))) != len(all) {
		return fail("INVALID_FIELD", "a product must be listed only once among the product arrays")
	}
	return nil
}

// checkProducts refuses the products that are not among those allowed.
func checkProducts(products, allowed []string) *plaidFail {
	var bad []string
	for _, p := range products {
		if !slices.Contains(allowed, p) {
			bad = append(bad, p)
		}
	}
	if bad == nil {
		return nil
	}
	return failProducts(bad)
}

func failProducts(bad []string) *plaidFail {
	return fail("INVALID_PRODUCT", "the following products are not valid or not enabled: "+jsonArray(bad))
}

var (
	phoneShape = pattern(`^(\+[0-9 ().-]{7,20}|(1[ .-]?)?(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-]?)[2-9][0-9]{2}[ .-]?[0-9]{4})$`)
	mailShape  = pattern(`[^\s@]+@[^\s@]+\.[^\s@]+`)
)

// personal reports an e-mail address or a phone number. What exactly Plaid
// looks for is not published; this is the obvious reading.
func personal(id string) bool {
	return mailShape().MatchString(id) || phoneShape().MatchString(strings.TrimSpace(id))
}

// redirectable is the rule of plaid.com/docs/link/oauth for the Sandbox; the
// dashboard's list of allowed addresses has no counterpart here.
func redirectable(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" || strings.ContainsAny(uri, "?#") {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && u.Hostname() == "localhost"
}

// reachable reports an address that a webhook could be sent to. Its length is
// bounded because the Item keeps it.
func reachable(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && len(uri) <= 2_000 && u.Host != "" && (u.Scheme == "https" || u.Scheme == "http")
}

// completable: any scheme will do, because apps have their own, but not one
// that is a program instead of a place.
func completable(uri string) bool {
	u, err := url.Parse(uri)
	return err == nil && u.Scheme != "" && !slices.Contains([]string{"javascript", "data", "vbscript", "blob"}, u.Scheme)
}

func subset(values, of []string) bool {
	return !slices.ContainsFunc(values, func(v string) bool { return !slices.Contains(of, v) })
}
