package engine

import (
	"context"

	"linkdesk/flow"
)

// createLinkToken makes the token of a visit to Link. Where the case wants to go on to the
// hand-off at once, the same append begins it.
func (e *Engine) createLinkToken(ctx context.Context, c flow.Case) (flow.Append, flow.Call, error) {
	if err := e.finished(ctx, c); err != nil {
		return flow.Append{}, flow.Call{}, err
	}
	req, err := e.linkToken(ctx, c)
	if err != nil {
		return flow.Append{}, flow.Call{}, err
	}
	ans, call, err := e.cfg.Bank.CreateLinkToken(ctx, req)
	if err != nil {
		return flow.Append{}, call, err
	}
	if !ans.Expiration.IsZero() && !ans.Expiration.After(e.cfg.Now()) {
		return flow.Append{}, call, clockFault()
	}
	a := record(flow.LinkTokenCreated{Expiration: ans.Expiration, TokenHash: ans.Token.Hash(),
		Hosted: !ans.HostedURL.Empty(), RedirectURI: req.RedirectURI, Call: call}, sealed(ans)...)
	if c.Link.Go {
		a.Events = append(a.Events, flow.HandoffStarted{Handoff: c.Link.Handoff,
			InstitutionID: c.Link.TestInstitution, Username: c.Link.TestUser})
	}
	return a, call, nil
}

// finished looks whether the customer of a hosted page that was stopped has finished there
// meanwhile: its address stays good, and a new token would lose what came of it. Whether Plaid
// answers does not matter to the new token.
func (e *Engine) finished(ctx context.Context, c flow.Case) error {
	if c.Side != nil || !c.Link.Hosted || !c.Link.Expiration.After(e.cfg.Now()) {
		return nil
	}
	token, err := e.cfg.Journal.Secret(ctx, c.ID, flow.LinkToken)
	if err != nil {
		return nil
	}
	sessions, _, err := e.cfg.Bank.LinkSessions(ctx, token)
	if err != nil {
		return nil
	}
	records, err := e.cfg.Journal.Records(ctx, c.ID)
	if err != nil {
		return err
	}
	taken := map[string]bool{}
	for _, r := range records {
		if ev, ok := r.Event.(flow.LinkSucceeded); ok {
			taken[ev.SessionID] = true
		}
	}
	for _, s := range sessions {
		if s.Result != nil && s.Result.Linked() && !taken[s.ID] {
			return &flow.Fault{Op: string(flow.CreateLinkToken), Kind: flow.Input, Code: flow.CodeFinished, Who: flow.Operator,
				Message: "the customer has finished on the hosted page meanwhile, so no new link_token was made"}
		}
	}
	return nil
}

// linkToken is what the case asks of its link token.
func (e *Engine) linkToken(ctx context.Context, c flow.Case) (flow.LinkTokenRequest, error) {
	req := flow.LinkTokenRequest{ClientUserID: c.Party.ClientUserID, LegalName: c.Party.LegalName,
		Hosted: c.Link.Handoff == flow.HandoffHosted}
	switch c.Link.Handoff {
	case flow.HandoffHosted:
		if h, ok := e.cfg.Handoffs[flow.HandoffHosted].(flow.Completer); ok {
			req.CompletionURI = h.Completion(ctx, c.ID)
		}
	case flow.HandoffBrowser:
		req.RedirectURI = e.cfg.RedirectURI
	}
	if c.Side == nil {
		return req, nil
	}
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return req, lostSecret(flow.AccessToken, err)
	}
	req.Update, req.SelectAccounts = access, c.Side.SelectAccounts
	return req, nil
}

func sealed(ans flow.LinkTokenAnswer) []flow.SealedSecret {
	all := []flow.SealedSecret{{Kind: flow.LinkToken, Secret: ans.Token}}
	if !ans.HostedURL.Empty() {
		all = append(all, flow.SealedSecret{Kind: flow.HostedURL, Secret: ans.HostedURL})
	}
	return all
}

// readItem looks at the Item's health, and after a repair at the accounts that are shared now.
func (e *Engine) readItem(ctx context.Context, c flow.Case, eff flow.Effect) (flow.Append, flow.Call, error) {
	access, err := e.cfg.Journal.Secret(ctx, c.ID, flow.AccessToken)
	if err != nil {
		return flow.Append{}, flow.Call{}, lostSecret(flow.AccessToken, err)
	}
	item, call, err := e.cfg.Bank.Item(ctx, access)
	if c.ItemDoubt != "" {
		if a, ok := e.ended(c, eff, err, call); ok {
			return a, call, nil
		}
	}
	if err != nil {
		return flow.Append{}, call, err
	}
	ev := flow.ItemRead{Item: item, Calls: []flow.Call{call}}
	if c.Side != nil && c.Side.Relink && item.Error == nil {
		ans, second, err := e.cfg.Bank.Accounts(ctx, access)
		if err != nil {
			return flow.Append{}, second, err
		}
		ev.Accounts, ev.Calls = ans.Accounts, append(ev.Calls, second)
	}
	return record(ev), call, nil
}

// clockFault is for a link_token that has run out the moment it was made.
func clockFault() *flow.Fault {
	return &flow.Fault{Op: string(flow.CreateLinkToken), Kind: flow.Config, Code: "CLOCK_WRONG", Who: flow.Operator,
		Message: "the link_token that was just made has run out already: the clock of this machine and Plaid's do not agree"}
}
