package plaid

import (
	"context"
	"net/http"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// Exchange posts /item/public_token/exchange. A public token lives 30 minutes
// (plaid.com/docs/api/items).
func (c *Client) Exchange(ctx context.Context, publicToken flow.Secret) (flow.ExchangeAnswer, flow.Call, error) {
	e := endpoint{op: string(flow.ExchangePublicToken), path: "/item/public_token/exchange"}
	if f := c.ofThisEnvironment(e.op, publicToken); f != nil {
		return flow.ExchangeAnswer{}, flow.Call{Endpoint: e.path}, f
	}
	body := api.NewItemPublicTokenExchangeRequest(open(publicToken))
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.ItemPublicTokenExchangeResponse, *http.Response, error) {
		return c.api.ItemPublicTokenExchange(ctx).ItemPublicTokenExchangeRequest(*body).Execute()
	})
	switch {
	case f != nil:
	case unfit(got.GetAccessToken()):
		f = c.incomplete(e, made, "access_token")
	case got.GetItemId() == "":
		f = c.incomplete(e, made, "item_id")
	}
	if f != nil {
		return flow.ExchangeAnswer{}, made, f
	}
	return flow.ExchangeAnswer{AccessToken: seal(got.GetAccessToken()), ItemID: flow.CleanID(got.GetItemId())}, made, nil
}

// Accounts posts /accounts/get, which answers from Plaid's cache.
func (c *Client) Accounts(ctx context.Context, accessToken flow.Secret) (flow.AccountsAnswer, flow.Call, error) {
	e := endpoint{op: string(flow.ReadAccounts), path: "/accounts/get"}
	return c.accounts(ctx, e, accessToken, func(ctx context.Context) (api.AccountsGetResponse, *http.Response, error) {
		return c.api.AccountsGet(ctx).AccountsGetRequest(*api.NewAccountsGetRequest(open(accessToken))).Execute()
	})
}

// Balances posts /accounts/balance/get, which asks the bank and is billed per call.
func (c *Client) Balances(ctx context.Context, accessToken flow.Secret) (flow.AccountsAnswer, flow.Call, error) {
	e := endpoint{op: string(flow.ReadBalances), path: "/accounts/balance/get", limit: balanceLimit}
	return c.accounts(ctx, e, accessToken, func(ctx context.Context) (api.AccountsGetResponse, *http.Response, error) {
		return c.api.AccountsBalanceGet(ctx).AccountsBalanceGetRequest(*api.NewAccountsBalanceGetRequest(open(accessToken))).Execute()
	})
}

func (c *Client) accounts(ctx context.Context, e endpoint, token flow.Secret, do func(context.Context) (api.AccountsGetResponse, *http.Response, error)) (flow.AccountsAnswer, flow.Call, error) {
	if f := c.ofThisEnvironment(e.op, token); f != nil {
		return flow.AccountsAnswer{}, flow.Call{Endpoint: e.path}, f
	}
	got, made, f := call(ctx, c, e, do)
	switch {
	case f != nil:
	case got.Accounts == nil: // an empty list is an answer, none is not
		f = c.incomplete(e, made, "accounts")
	case got.Item.GetItemId() == "":
		f = c.incomplete(e, made, "item")
	}
	if f != nil {
		return flow.AccountsAnswer{}, made, f
	}
	out := flow.AccountsAnswer{Item: c.item(got.Item.GetItemId(), got.Item.GetInstitutionId(), got.Item.GetInstitutionName(), got.Item.Error.Get())}
	for _, a := range got.Accounts {
		if a.GetAccountId() == "" {
			return flow.AccountsAnswer{}, made, c.incomplete(e, made, "account_id for one of the accounts")
		}
		out.Accounts = append(out.Accounts, account(a))
	}
	return out, made, nil
}

// CreateProcessorToken posts /processor/token/create. The processor is any name: Plaid knows
// its list and refuses the rest with INVALID_PROCESSOR. Each call makes another token, and all
// of them live until the Item is removed (plaid.com/docs/api/processors).
func (c *Client) CreateProcessorToken(ctx context.Context, accessToken flow.Secret, accountID, processor string) (flow.Secret, flow.Call, error) {
	e := endpoint{op: string(flow.CreateProcessorToken), path: "/processor/token/create"}
	if f := c.ofThisEnvironment(e.op, accessToken); f != nil {
		return flow.Secret{}, flow.Call{Endpoint: e.path}, f
	}
	body := api.NewProcessorTokenCreateRequest(open(accessToken), accountID, processor)
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.ProcessorTokenCreateResponse, *http.Response, error) {
		return c.api.ProcessorTokenCreate(ctx).ProcessorTokenCreateRequest(*body).Execute()
	})
	if f == nil && unfit(got.GetProcessorToken()) {
		f = c.incomplete(e, made, "processor_token")
	}
	if f != nil {
		return flow.Secret{}, made, f
	}
	return seal(got.GetProcessorToken()), made, nil
}

// Institution posts /institutions/get_by_id.
func (c *Client) Institution(ctx context.Context, id string) (flow.Institution, flow.Call, error) {
	e := endpoint{op: "institution_get", path: "/institutions/get_by_id"}
	body := api.NewInstitutionsGetByIdRequest(id, c.countries)
	options := api.NewInstitutionsGetByIdRequestOptions()
	options.SetIncludeStatus(true)
	body.SetOptions(*options)
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.InstitutionsGetByIdResponse, *http.Response, error) {
		return c.api.InstitutionsGetById(ctx).InstitutionsGetByIdRequest(*body).Execute()
	})
	if f == nil && (got.Institution.GetInstitutionId() == "" || got.Institution.GetName() == "") {
		f = c.incomplete(e, made, "institution")
	}
	if f != nil {
		return flow.Institution{}, made, f
	}
	i := got.Institution
	return flow.Institution{ID: flow.CleanID(i.GetInstitutionId()), Name: flow.Clean(i.GetName()), OAuth: i.GetOauth(), Health: bankHealth(i.Status.Get())}, made, nil
}
