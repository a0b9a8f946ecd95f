package sim

import (
	"fmt"
	"slices"
	"strings"
)

// processorAccount is the account that a token shall be made for. Its numbers
// need not be verified yet: the partner's reading waits for that.
func (c *plaidCall) processorAccount(accessToken, accountID string) (*item, account, *plaidFail) {
	it, f := c.workingItem(accessToken)
	if f != nil {
		return nil, account{}, f
	}
	a, ok := it.account(accountID)
	switch {
	case !ok:
		return nil, account{}, failCode("INVALID_ACCOUNT_ID")
	case !a.debitable():
		// What Plaid does for such an account is not documented; an early
		// refusal is the simulator's choice.
		return nil, account{}, failCode("NO_AUTH_ACCOUNTS")
	}
	return it, a, nil
}

// processorTokenCreate gives a token for one account of an Item to a partner.
// Repeating it makes a second live token; all of them die with the Item.
func (c *plaidCall) processorTokenCreate() (any, *plaidFail) {
	var req processorOrder
	if f := c.into(&req); f != nil {
		return nil, f
	}
	return c.processorTokenFor(req.AccessToken, req.AccountID, req.Processor)
}

func (c *plaidCall) processorTokenFor(accessToken, accountID, processor string) (any, *plaidFail) {
	if !c.s.listsProcessor(processor) {
		return nil, failCode("INVALID_PROCESSOR")
	}
	if f := c.s.switchedOn(processor); f != nil {
		return nil, f
	}
	it, a, f := c.processorAccount(accessToken, accountID)
	if f != nil {
		return nil, f
	}
	return processorTokenAnswer{c.newProcessorToken(it, a, processor), c.requestID}, nil
}

// olderToken answers the older path of one processor.
func (c *plaidCall) olderToken(name string) (any, *plaidFail) {
	var req processorOrder
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if name == apexPath {
		name = "apex_clearing"
	}
	return c.processorTokenFor(req.AccessToken, req.AccountID, name)
}

type processorTokenAnswer struct {
	ProcessorToken string `json:"processor_token"`
	RequestID      string `json:"request_id"`
}

func (c *plaidCall) newProcessorToken(it *item, a account, processor string) string {
	// A clone, because the name may be a part of the whole body, which nobody shall keep.
	token := &processorToken{Token: "processor-sandbox-" + c.w.IDs.uuid(), ItemID: it.ID, AccountID: a.ID,
		Processor: strings.Clone(processor)}
	c.w.Processors.put(token)
	it.HasProcessor, c.changed = true, true
	return token.Token
}

// listsProcessor: prime_trust left Plaid's list on 2024-03-21. That Plaid then
// answers INVALID_PROCESSOR is inferred from another name that is not listed.
func (s *Sim) listsProcessor(name string) bool {
	return everListed(name) && (name != "prime_trust" || s.opts.Era == Era2023)
}

func everListed(name string) bool {
	return name == "prime_trust" || slices.Contains(processors, name)
}

// switchedOn refuses a partner whose integration the operator has not enabled
// in Plaid's dashboard: it is listed, and still cannot be used.
func (s *Sim) switchedOn(processor string) *plaidFail {
	if slices.Contains(s.opts.ProcessorsOff, processor) || slices.Contains(s.Scenario().ProcessorsOff, processor) {
		return fail("INVALID_PRODUCT", fmt.Sprintf("the API keys are not enabled for the %s integration; "+
			"switch it on at https://dashboard.plaid.com/developers/integrations", processor))
	}
	return nil
}

// processorAuth is what a partner learns with a processor token (its own call
// to /processor/auth/get): the account with its numbers, and the Item.
func (t *tx) processorAuth(token string) (account, *item, *plaidFail) {
	it, a, f := t.processorRead(token, "auth")
	switch {
	case f != nil:
		return account{}, nil, f
	case !a.numbersReady():
		return account{}, nil, failCode("PRODUCT_NOT_READY")
	case !a.numbersUsable():
		return account{}, nil, failCode("NO_AUTH_ACCOUNTS")
	}
	return a, it, nil
}

// processorRead resolves a processor token for one product; "" is none in
// particular. A token outlives neither its Item nor its account, and reads
// neither what the Item lacks nor what was taken from it.
func (t *tx) processorRead(token, product string) (*item, account, *plaidFail) {
	pt, it, f := t.processorTokenOf(token)
	if f != nil {
		return nil, account{}, f
	}
	t.settle(it)
	if f := t.broken(it); f != nil {
		return nil, account{}, f
	}
	a, ok := it.account(pt.AccountID)
	switch {
	case !ok:
		return nil, account{}, failCode("INVALID_ACCOUNT_ID")
	case product == "":
		return it, a, nil
	case len(pt.Products) > 0 && !slices.Contains(pt.Products, product):
		return nil, account{}, fail("INVALID_PRODUCT", "the processor token has no permission for the product "+product)
	case !t.uses(it, product):
		return nil, account{}, fail("INVALID_PRODUCT", "the item does not have the product "+product)
	}
	return it, a, nil
}

// processorTokenOf finds a token and its Item, broken or not.
func (t *tx) processorTokenOf(token string) (*processorToken, *item, *plaidFail) {
	if f := checkToken("processor", "INVALID_PROCESSOR_TOKEN", token); f != nil {
		return nil, nil, f
	}
	pt, ok := t.w.Processors.get(token)
	if !ok {
		return nil, nil, failCode("INVALID_PROCESSOR_TOKEN")
	}
	it, ok := t.w.Items.get(pt.ItemID)
	if !ok || it.Removed {
		return nil, nil, failCode("ITEM_NOT_FOUND")
	}
	return pt, it, nil
}
