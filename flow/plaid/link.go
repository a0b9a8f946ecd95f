package plaid

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// CreateLinkToken posts /link/token/create, for one new Item or to repair one. Repeating it is
// harmless: every call makes another token and an unused one expires (plaid.com/docs/api/link).
func (c *Client) CreateLinkToken(ctx context.Context, req flow.LinkTokenRequest) (flow.LinkTokenAnswer, flow.Call, error) {
	e := endpoint{op: string(flow.CreateLinkToken), path: "/link/token/create"}
	if !req.Update.Empty() {
		if f := c.ofThisEnvironment(e.op, req.Update); f != nil {
			return flow.LinkTokenAnswer{}, flow.Call{Endpoint: e.path}, f
		}
	}
	body := c.linkToken(req)
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.LinkTokenCreateResponse, *http.Response, error) {
		return c.api.LinkTokenCreate(ctx).LinkTokenCreateRequest(*body).Execute()
	})
	if f != nil {
		return flow.LinkTokenAnswer{}, made, f
	}
	switch {
	case unfit(got.GetLinkToken()):
		return flow.LinkTokenAnswer{}, made, c.incomplete(e, made, "link_token")
	case got.GetExpiration().IsZero():
		return flow.LinkTokenAnswer{}, made, c.incomplete(e, made, "expiration")
	case req.Hosted && !webAddress(got.GetHostedLinkUrl()):
		return flow.LinkTokenAnswer{}, made, c.incomplete(e, made, "hosted_link_url that a browser may open")
	}
	answer := flow.LinkTokenAnswer{Token: seal(got.GetLinkToken()), Expiration: got.GetExpiration().UTC()}
	if req.Hosted {
		answer.HostedURL = seal(got.GetHostedLinkUrl())
	}
	return answer, made, nil
}

// linkToken builds the body.
func (c *Client) linkToken(req flow.LinkTokenRequest) *api.LinkTokenCreateRequest {
	user := api.NewLinkTokenCreateRequestUser(req.ClientUserID)
	if req.LegalName != "" {
		user.SetLegalName(req.LegalName)
	}
	body := api.NewLinkTokenCreateRequest(c.name, c.language, c.countries)
	body.SetUser(*user)
	if req.Update.Empty() {
		body.SetProducts(c.products)
		body.SetAccountFilters(achAccounts())
	} else {
		repair(body, req)
	}
	if req.Hosted {
		hosted := api.NewLinkTokenCreateHostedLink()
		if req.CompletionURI != "" {
			hosted.SetCompletionRedirectUri(req.CompletionURI)
		}
		body.SetHostedLink(*hosted)
	}
	if req.RedirectURI != "" {
		// An empty one is refused by Plaid and must be left out.
		body.SetRedirectUri(req.RedirectURI)
	}
	return body
}

// repair turns the body into one of update mode, which has no products, because the Item has
// them (plaid.com/docs/link/update-mode). The filter is honoured only where the accounts are
// chosen again; without a choice it would promise what Link does not do.
func repair(body *api.LinkTokenCreateRequest, req flow.LinkTokenRequest) {
	body.SetAccessToken(open(req.Update))
	if req.SelectAccounts {
		body.SetUpdate(api.LinkTokenCreateRequestUpdate{AccountSelectionEnabled: api.PtrBool(true)})
		body.SetAccountFilters(achAccounts())
	}
}

// achAccounts is the filter of the accounts a customer can choose. With auth as the only
// product it changes nothing, because auth itself leaves only accounts with ACH numbers. It
// is sent for the day when PLAID_PRODUCTS names another product, which would bring credit
// cards and loans into the choice. All three kinds that Auth serves are in it
// (plaid.com/docs/auth): checking and savings alone, as many guides write, would hide cash
// management accounts, which a partner can debit as well.
func achAccounts() api.LinkTokenAccountFilters {
	filters := api.NewLinkTokenAccountFilters()
	filters.SetDepository(*api.NewDepositoryFilter([]api.DepositoryAccountSubtype{
		api.DEPOSITORYACCOUNTSUBTYPE_CHECKING,
		api.DEPOSITORYACCOUNTSUBTYPE_SAVINGS,
		api.DEPOSITORYACCOUNTSUBTYPE_CASH_MANAGEMENT,
	}))
	return *filters
}

// webAddress keeps anything but a web page away from the browser opener.
func webAddress(text string) bool {
	u, err := url.Parse(text)
	return err == nil && u.Host != "" && u.User == nil &&
		(u.Scheme == "https" || (u.Scheme == "http" && loopback(u.Hostname())))
}

// SandboxPublicToken posts /sandbox/public_token/create: an Item without a visit to Link.
func (c *Client) SandboxPublicToken(ctx context.Context, req flow.SandboxLogin) (flow.Secret, flow.Call, error) {
	e := endpoint{op: "sandbox_public_token_create", path: "/sandbox/public_token/create"}
	if c.env == flow.Production {
		return flow.Secret{}, flow.Call{Endpoint: e.path}, flow.Faultf(e.op, flow.Config, "SANDBOX_ONLY", "test customers exist in Sandbox and Demo only; nothing was sent")
	}
	body := api.NewSandboxPublicTokenCreateRequest(req.InstitutionID, c.products)
	options := api.NewSandboxPublicTokenCreateRequestOptions()
	if req.Username != "" {
		options.SetOverrideUsername(req.Username)
	}
	if !req.Password.Empty() {
		options.SetOverridePassword(open(req.Password))
	}
	body.SetOptions(*options)
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.SandboxPublicTokenCreateResponse, *http.Response, error) {
		return c.api.SandboxPublicTokenCreate(ctx).SandboxPublicTokenCreateRequest(*body).Execute()
	})
	if f == nil && unfit(got.GetPublicToken()) {
		f = c.incomplete(e, made, "public_token")
	}
	if f != nil {
		return flow.Secret{}, made, f
	}
	return seal(got.GetPublicToken()), made, nil
}

// unfit reports what cannot be a token: nothing at all, or bytes that no token has. A token is
// printed when an operator reveals it, so it must not drive the terminal.
func unfit(token string) bool {
	return token == "" || strings.ContainsFunc(token, func(r rune) bool { return r <= ' ' || r > '~' })
}

// seal and open are the only two doors between a token as plaid-go has it and as we have it.
func seal(token string) flow.Secret { return flow.NewSecret([]byte(token)) }

func open(s flow.Secret) string {
	var out string
	s.Use(func(b []byte) { out = string(b) })
	return out
}
