package primetrust

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// act is a call without a body about one resource that is there.
func (c *Client) act(ctx context.Context, op flow.EffectKind, key string, p place, doing, query string) (request, answer, *flow.Fault) {
	r := request{op: string(op), method: http.MethodPost, path: p.base + "/" + url.PathEscape(p.id) + "/" + doing + query, key: key}
	f := checkKey(r.op, key)
	if f == nil {
		f = checkID(r.op, strings.TrimSuffix(strings.TrimPrefix(p.base, "/v2/"), "s"), p.id)
	}
	if f != nil {
		return r, answer{call: flow.Call{Endpoint: r.method + " " + p.base}}, f
	}
	a, f := c.write(ctx, r, p)
	return r, a, f
}

// Cancel posts the cancellation of a transfer and returns what it is now: a transfer that was
// settled meanwhile is refused by Prime Trust (7304 for one in a batch).
func (c *Client) Cancel(ctx context.Context, key string, t flow.Transfer) (flow.Transfer, flow.Call, error) {
	p := place{base: transfersPath, id: t.ID, query: withTransfer}
	r, a, f := c.act(ctx, flow.CancelTransfer, key, p, "cancel", withTransfer)
	if f != nil {
		return flow.Transfer{}, a.call, f
	}
	now, f := c.theTransfer(r, a, t)
	if f != nil {
		return flow.Transfer{}, a.call, f
	}
	return now, a.call, nil
}

// AskOwner sends the owner of a disbursement the e-mail once more. The call is the one that
// asked; reading the transfer afterwards can fail without harm, since the next look reads it.
func (c *Client) AskOwner(ctx context.Context, key string, t flow.Transfer) (flow.Transfer, flow.Call, error) {
	p := place{base: authorizationsPath, id: t.AuthorizationID}
	r, a, f := c.act(ctx, flow.VerifyOwner, key, p, "retry-owner-verification", "")
	if f != nil {
		return flow.Transfer{}, a.call, f
	}
	var doc document[fields]
	if err := json.Unmarshal(a.body, &doc); err != nil || !strings.EqualFold(doc.Data.ID, t.AuthorizationID) {
		return flow.Transfer{}, a.call, c.unreadable(r, a, "Prime Trust's answer is not about this disbursement-authorization")
	}
	if status := doc.Data.Attributes.text("status"); status != "" {
		t.Authorization = status
	}
	if now, _, f := c.look(ctx, r.op, t); f == nil {
		t = now
	}
	return t, a.call, nil
}

// Deactivate ends a funds-transfer-method. Only an answer that says it is inactive is a success.
func (c *Client) Deactivate(ctx context.Context, key, submissionID string) (flow.Submission, flow.Call, error) {
	p := place{base: methodsPath, id: submissionID, query: "?include=bank"}
	r, a, f := c.act(ctx, flow.DeactivateMethod, key, p, "deactivate", "?include=bank")
	if f != nil {
		return flow.Submission{}, a.call, f
	}
	s, f := c.submission(r, a)
	if f == nil && (!strings.EqualFold(s.ID, submissionID) || !s.Inactive) {
		f = c.unreadable(r, a, "Prime Trust's answer does not say that this funds-transfer-method is inactive now")
	}
	if f != nil {
		return flow.Submission{}, a.call, f
	}
	return s, a.call, nil
}

// fetch reads a funds-transfer by its id.
func (c *Client) fetch(ctx context.Context, op, id string) (fundsTransfer, *flow.Fault) {
	r, a, f := c.read(ctx, op, place{base: transfersPath, id: id, query: withTransfer})
	if f != nil {
		return fundsTransfer{}, f
	}
	return c.transferDoc(r, a, id)
}

// look reads a transfer of the case as it is now.
func (c *Client) look(ctx context.Context, op string, was flow.Transfer) (flow.Transfer, flow.Call, *flow.Fault) {
	if f := checkID(op, "funds-transfer", was.ID); f != nil {
		return was, flow.Call{}, f
	}
	r, a, f := c.read(ctx, op, place{base: transfersPath, id: was.ID, query: withTransfer})
	if f != nil {
		return was, a.call, f
	}
	now, f := c.theTransfer(r, a, was)
	return now, a.call, f
}

// theTransfer reads an answer about a transfer that is known.
func (c *Client) theTransfer(r request, a answer, was flow.Transfer) (flow.Transfer, *flow.Fault) {
	ft, f := c.transferDoc(r, a, was.ID)
	if f != nil {
		return was, f
	}
	now, err := ft.transfer(was)
	switch {
	case err != nil:
		return was, c.unreadable(r, a, "Prime Trust's answer about the funds-transfer cannot be read: "+shape(err))
	case was.Kind != "" && now.Kind != was.Kind:
		return was, c.unreadable(r, a, "Prime Trust's answer about the "+string(was.Kind)+" says that the money goes the other way")
	}
	now.ID = was.ID // in the spelling under which the case knows it
	return now, nil
}

func (c *Client) transferDoc(r request, a answer, id string) (fundsTransfer, *flow.Fault) {
	var doc document[fields]
	if err := json.Unmarshal(a.body, &doc); err != nil {
		return fundsTransfer{}, c.unreadable(r, a, "Prime Trust's answer about the funds-transfer cannot be read: "+shape(err))
	}
	if !strings.EqualFold(flow.CleanID(doc.Data.ID), id) {
		return fundsTransfer{}, c.unreadable(r, a, "Prime Trust's answer is not about this funds-transfer")
	}
	return fundsTransfer{doc.Data, doc.Included, true}, nil
}
