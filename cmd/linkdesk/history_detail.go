package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
)

// detail is what is told of a case beside its events. Its members stand in the last line of --json.
type detail struct {
	// Similar is null where the case stands at no fault.
	Similar *flow.Similar `json:"similar"`
	// Now is null without --now, and where nothing can be asked.
	Now *healthNow `json:"now"`
}

// detailLine is the last line of history show.
type detailLine struct {
	caseLine
	detail
}

// healthNow is what Plaid says of the bank link and of the bank at this moment.
type healthNow struct {
	At        time.Time   `json:"at"`
	Item      *flow.Item  `json:"item"`
	Bank      *bankNow    `json:"institution"`
	Calls     []flow.Call `json:"calls"`
	Fault     *flow.Fault `json:"fault"`
	BankFault *flow.Fault `json:"institution_fault"`
}

// bankNow is the bank in Plaid's catalogue at this moment.
type bankNow struct {
	ID    string `json:"institution_id"`
	Name  string `json:"name"`
	OAuth bool   `json:"oauth"`
}

// nowLimit bounds the two calls together; neither asks the bank itself.
const nowLimit = 40 * time.Second

// detailOf gathers it.
func (a *app) detailOf(ctx context.Context, o order, h found, c flow.Case, now bool) (d detail, err error) {
	s, is, err := flow.Recall(ctx, h.store, c)
	if err != nil {
		return d, err
	}
	if is {
		d.Similar = &s
	}
	if now {
		o.env = h.env
		d.Now, err = a.askNow(ctx, o, h, c)
	}
	return d, err
}

// askNow asks Plaid. Nothing is written into the history: the next look of the case itself is.
func (a *app) askNow(ctx context.Context, o order, h found, c flow.Case) (*healthNow, error) {
	bankID := flow.Summarize(c).InstitutionID
	if c.Item.ID == "" && bankID == "" {
		fmt.Fprintln(a.err, "the case has no bank link and no bank yet, so there is nothing to ask")
		return nil, nil
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
	n := &healthNow{At: time.Now().UTC(), Calls: []flow.Call{}}
	token, err := h.store.Secret(ctx, h.id, flow.AccessToken)
	switch {
	case err == nil:
		item, call, err := bank.Item(ctx, token)
		n.Calls = append(n.Calls, call)
		if n.Fault = flow.FaultOf(err, string(flow.ReadItem)); err == nil {
			n.Item = &item
		}
	case !errors.Is(err, flow.ErrNoSecret):
		return nil, err
	case c.Item.ID != "":
		n.Fault = flow.Faultf(string(flow.ReadItem), flow.Input, "TOKEN_NOT_HELD", "the access_token of this case is not held any more, so the bank link cannot be asked for")
	}
	if bankID != "" {
		b, call, err := bank.Institution(ctx, bankID)
		n.Calls = append(n.Calls, call)
		if n.BankFault = flow.FaultOf(err, "institutions_get_by_id"); err == nil {
			n.Bank = &bankNow{b.ID, b.Name, b.OAuth}
		}
	}
	return n, nil
}
