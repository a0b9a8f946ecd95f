package plaid

import (
	"context"
	"net/http"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// RotateAccessToken posts /item/access_token/invalidate. The old token is dead at once
// (plaid.com/docs/api/items), processor tokens live on.
func (c *Client) RotateAccessToken(ctx context.Context, accessToken flow.Secret) (flow.Secret, flow.Call, error) {
	e := endpoint{op: string(flow.RotateAccess), path: "/item/access_token/invalidate"}
	if f := c.ofThisEnvironment(e.op, accessToken); f != nil {
		return flow.Secret{}, flow.Call{Endpoint: e.path}, f
	}
	body := api.NewItemAccessTokenInvalidateRequest(open(accessToken))
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.ItemAccessTokenInvalidateResponse, *http.Response, error) {
		return c.api.ItemAccessTokenInvalidate(ctx).ItemAccessTokenInvalidateRequest(*body).Execute()
	})
	if f == nil && unfit(got.GetNewAccessToken()) {
		f = c.incomplete(e, made, "new_access_token")
	}
	if f != nil {
		return flow.Secret{}, made, f
	}
	return seal(got.GetNewAccessToken()), made, nil
}

// RemoveItem posts /item/remove. The answer holds nothing but its request_id, which is demanded,
// so that a page of something in between does not pass for Plaid's word.
func (c *Client) RemoveItem(ctx context.Context, accessToken flow.Secret) (flow.Call, error) {
	e := endpoint{op: string(flow.RemoveItem), path: "/item/remove"}
	if f := c.ofThisEnvironment(e.op, accessToken); f != nil {
		return flow.Call{Endpoint: e.path}, f
	}
	body := api.NewItemRemoveRequest(open(accessToken))
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.ItemRemoveResponse, *http.Response, error) {
		return c.api.ItemRemove(ctx).ItemRemoveRequest(*body).Execute()
	})
	if f == nil && got.GetRequestId() == "" {
		f = c.incomplete(e, made, "request_id")
	}
	if f != nil {
		return made, f
	}
	return made, nil
}
