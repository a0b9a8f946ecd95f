package flow

import (
	"slices"
	"time"
)

// Side is work beside the road, and where the road goes on after it. The Item is looked at, or
// the customer repairs it in Link. The stops that are done stay done meanwhile.
type Side struct {
	Back   Phase `json:"back"`
	Relink bool  `json:"relink,omitempty"`
	// SelectAccounts lets the customer choose the accounts again.
	SelectAccounts bool   `json:"select_accounts,omitempty"`
	Reason         string `json:"reason,omitempty"`
	// Act is a rotation or a removal; empty for a look and for a repair.
	Act EffectKind `json:"act,omitempty"`
	// What the road rested with, which a mere look leaves as it was.
	Fault     *Fault `json:"fault,omitempty"`
	FaultStop Stop   `json:"fault_stop,omitempty"`
	Halted    bool   `json:"halted,omitempty"`
}

// at is the phase of the road, also while something else is done beside it.
func (c Case) at() Phase {
	if c.Side != nil {
		return c.Side.Back
	}
	return c.Phase
}

// Doubtful reports that the account may be linked already and nobody has decided yet whether
// to link it again. Nothing is due meanwhile.
func (c Case) Doubtful() bool {
	return c.Phase == PhaseLinked && len(c.Duplicates) > 0 && !c.DuplicateOK && !c.Restored()
}

func applySide(c Case, r Record) Case {
	switch e := r.Event.(type) {
	case RelinkAsked:
		c.step(Side{Relink: true, SelectAccounts: e.SelectAccounts, Reason: e.Reason}, PhaseWantToken)
		c.Link.Handoff, c.Link.Go = e.Handoff, true
	case ItemAsked:
		c.step(Side{}, PhaseWantItem)
	case Relinked:
		keep(&c.Link.SessionID, e.SessionID)
		c.enter(PhaseWantItem)
		c.RelinkedAt = r.Time
	case ItemRead:
		return applyItem(c, e, r.Time)
	}
	return c
}

// step leaves the road for work beside it.
func (c *Case) step(s Side, p Phase) {
	s.Back, s.Fault, s.FaultStop, s.Halted = c.Phase, c.Fault, c.FaultStop, c.Halted
	c.enter(p)
	c.Side = &s
}

// leaveSide goes back to the road. The fault of a repair is shown in the place of the one before
// it, that of a mere look only where there was none; what was halted stays halted, and what the
// Item wanted the customer for is not forgotten. Where the road has halted its own fault stays when the
// outcome of a rotation or a removal is not known: ItemDoubt tells of that, and ends with it.
func (c *Case) leaveSide(f *Fault) {
	s := *c.Side
	c.Side = nil
	c.Link.Go = false
	c.enter(s.Back)
	c.Fault, c.FaultStop, c.Halted = s.Fault, s.FaultStop, s.Halted
	if f != nil && (s.Relink || s.Act != "" && !(s.Halted && s.Fault != nil && c.ItemDoubt != "") || s.Fault == nil) {
		c.fail(c.roadStop(), f)
	}
	if s.Reason != "" && (s.Relink || f != nil) {
		c.Wanted, c.WantedAccounts = s.Reason, s.SelectAccounts
	}
}

// roadStop is the stop of the phase, whatever went wrong elsewhere.
func (c Case) roadStop() Stop {
	c.FaultStop = ""
	return c.Stop()
}

// applyItem takes the Item's health. After a repair the road goes on with what had failed.
func applyItem(c Case, e ItemRead, at time.Time) Case {
	keep(&c.Item.InstitutionID, e.Item.InstitutionID)
	keep(&c.Item.InstitutionName, e.Item.InstitutionName)
	c.Item.Error, c.Item.Notice, c.Item.NoticeAt, c.Item.ConsentExpires = e.Item.Error, e.Item.Notice, e.Item.NoticeAt, e.Item.ConsentExpires
	switch {
	case c.Side.Relink && e.Item.Error == nil:
		c.RelinkedAt = at
		c.Accounts = e.Accounts // those that are shared from now on, perhaps none
		c.ItemDoubt = ""
		return c.rejoin()
	case c.Side.Relink:
		f := *e.Item.Error
		f.Op = string(ReadItem)
		c.leaveSide(&f)
	default:
		c.leaveSide(nil)
	}
	c.settled() // Plaid has answered for this token
	return c
}

// rejoin goes back to the road after a repair. The processor_token is kept as long as its
// account is still shared.
func (c Case) rejoin() Case {
	back := c.Side.Back
	c.Side, c.Link.Go = nil, false
	c.Wanted, c.WantedAccounts = "", false
	if back == PhaseWantSubmit {
		back = PhaseTokenReady // the operator says once more that it shall be sent
	}
	c.FollowUp = nil // what the partner said was about the broken Item
	gone := c.AccountID != "" && !slices.ContainsFunc(c.Accounts, func(a Account) bool { return a.ID == c.AccountID })
	switch {
	case !gone:
		c.enter(back)
	case back == PhaseSubmitted:
		c.enter(back)
		c.Wanted, c.WantedAccounts = codeNotShared, true
		c.fail(c.roadStop(), &Fault{Op: string(ReadItem), Kind: CustomerFault, Code: codeNotShared, Who: Customer,
			Message: "the customer did not share the account of this case again, so its processor_token has stopped working"})
	default:
		c.AccountID, c.Masked = "", ""
		c.enter(PhaseChoosing)
	}
	return c
}
