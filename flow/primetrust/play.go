package primetrust

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"

	"linkdesk/flow"
)

// sandboxCall is one documented call of the sandbox.
type sandboxCall struct {
	method, base, doing string
	attributes          any // nil where the guides send no body
}

// sandboxCalls are those calls by their act. A reversal's words are the ones in which a bank sends back
// a pull without cover.
func sandboxCalls() map[string]sandboxCall {
	const post = http.MethodPost
	reversal := struct {
		Comments string `json:"comments-1"`
		Details  string `json:"reversal-details"`
	}{"returned through the sandbox API", "R01 insufficient funds"}
	cleared := struct {
		AML bool `json:"aml-cleared"`
		CIP bool `json:"cip-cleared"`
	}{true, true}
	return map[string]sandboxCall{
		flow.ActOpenAccount:  {post, accountsPath, "sandbox/open", nil},
		flow.ActSettle:       {post, transfersPath, "sandbox/settle", nil},
		flow.ActClear:        {post, transfersPath, "sandbox/clear", nil},
		flow.ActReverse:      {post, transfersPath, "sandbox/reverse", reversal},
		flow.ActVerifyOwner:  {post, authorizationsPath, "sandbox/verify-owner", nil},
		flow.ActClearContact: {http.MethodPatch, contactsPath, "sandbox", cleared},
	}
}

// Play makes a documented sandbox call. What it changed is learnt by looking, so of the answer
// only its success counts.
func (c *Client) Play(ctx context.Context, key string, act flow.SandboxAct) (flow.Call, error) {
	s, ok := sandboxCalls()[act.Act]
	r := request{op: string(flow.PlaySandboxAct), method: s.method, path: s.base + "/" + url.PathEscape(act.ID) + "/" + s.doing, key: key}
	call := flow.Call{Endpoint: s.method + " " + s.base}
	switch {
	case c.env == flow.Production:
		return flow.Call{}, flow.Faultf(r.op, flow.Config, "WRONG_ENVIRONMENT", "Production has no sandbox calls; nothing was sent")
	case !ok:
		return flow.Call{}, flow.Faultf(r.op, flow.Internal, "INTERNAL", "the sandbox has no such act")
	}
	f := checkKey(r.op, key)
	if f == nil {
		f = checkID(r.op, "resource", act.ID)
	}
	if f != nil {
		return call, f
	}
	if s.attributes != nil {
		r.body = attributesBody(s.attributes)
	}
	a, f := c.do(ctx, r)
	if f != nil {
		return a.call, f
	}
	return a.call, nil
}

// attributesBody wraps attributes as a request. Prime Trust did not look at the type.
func attributesBody(attributes any) []byte {
	var doc struct {
		Data struct {
			Type       string `json:"type"`
			Attributes any    `json:"attributes"`
		} `json:"data"`
	}
	doc.Data.Type, doc.Data.Attributes = "sandbox", attributes
	out, err := json.Marshal(doc)
	if err != nil {
		panic("primetrust: a struct of texts and flags does not marshal: " + err.Error())
	}
	return out
}
