package engine

import (
	"context"
	"errors"

	"linkdesk/flow"
)

// call makes the call of one effect and turns the answer into the append that records it.
func (e *Engine) call(ctx context.Context, l *live, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	switch eff.Kind {
	case flow.CreateLinkToken:
		return e.createLinkToken(ctx, c)
	case flow.OpenLink:
		return flow.Append{}, flow.Call{}, e.openLink(ctx, l, c, eff)
	case flow.ExchangePublicToken:
		return e.exchange(ctx, c)
	case flow.ReadAccounts:
		return e.readAccounts(ctx, c)
	case flow.ReadBalances:
		return e.readBalances(ctx, c)
	case flow.CreateProcessorToken:
		return e.createProcessorToken(ctx, c)
	case flow.Submit:
		return e.submit(ctx, c, eff)
	case flow.Follow:
		return e.follow(ctx, c)
	case flow.ReadItem:
		return e.readItem(ctx, c, eff)
	case flow.RotateAccess:
		return e.rotate(ctx, c, eff)
	case flow.RemoveItem:
		return e.removeItem(ctx, c, eff)
	}
	return e.moneyCall(ctx, c, eff)
}

func record(ev flow.Event, seal ...flow.SealedSecret) flow.Append {
	return flow.Append{Events: []flow.Event{ev}, Seal: seal}
}

func (e *Engine) exchange(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	public, err := e.cfg.Journal.Secret(ctx, c.ID, flow.PublicToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.PublicToken, err)
	}
	ans, call, err := e.cfg.Bank.Exchange(ctx, public)
	if err != nil {
		return flow.Append{}, call, err
	}
	a := record(flow.ItemExchanged{ItemID: ans.ItemID, Call: call},
		flow.SealedSecret{Kind: flow.AccessToken, Secret: ans.AccessToken})
	// They are of no use any more, and a token that is not held cannot leak.
	a.Forget = []flow.SecretKind{flow.PublicToken, flow.LinkToken, flow.HostedURL}
	return a, call, nil
}

func (e *Engine) readAccounts(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	ans, call, err := e.cfg.Bank.Accounts(ctx, access)
	if err != nil {
		return flow.Append{}, call, err
	}
	calls := []flow.Call{call}
	if ans.Item.InstitutionName == "" && ans.Item.InstitutionID != "" {
		// The name only helps people; the road goes on without it.
		inst, nameCall, err := e.cfg.Bank.Institution(ctx, ans.Item.InstitutionID)
		if err == nil {
			ans.Item.InstitutionName = inst.Name
		}
		calls = append(calls, nameCall)
	}
	return record(flow.AccountsRead{Accounts: ans.Accounts, Item: ans.Item, Calls: calls}), call, nil
}

func (e *Engine) readBalances(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	ans, call, err := e.cfg.Bank.Balances(ctx, access)
	if err != nil {
		return flow.Append{}, call, err
	}
	return record(flow.BalancesRead{Accounts: ans.Accounts, Call: call}), call, nil
}

func (e *Engine) createProcessorToken(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	token, call, err := e.cfg.Bank.CreateProcessorToken(ctx, access, c.AccountID, c.Processor)
	if err != nil {
		return flow.Append{}, call, err
	}
	ev := flow.ProcessorTokenCreated{Processor: c.Processor, Masked: token.Masked(),
		TokenHash: token.Hash(), AccountID: c.AccountID, Call: call}
	return record(ev, flow.SealedSecret{Kind: flow.ProcessorToken, Secret: token}), call, nil
}

// lostSecret makes a fault of a token that is not held. What is the history's own trouble
// stays that: the token may be there.
func lostSecret(kind flow.SecretKind, err error) error {
	if !errors.Is(err, flow.ErrNoSecret) {
		return err
	}
	return flow.Faultf("vault", flow.Internal, "TOKEN_NOT_HELD", "the %s of this case is not held any more", kind)
}
