package doctor

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// processor makes a processor_token of a throw-away Item, the only way to learn whether the
// integration is switched on. In Production there is none to throw away.
func (v *visit) processor(ctx context.Context) Check {
	if v.Env == flow.Production {
		const text = "Not tried: Production has no throw-away Item, and a real one is a customer's."
		if v.Processor == flow.PrimeTrust {
			return skipped(text+" "+gone().What).cure(flow.Operator, "take a living partner: linkdesk doctor --env sandbox --processor dwolla tries one; its integration is switched on at https://"+pageIntegrations).at(pageIntegrations)
		}
		return skipped(text).cure(flow.Operator, "see that "+v.Processor+" stands as enabled at https://"+pageIntegrations+"; linkdesk doctor --env sandbox tries it").at(pageIntegrations)
	}
	if why := v.unusable(); why != "" {
		return skipped(why)
	}
	if v.LooksOnly != "" {
		return skipped("Not tried, since "+v.LooksOnly+": a throw-away Item would be made at Plaid.").cure(flow.Operator, "run it with --read-only=false to have it tried")
	}
	t := &trial{visit: v}
	f := t.run(ctx)
	c := v.ofTrial(f)
	if t.left == "" {
		return c
	}
	// Something was left behind, and that must be seen whatever else was found.
	if c.State != Failed {
		c = failed(Provider, c.Detail, "").code(t.leftCode)
	}
	c.Detail += " " + t.left
	c.Cure = "Operator: a forgotten Item of Sandbox costs nothing; give its id to Plaid's support if you want it removed. " + c.Cure
	return c
}

// ofTrial says what the outcome of a trial means.
func (v *visit) ofTrial(f *flow.Fault) Check {
	switch {
	case f == nil:
		return good("Plaid made a processor_token for " + v.Processor + ". The throw-away Item that it was made of is removed again.")
	case f.Code == "INVALID_PROCESSOR" && v.Processor == flow.PrimeTrust:
		return failed(Provider, gone().What+" "+says(f),
			"take a living partner: linkdesk doctor --processor dwolla tries one, linkdesk run --processor dwolla uses it, https://"+pagePartners+" lists them. The road as it was: linkdesk demo --era 2023").at(pagePartners).of(f)
	case f.Code == "INVALID_PROCESSOR":
		return failed(Provider, "Plaid has no processor "+v.Processor+" on its list. "+says(f), "take a name that https://"+pagePartners+" lists").at(pagePartners).of(f)
	case f.Code == "INVALID_PRODUCT" && f.Op == string(flow.CreateProcessorToken):
		return failed(Provider, "The integration with "+v.Processor+" is not switched on for these keys. "+says(f), "switch it on at https://"+pageIntegrations).at(pageIntegrations).of(f)
	}
	return ofFault(f, "Plaid")
}

// gone is the card of what became of Prime Trust at Plaid.
func gone() explain.Card {
	card, _ := explain.For(&flow.Fault{Code: "INVALID_PROCESSOR"}, flow.Case{Processor: flow.PrimeTrust})
	return card
}

// trial walks from a test customer to a processor_token, and takes back what it made.
type trial struct {
	*visit
	left     string // what could not be taken back, as a sentence
	leftCode string
}

func (t *trial) run(ctx context.Context) *flow.Fault {
	public, _, err := t.Bank.SandboxPublicToken(ctx, t.Customer)
	if err != nil {
		return flow.FaultOf(err, "sandbox_public_token_create")
	}
	item, err := t.exchange(ctx, public)
	if err != nil {
		return flow.FaultOf(err, string(flow.ExchangePublicToken))
	}
	// Nobody else knows of this Item, so it is removed also when the operator has had enough.
	defer t.remove(context.WithoutCancel(ctx), item)
	answer, _, err := t.Bank.Accounts(ctx, item.AccessToken)
	if err != nil {
		return flow.FaultOf(err, string(flow.ReadAccounts))
	}
	usable := flow.UsableAccounts(answer.Accounts)
	if len(usable) == 0 {
		return flow.Faultf(string(flow.ReadAccounts), flow.Refused, "NO_USABLE_ACCOUNT", "the test customer has no account that can be debited")
	}
	_, _, err = t.Bank.CreateProcessorToken(ctx, item.AccessToken, usable[0].ID, t.Processor)
	return flow.FaultOf(err, string(flow.CreateProcessorToken))
}

// exchange is tried once more when its answer is lost: without the token the Item stays for ever.
func (t *trial) exchange(ctx context.Context, public flow.Secret) (flow.ExchangeAnswer, error) {
	item, _, err := t.Bank.Exchange(ctx, public)
	if f := flow.FaultOf(err, string(flow.ExchangePublicToken)); f != nil && f.Kind == flow.Unknown {
		again, cancel := context.WithTimeout(context.WithoutCancel(ctx), cleanLimit)
		defer cancel()
		if item, _, err = t.Bank.Exchange(again, public); err != nil {
			t.left, t.leftCode = "The answer to the exchange was lost, so a throw-away Item may be left in Sandbox.", f.Code
		}
	}
	return item, err
}

// pauses are between the tries to remove the Item.
func pauses() []time.Duration { return []time.Duration{0, time.Second, 3 * time.Second} }

func (t *trial) remove(ctx context.Context, item flow.ExchangeAnswer) {
	ctx, cancel := context.WithTimeout(ctx, cleanLimit)
	defer cancel()
	var f *flow.Fault
	for _, pause := range pauses() {
		select {
		case <-time.After(pause):
		case <-ctx.Done():
		}
		_, err := t.Bank.RemoveItem(ctx, item.AccessToken)
		f = flow.FaultOf(err, "item_remove")
		if f == nil || f.Code == "ITEM_NOT_FOUND" {
			return
		}
	}
	t.left, t.leftCode = "The throw-away Item "+item.ItemID+" could not be removed again. "+says(f), f.Code
}
