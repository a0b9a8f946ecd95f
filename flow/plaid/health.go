package plaid

import (
	"context"
	"math"
	"net/http"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// Item posts /item/get. It works for a broken Item, whose error is in the answer.
func (c *Client) Item(ctx context.Context, accessToken flow.Secret) (flow.Item, flow.Call, error) {
	e := endpoint{op: "item_get", path: "/item/get"}
	if f := c.ofThisEnvironment(e.op, accessToken); f != nil {
		return flow.Item{}, flow.Call{Endpoint: e.path}, f
	}
	got, made, f := call(ctx, c, e, func(ctx context.Context) (api.ItemGetResponse, *http.Response, error) {
		return c.api.ItemGet(ctx).ItemGetRequest(*api.NewItemGetRequest(open(accessToken))).Execute()
	})
	if f == nil && got.Item.GetItemId() == "" {
		f = c.incomplete(e, made, "item")
	}
	if f != nil {
		return flow.Item{}, made, f
	}
	i := got.Item
	out := c.item(i.GetItemId(), i.GetInstitutionId(), i.GetInstitutionName(), i.Error.Get())
	if at := i.ConsentExpirationTime.Get(); at != nil {
		out.ConsentExpires = at.UTC()
	}
	if last := lastWebhook(got.Status.Get()); last != nil {
		out.Notice = flow.CleanID(last.GetCodeSent())
		if at := last.SentAt.Get(); at != nil {
			out.NoticeAt = at.UTC()
		}
	}
	return out, made, nil
}

// lastWebhook is how a console without an address that Plaid could reach hears of a consent
// that runs out: /item/get tells which webhook went out last, wherever it went.
func lastWebhook(status *api.ItemStatusNullable) *api.ItemStatusLastWebhook {
	if status == nil {
		return nil
	}
	return status.LastWebhook.Get()
}

func (c *Client) item(id, institution, name string, broken *api.PlaidError) flow.Item {
	return flow.Item{ID: flow.CleanID(id), InstitutionID: flow.CleanID(institution),
		InstitutionName: flow.Clean(name), Error: c.within("item_get", broken)}
}

// bankHealth takes over what the road depends on: logins, and the account numbers.
func bankHealth(status *api.InstitutionStatus) []flow.ProductHealth {
	if status == nil {
		return nil
	}
	var out []flow.ProductHealth
	for _, p := range []struct {
		name string
		said *api.ProductStatus
	}{{"item_logins", status.ItemLogins.Get()}, {"auth", status.Auth.Get()}} {
		if p.said == nil {
			continue
		}
		b := p.said.GetBreakdown()
		out = append(out, flow.ProductHealth{Product: p.name, Status: flow.CleanID(p.said.GetStatus()), Success: percent(b.GetSuccess()),
			PlaidErrors: percent(b.GetErrorPlaid()), BankErrors: percent(b.GetErrorInstitution()), Since: p.said.GetLastStatusChange().UTC()})
	}
	return out
}

// percent turns a share as Plaid sends it, 0.97, into 97. What is no share becomes the nearest one.
func percent(share float64) int {
	if math.IsNaN(share) {
		return 0
	}
	return int(math.Round(100 * min(max(share, 0), 1)))
}
