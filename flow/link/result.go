package link

import (
	"errors"

	"linkdesk/flow"
)

// The codes of an exit that this package has words for: the first is Plaid's
// (plaid.com/docs/link/handle-invalid-link-token), the others are ours.
const (
	codeDeadToken = "INVALID_LINK_TOKEN"
	codeNotLoaded = "LINK_NOT_LOADED"
	codeNoToken   = "NO_PUBLIC_TOKEN"
)

// maxAccounts caps how many of the shared accounts are kept for the record.
const maxAccounts = 100

// asResult is onSuccess, onExit, or the page's word that Link never ran. An update succeeds with
// a public_token or without one; there is nothing to exchange it for, so it is not kept.
func (b resultBody) asResult(update bool) (flow.LinkResult, error) {
	bank := b.Metadata.object("institution")
	r := flow.LinkResult{
		SessionID: b.Metadata.id("link_session_id"), RequestID: b.Metadata.id("request_id"),
		InstitutionID: bank.id("institution_id"), InstitutionName: bank.text("name"),
	}
	switch b.Kind {
	case "success":
		if !update && !tokenLike(b.PublicToken) {
			return r, errors.New("a success without a public_token")
		}
		if r.Updated = update; !update {
			r.PublicToken = flow.NewSecret([]byte(b.PublicToken))
		}
		r.Accounts = accounts(b.Metadata)
	case "empty":
		r.Fault = noPublicToken(r.RequestID)
	case "exit":
		r.ExitStatus = b.Metadata.id("status")
		r.Fault = b.fault()
	case "failed":
		r.Fault = notLoaded(b.Reason)
	default:
		return r, errors.New("an unknown kind of result")
	}
	return r, nil
}

// tokenLike accepts what can be sent on to Plaid; whether it is a token is for Plaid to say.
func tokenLike(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return s != "" && len(s) <= 512
}

// fault is the error that onExit brought, nil when the customer simply left.
func (b resultBody) fault() *flow.Fault {
	if len(b.Error) == 0 {
		return nil
	}
	f := &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Who: flow.Customer,
		Code: b.Error.id("error_code"), Type: b.Error.id("error_type"), Message: b.Error.text("error_message"),
		Display: b.Error.text("display_message"), RequestID: b.Error.id("request_id")}
	if f.RequestID == "" {
		f.RequestID = b.Metadata.id("request_id")
	}
	if f.Code == "" {
		f.Code = "LINK_ERROR"
	}
	if f.Message == "" {
		f.Message = "Link ended with an error and did not say which"
	}
	return f
}

func notLoaded(reason string) *flow.Fault {
	message := "Plaid Link did not start in the customer's browser"
	if reason = flow.Clean(reason); reason != "" {
		message += ": " + reason
	}
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Code: codeNotLoaded, Who: flow.Operator,
		Message: message,
		Hint:    "look for a content blocker, a firewall or a proxy between that browser and cdn.plaid.com, or use the hosted hand-off"}
}

// noPublicToken is a success of Link's that brought nothing to go on with.
func noPublicToken(requestID string) *flow.Fault {
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Code: codeNoToken, Who: flow.PlaidSide, RequestID: requestID,
		Message: "Link ended with a success and without a public_token",
		Hint:    "try again with a new link; if it stays so, give Plaid the request id"}
}

func accounts(m members) []flow.LinkAccount {
	list, _ := m["accounts"].([]any)
	var out []flow.LinkAccount
	for _, v := range list[:min(len(list), maxAccounts)] {
		o, _ := v.(map[string]any)
		a := members(o)
		if a.id("id") == "" {
			continue
		}
		out = append(out, flow.LinkAccount{ID: a.id("id"), Name: a.text("name"), Mask: a.id("mask"),
			Type: a.id("type"), Subtype: a.id("subtype")})
	}
	return out
}
