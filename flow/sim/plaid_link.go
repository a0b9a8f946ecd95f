package sim

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Lifetimes of tokens (plaid.com/docs/api/link, plaid.com/docs/link/hosted-link).
const (
	linkTokenLife   = 4 * time.Hour
	updateTokenLife = 30 * time.Minute
	hostedLife      = 30 * time.Minute
	hostedLifeMax   = 21 * 24 * time.Hour
	publicTokenLife = 30 * time.Minute
	loginLife       = 30 * 24 * time.Hour // Sandbox Items then ask for a new login
)

// linkTokenRequest is what the simulator uses of /link/token/create.
type linkTokenRequest struct {
	ClientName   string   `json:"client_name"`
	Language     string   `json:"language"`
	CountryCodes []string `json:"country_codes"`
	User         struct {
		ClientUserID string `json:"client_user_id"`
		PhoneNumber  string `json:"phone_number"`
	} `json:"user"`
	Products                    []string                 `json:"products"`
	RequiredIfSupportedProducts []string                 `json:"required_if_supported_products"`
	OptionalProducts            []string                 `json:"optional_products"`
	AdditionalConsentedProducts []string                 `json:"additional_consented_products"`
	Webhook                     *string                  `json:"webhook"`
	AccessToken                 string                   `json:"access_token"`
	RedirectURI                 *string                  `json:"redirect_uri"`
	AccountFilters              map[string]subtypeFilter `json:"account_filters"`
	HostedLink                  *hostedOptions           `json:"hosted_link"`
	Auth                        authOptions              `json:"auth"`
	Update                      struct {
		AccountSelectionEnabled bool `json:"account_selection_enabled"`
	} `json:"update"`
}

// authOptions are the ways to verify an account that has to be verified.
type authOptions struct {
	AuthTypeSelectEnabled         bool  `json:"auth_type_select_enabled"`
	AutomatedMicrodepositsEnabled bool  `json:"automated_microdeposits_enabled"`
	InstantMatchEnabled           *bool `json:"instant_match_enabled"`
	SameDayMicrodepositsEnabled   bool  `json:"same_day_microdeposits_enabled"`
	InstantMicrodepositsEnabled   bool  `json:"instant_microdeposits_enabled"`
}

type subtypeFilter struct {
	AccountSubtypes []string `json:"account_subtypes"`
}

type hostedOptions struct {
	CompletionRedirectURI string `json:"completion_redirect_uri"`
	URLLifetimeSeconds    *int   `json:"url_lifetime_seconds"`
}

type linkTokenAnswer struct {
	LinkToken     string `json:"link_token"`
	Expiration    string `json:"expiration"`
	RequestID     string `json:"request_id"`
	HostedLinkURL string `json:"hosted_link_url,omitempty"`
}

func (c *plaidCall) linkTokenCreate() (any, *plaidFail) {
	var req linkTokenRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := req.check(); f != nil {
		return nil, f
	}
	lt := &linkToken{CreatedAt: c.now, ExpiresAt: c.now.Add(linkTokenLife), Request: req}
	if req.AccessToken != "" {
		it, f := c.itemOf(req.AccessToken)
		if f != nil {
			return nil, f
		}
		lt.UpdateOf, lt.ExpiresAt = it.ID, c.now.Add(updateTokenLife)
	}
	lt.Request.AccessToken = ""
	lt.Token = "link-sandbox-" + c.w.IDs.uuid()
	answer := linkTokenAnswer{LinkToken: lt.Token, RequestID: c.requestID}
	if h := req.HostedLink; h != nil {
		lt.HostedID = c.w.IDs.alnum(34)
		lt.ExpiresAt = c.now.Add(h.lifetime(lt.UpdateOf != ""))
		answer.HostedLinkURL = c.base + "/hl/" + lt.HostedID
	}
	answer.Expiration = rfc3339(lt.ExpiresAt)
	c.fileLinkToken(lt)
	return answer, nil
}

