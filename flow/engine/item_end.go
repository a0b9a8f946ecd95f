package engine

import (
	"context"

	"linkdesk/flow"
)

// Plaid's words for an access token that it does not know, and for an Item that is gone.
const (
	tokenUnknown = "INVALID_ACCESS_TOKEN"
	itemNotFound = "ITEM_NOT_FOUND"
)

// rotate exchanges the access token. Where an earlier request may have arrived the old token is asked
// first: while it works nothing was rotated, and once it is dead the new one is lost, because Plaid
// tells it a single time.
func (e *Engine) rotate(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	var calls []flow.Call
	if eff.Recover || c.ItemDoubt != "" {
		_, call, err := e.cfg.Bank.Item(ctx, access)
		if a, ok := e.ended(c, eff, err, call); ok {
			return a, call, nil
		}
		if err != nil {
			return flow.Append{}, call, err
		}
		calls = append(calls, call)
	}
	fresh, call, err := e.cfg.Bank.RotateAccessToken(ctx, access)
	if a, ok := e.ended(c, eff, err, append(calls, call)...); ok {
		return a, call, nil
	}
	if err != nil {
		return flow.Append{}, call, err
	}
	return record(flow.AccessTokenRotated{Calls: append(calls, call)}, flow.SealedSecret{Kind: flow.AccessToken, Secret: fresh}), call, nil
}

// removeItem removes the Item. To hear that it is gone already is what was wanted.
func (e *Engine) removeItem(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	call, err := e.cfg.Bank.RemoveItem(ctx, access)
	if err == nil {
		return removed(flow.ItemRemoved{Call: call}), call, nil
	}
	if f := flow.FaultOf(err, string(eff.Kind)); f.Code == itemNotFound {
		return removed(flow.ItemRemoved{Call: call, Before: true}), call, nil
	}
	if a, ok := e.ended(c, eff, err, call); ok {
		return a, call, nil
	}
	return flow.Append{}, call, err
}

// ended reads out of a refusal what became of a rotation or a removal of unknown outcome; ok is false
// when it says nothing of that. Plaid calls the token of a removed Item unknown too, and any token when
// the keys are not those it was made with: then nothing is concluded.
func (e *Engine) ended(c flow.Case, eff flow.Effect, err error, calls ...flow.Call) (a flow.Append, ok bool) {
	if err == nil {
		return a, false
	}
	doubt := c.ItemDoubt
	if doubt == "" && eff.Recover {
		doubt = eff.Kind
	}
	f := flow.FaultOf(err, string(eff.Kind))
	unknown := f.Code == tokenUnknown && c.SentKeys == e.cfg.Keys
	switch {
	case doubt != "" && f.Code == itemNotFound, doubt == flow.RemoveItem && unknown:
		return removed(flow.ItemRemoved{Call: calls[len(calls)-1], Before: true}), true
	case doubt == flow.RotateAccess && unknown:
		a := record(flow.AccessTokenLost{Fault: flow.TokenLost(f), Calls: calls})
		a.Forget = []flow.SecretKind{flow.AccessToken} // it is dead
		return a, true
	}
	return a, false
}

// removed destroys with the Item every token that died with it.
func removed(ev flow.ItemRemoved) flow.Append {
	a := record(ev)
	a.Forget = []flow.SecretKind{flow.LinkToken, flow.PublicToken, flow.AccessToken, flow.ProcessorToken, flow.HostedURL}
	return a
}
