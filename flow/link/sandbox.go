package link

import (
	"context"

	"linkdesk/flow"
)

// Sandbox is the hand-off without a browser. Plaid makes the public token of a test customer
// at a test bank (plaid.com/docs/api/sandbox, /sandbox/public_token/create), which it does
// in its Sandbox only.
type Sandbox struct {
	Bank flow.Bank
}

// Run makes the public token and gives it to sink. Its errors are the bank's faults, a
// Config fault in Production, and whatever the sink says when it cannot keep the result.
func (s Sandbox) Run(ctx context.Context, req flow.HandoffRequest, sink flow.HandoffSink) error {
	if req.Env == flow.Production {
		return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Config, Code: "SANDBOX_ONLY", Who: flow.Operator,
			Message: "Production has no sandbox hand-off: a real customer has to go through Link",
			Hint:    "choose the browser or the hosted hand-off"}
	}
	bank := req.Sandbox.InstitutionID
	// The two events tell what was done in words of their own, because Link itself, whose names
	// they would otherwise borrow, was never open.
	if err := sink.Event(ctx, flow.LinkEvent{Name: "SANDBOX_LOGIN", InstitutionID: bank}); err != nil {
		return err
	}
	token, call, err := s.Bank.SandboxPublicToken(ctx, req.Sandbox)
	if err != nil {
		return err
	}
	if token.Empty() {
		return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.Unknown, Code: "NO_PUBLIC_TOKEN", Who: flow.PlaidSide,
			Message: "Plaid answered without a public_token", RequestID: call.RequestID, HTTPStatus: call.HTTPStatus,
			Hint: "try again; if it stays so, give Plaid the request id"}
	}
	// A token that exists is worth keeping even when the operator cancels in this very moment.
	keep := context.WithoutCancel(ctx)
	made := flow.LinkEvent{Name: "SANDBOX_PUBLIC_TOKEN", InstitutionID: bank, RequestID: call.RequestID}
	if err := sink.Event(keep, made); err != nil {
		return err
	}
	return sink.Result(keep, flow.LinkResult{PublicToken: token, InstitutionID: bank, RequestID: call.RequestID})
}