func (h *hostedOptions) lifetime(update bool) time.Duration {
	if h.URLLifetimeSeconds == nil || update {
		return hostedLife
	}
	return time.Duration(*h.URLLifetimeSeconds) * time.Second
}

func (t *tx) fileLinkToken(lt *linkToken) {
	t.changed = true
	if lt.HostedID != "" {
		t.w.byHosted[lt.HostedID] = lt
	}
	if old, full := t.w.LinkTokens.put(lt); full {
		delete(t.w.byHosted, old.HostedID)
	}
}

// check holds the request against the rules that a field's kind cannot say.
func (r *linkTokenRequest) check() *plaidFail {
	switch {
	case !slices.Contains(linkLanguages, r.Language):
		return fail("INVALID_FIELD", "language must be one of "+strings.Join(linkLanguages, ", "))
	case !subset(r.CountryCodes, linkCountries):
		return fail("INVALID_FIELD", "country_codes must be of "+strings.Join(linkCountries, ", "))
	case personal(r.User.ClientUserID):
		return fail("INVALID_FIELD", "client_user_id must not contain personal data such as an e-mail address or a phone number")
	case r.User.PhoneNumber != "" && !e164.MatchString(r.User.PhoneNumber):
		return fail("INVALID_FIELD", "user.phone_number must be a valid E.164 phone number")
	}
	if r.RedirectURI != nil && !redirectable(*r.RedirectURI) {
		return fail("INVALID_FIELD", "redirect_uri must be https, or http on localhost, without a query or a fragment")
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

// checkProducts: at least one product unless in update mode, each known, none
// listed twice (plaid.com/docs/link/initializing-products).
func (r *linkTokenRequest) checkProducts() *plaidFail {
	if len(r.Products) == 0 && r.AccessToken == "" {
		return fail("INVALID_FIELD", "products must name at least one product")
	}
	all := slices.Concat(r.Products, r.RequiredIfSupportedProducts, r.OptionalProducts, r.AdditionalConsentedProducts)
	if slices.Contains(all, "balance") {
		return fail("INVALID_PRODUCT", `the "balance" product is initialized with any other product and must not be listed`)
	}
	if f := checkProducts(all); f != nil {
		return f
	}
	slices.Sort(all)
	if len(slices.Compact(slices.Clone(all))) != len(all) {
		return fail("INVALID_FIELD", "a product must be listed only once among the product arrays")
	}
	return nil
}

func checkProducts(products []string) *plaidFail {
	var bad []string
	for _, p := range products {
		if !slices.Contains(linkProducts, p) {
			bad = append(bad, p)
		}
	}
	if bad == nil {
		return nil
	}
	return fail("INVALID_PRODUCT", "the following products are not valid or not enabled: "+jsonArray(bad))
}

var (
	e164       = regexp.MustCompile(`^\+[1-9][0-9]{7,14}$`)
	phoneShape = regexp.MustCompile(`^(\+[0-9 ().-]{7,20}|(1[ .-]?)?(\([2-9][0-9]{2}\) ?|[2-9][0-9]{2}[ .-]?)[2-9][0-9]{2}[ .-]?[0-9]{4})$`)
	mailShape  = regexp.MustCompile(`[^\s@]+@[^\s@]+\.[^\s@]+`)
)

// personal reports an e-mail address or a phone number. What exactly Plaid
// looks for is not published; this is the obvious reading.
func personal(id string) bool {
	return mailShape.MatchString(id) || phoneShape.MatchString(strings.TrimSpace(id))
}

// redirectable is the rule of plaid.com/docs/link/oauth for the Sandbox; the
// dashboard's list of allowed addresses has no counterpart here.
func redirectable(uri string) bool {
	u, err := url.Parse(uri)
	if err != nil || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return false
	}
	return u.Scheme == "https" || u.Scheme == "http" && u.Hostname() == "localhost"
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
