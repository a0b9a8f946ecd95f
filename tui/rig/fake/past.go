package fake

import (
	"fmt"

	"linkdesk/flow"
)

// Past puts a case into the history that has come as far as one piece of work, by a script
// of its own. An empty name leaves the case at its opening, and no last piece of work leaves
// it before the first. A mistake in a test panics.
func (d *Desk) Past(name string, business bool, script Script, last flow.EffectKind) flow.CaseID {
	d.mu.Lock()
	defer d.mu.Unlock()
	id := flow.CaseID(fmt.Sprintf("01JDEMO%019d", len(d.order)+1))
	d.cases[id] = &entry{}
	d.order = append(d.order, id)
	v := d.defaults
	d.must(id, flow.CaseOpened{Env: d.env, Processor: v.Processor, Adapter: v.Adapter, Handoff: v.Handoff})
	if name == "" {
		return id
	}
	p := v.Party
	p.LegalName, p.Business, p.ClientUserID = name, business, fmt.Sprintf("customer-%d", len(d.order))
	d.must(id, flow.PartySet{Party: p, By: "operator"})
	if last == "" {
		return id
	}
	for _, k := range OnRoad() {
		switch k {
		case flow.CreateLinkToken:
			d.must(id, flow.LinkTokenAsked{})
		case flow.OpenLink:
			d.must(id, flow.HandoffStarted{Handoff: v.Handoff})
		case flow.CreateProcessorToken:
			d.must(id, flow.AccountChosen{AccountID: "acc-2", Mask: "1111", Name: "Plaid Saving", By: "operator"})
		case flow.Submit:
			d.must(id, flow.SubmissionAsked{By: "operator"})
		case flow.Follow:
			d.must(id, flow.FollowAsked{})
		}
		d.must(id, flow.Intent{Effect: k, Attempt: 1})
		d.must(id, script(d.cases[id].c, flow.Effect{Kind: k})...)
		if k == last {
			return id
		}
	}
	return id
}

// CameBack lets the customer of a case of the past come back to Link and finish there.
func (d *Desk) CameBack(id flow.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.must(id, flow.HandoffStarted{Handoff: d.defaults.Handoff}, flow.Intent{Effect: flow.OpenLink, Attempt: 1})
	d.must(id, Happy(d.cases[id].c, flow.Effect{Kind: flow.OpenLink})...)
}

// must writes events of the past. The lock is held.
func (d *Desk) must(id flow.CaseID, events ...flow.Event) {
	if err := d.append(id, events); err != nil {
		panic(err)
	}
}

// Many puts n cases into the history that have a counterparty and nothing else, fast.
func (d *Desk) Many(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	v := d.defaults
	for range n {
		number := len(d.order) + 1
		id := flow.CaseID(fmt.Sprintf("01JDEMO%019d", number))
		e := &entry{}
		d.cases[id], d.order = e, append(d.order, id)
		d.must(id, flow.CaseOpened{Env: d.env, Processor: v.Processor, Adapter: v.Adapter, Handoff: v.Handoff},
			flow.PartySet{Party: flow.Party{ClientUserID: fmt.Sprintf("user-%06d", number), LegalName: fmt.Sprintf("customer %06d", number)}, By: "operator"})
	}
}
