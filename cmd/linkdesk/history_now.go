package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
)

// healthThen is how the bank link was at the last attempt, and how the bank was at the last one that
// failed there.
type healthThen struct {
	At        time.Time    `json:"at,omitzero"`
	Seq       uint32       `json:"seq,omitempty"`
	Item      *flow.Item   `json:"item"`
	End       flow.ItemEnd `json:"item_end,omitempty"`
	Bank      *bankNow     `json:"institution"`
	BankAt    time.Time    `json:"institution_at,omitzero"`
	BankSeq   uint32       `json:"institution_seq,omitempty"`
	BankFault *flow.Fault  `json:"institution_fault"`
}

// healthNow is what Plaid says of the bank link and of the bank at this moment.
type healthNow struct {
	At   time.Time  `json:"at"`
	Item *flow.Item `json:"item"`
	// End is why there is no bank link any more that could be asked for.
	End       flow.ItemEnd `json:"item_end,omitempty"`
	Bank      *bankNow     `json:"institution"`
	Calls     []flow.Call  `json:"calls"`
	Fault     *flow.Fault  `json:"fault"`
	BankFault *flow.Fault  `json:"institution_fault"`
}

// bankNow is the bank in Plaid's catalogue at a moment.
type bankNow struct {
	ID    string `json:"institution_id"`
	Name  string `json:"name"`
	OAuth *bool  `json:"oauth,omitempty"` // not known of earlier
	// Status is the worst of Health; both are empty where Plaid does not say.
	Status string               `json:"status"`
	Health []flow.ProductHealth `json:"health"`
}

func newBank(h flow.BankHealth, oauth *bool) *bankNow {
	all := h.Products
	if all == nil {
		all = []flow.ProductHealth{}
	}
	return &bankNow{h.InstitutionID, h.Name, oauth, h.Worst(), all}
}

// healthOf is what the events tell, nil where they tell nothing.
func healthOf(records []flow.Record) *healthThen {
	then, _, ok := flow.Looks(records)
	look, looked := flow.LastBankLook(records)
	if !ok && !looked {
		return nil
	}
	var out healthThen
	if ok {
		out.At, out.Seq, out.End = then.At, then.Seq, then.End
		if then.End == "" {
			out.Item = &then.Item
		}
	}
	if looked {
		out.BankAt, out.BankSeq, out.BankFault = look.Bank.At, look.Seq, look.Fault
		if look.Fault == nil {
			out.Bank = newBank(look.Bank, nil)
		}
	}
	return &out
}

// nowLimit bounds the two calls together; neither asks the bank itself.
const nowLimit = 40 * time.Second

// askNow asks Plaid. Nothing is written into the history: the next look of the case itself is.
func (a *app) askNow(ctx context.Context, o order, h found, c flow.Case) (*healthNow, error) {
	bankID := flow.Summarize(c).InstitutionID
	n := &healthNow{At: time.Now().UTC(), End: c.ItemEnd, Calls: []flow.Call{}}
	switch {
	case bankID != "" || c.Item.ID != "" && c.ItemEnd == "":
	case c.ItemEnd != "":
		return n, nil
	default:
		fmt.Fprintln(a.err, "the case has no bank link and no bank yet, so there is nothing to ask")
		return nil, nil
	}
	if a.arrange != nil {
		o = a.arrange(o)
	}
	p, err := o.places(ctx)
	if err != nil {
		return nil, usage(err)
	}
	if o.env == flow.Demo {
		o.demo.scenario, o.readOnly = c.Scenario, a.settings().mayWrite(o.env, "") != nil
		world, err := openDemo(ctx, o, &p)
		if err != nil {
			return nil, err
		}
		defer world.close(ctx)
	}
	bank, _, err := o.clients(p)
	if err != nil {
		return nil, usage(err)
	}
	ctx, cancel := context.WithTimeout(ctx, nowLimit)
	defer cancel()
	if err := n.askItem(ctx, bank, h, c); err != nil {
		return nil, err
	}
	if bankID != "" {
		b, call, err := bank.Institution(ctx, bankID)
		n.Calls = append(n.Calls, call)
		if n.BankFault = flow.FaultOf(err, "institutions_get_by_id"); err == nil {
			n.Bank = newBank(flow.BankHealth{InstitutionID: b.ID, Name: b.Name, Products: b.Health}, &b.OAuth)
		}
	}
	return n, nil
}

// askItem asks how the bank link is. One that has ended is not asked for: its token is dead or lost.
func (n *healthNow) askItem(ctx context.Context, bank flow.Bank, h found, c flow.Case) error {
	if c.ItemEnd != "" {
		return nil
	}
	token, err := h.store.Secret(ctx, h.id, flow.AccessToken)
	switch {
	case err == nil:
		item, call, err := bank.Item(ctx, token)
		n.Calls = append(n.Calls, call)
		if n.Fault = flow.FaultOf(err, string(flow.ReadItem)); err == nil {
			n.Item = &item
		}
	case !errors.Is(err, flow.ErrNoSecret):
		return err
	case c.Item.ID != "":
		n.Fault = flow.Faultf(string(flow.ReadItem), flow.Input, "TOKEN_NOT_HELD", "the access_token of this case is not held any more, so the bank link cannot be asked for")
	}
	return nil
}
