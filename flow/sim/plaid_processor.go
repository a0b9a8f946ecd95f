package sim

import "slices"

// processorTokenCreate gives a token for one account of an Item to a partner.
// Repeating it makes a second live token; all of them die with the Item.
func (c *plaidCall) processorTokenCreate() (any, *plaidFail) {
	var req struct {
		AccessToken string `json:"access_token"`
		AccountID   string `json:"account_id"`
		Processor   string `json:"processor"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if !c.s.listsProcessor(req.Processor) {
		return nil, failCode("INVALID_PROCESSOR")
	}
	it, f := c.workingItem(req.AccessToken)
	if f != nil {
		return nil, f
	}
	a, ok := it.account(req.AccountID)
	switch {
	case !ok:
		return nil, failCode("INVALID_ACCOUNT_ID")
	case !a.debitable():
		// What Plaid does for such an account is not documented; an early
		// refusal is the simulator's choice.
		return nil, failCode("NO_AUTH_ACCOUNTS")
	}
	token := &processorToken{Token: "processor-sandbox-" + c.w.IDs.uuid(), ItemID: it.ID, AccountID: a.ID, Processor: req.Processor}
	c.w.Processors.put(token)
	it.HasProcessor, c.changed = true, true
	return struct {
		ProcessorToken string `json:"processor_token"`
		RequestID      string `json:"request_id"`
	}{token.Token, c.requestID}, nil
}

// listsProcessor: prime_trust left Plaid's list on 2024-03-21. That Plaid then
// answers INVALID_PROCESSOR is inferred from another name that is not listed.
func (s *Sim) listsProcessor(name string) bool {
	if name == "prime_trust" {
		return s.opts.Era == Era2023
	}
	return slices.Contains(processors, name)
}

// processorAuth is what a partner learns with a processor token (its own call
// to /processor/auth/get): the account with its numbers, and the Item.
func (t *tx) processorAuth(token string) (account, *item, *plaidFail) {
	pt, ok := t.w.Processors.get(token)
	if !ok {
		return account{}, nil, failCode("INVALID_PROCESSOR_TOKEN")
	}
	it, ok := t.w.Items.get(pt.ItemID)
	if !ok || it.Removed {
		return account{}, nil, failCode("ITEM_NOT_FOUND")
	}
	if f := t.broken(it); f != nil {
		return account{}, nil, f
	}
	a, ok := it.account(pt.AccountID)
	switch {
	case !ok:
		return account{}, nil, failCode("INVALID_ACCOUNT_ID")
	case a.Number == "":
		return account{}, nil, failCode("NO_AUTH_ACCOUNTS")
	}
	return a, it, nil
}
