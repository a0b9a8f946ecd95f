package flow

import "slices"

// ItemEnd is why nothing can be done with an Item any more.
type ItemEnd string

// The ends of an Item. A removed one is gone at Plaid, with every token of it. One out of reach lives
// on and so do its processor tokens, but nobody holds its access token.
const (
	ItemGone       ItemEnd = "removed"
	ItemOutOfReach ItemEnd = "out_of_reach"
)

// codeTokenLost is ours: the access token was rotated and the answer with the new one was lost.
const codeTokenLost = "ACCESS_TOKEN_LOST"

// TokenLost is the fault of an Item that is out of reach. said is what Plaid answered to the old
// access token.
func TokenLost(said *Fault) *Fault {
	return &Fault{Op: string(RotateAccess), Kind: Refused, Code: codeTokenLost, Type: said.Type, Who: Operator,
		Message:   "the access_token was rotated and the answer with the new one was lost, so nobody holds a token of this bank link any more",
		RequestID: said.RequestID, HTTPStatus: said.HTTPStatus}
}

// applyEnd applies the events of a rotation and of a removal.
func applyEnd(c Case, ev Event) Case {
	switch e := ev.(type) {
	case RotationAsked:
		c.actOnItem(RotateAccess, PhaseWantRotate)
	case RemovalAsked:
		c.actOnItem(RemoveItem, PhaseWantRemove)
	case AccessTokenRotated:
		c.leaveSide(nil)
		c.settled()
	case AccessTokenLost:
		c.endItem(ItemOutOfReach, e.Fault)
	case ItemRemoved:
		c.endItem(ItemGone, nil)
	}
	return c
}

// actOnItem leaves the road for a rotation or a removal. What the Item wants the customer for is
// kept, since a fault may take its place.
func (c *Case) actOnItem(k EffectKind, p Phase) {
	s := Side{Act: k}
	s.Reason, s.SelectAccounts = c.RelinkReason()
	c.step(s, p)
}

// doubt notes that a rotation or a removal may have arrived. An older doubt stays: what settles it
// settles the newer one too.
func (c *Case) doubt(k EffectKind, f *Fault) {
	if c.ItemDoubt == "" && (k == RotateAccess || k == RemoveItem) && (lost(f) || c.Repeated) {
		c.ItemDoubt = k
	}
}

// settled ends a doubt, and with it the fault of the rotation or removal that it came from. Where the
// road itself has halted some fault has to stand.
func (c *Case) settled() {
	c.ItemDoubt = ""
	if c.Fault == nil || c.Halted {
		return
	}
	switch EffectKind(c.Fault.Op) {
	case RotateAccess, RemoveItem:
		c.Fault, c.FaultStop = nil, ""
	}
}

// stoppedBeside is the fault of work beside the road that was stopped, nil where nothing went wrong and
// the case is as it was.
func (c *Case) stoppedBeside(k EffectKind, f *Fault, sent bool) *Fault {
	if !sent || k != RotateAccess && k != RemoveItem {
		return nil
	}
	f.Kind = Unknown
	f.Message = "stopped by the operator; whether Plaid has done it is not known"
	f.Hint = "Look at the health of the bank link, which tells."
	c.doubt(k, f)
	return f
}

// endItem goes back to the road with an Item that is of no use any more. Where the road needs it the
// case waits for another one; a processor token that was made outlives a lost access token, and what
// was submitted stays submitted in any case.
func (c *Case) endItem(how ItemEnd, f *Fault) {
	back := c.Side.Back
	c.leaveSide(nil)
	c.ItemEnd, c.ItemDoubt, c.Item.Error, c.Wanted, c.WantedAccounts = how, "", nil, "", false
	if c.Fault != nil && !c.Halted && c.beside() && !EffectKind(c.Fault.Op).aboutMoney() {
		c.Fault, c.FaultStop = nil, "" // it was about the Item
	}
	kept := back == PhaseSubmitted || how == ItemOutOfReach && (back == PhaseTokenReady || back == PhaseWantSubmit)
	if !kept {
		c.rememberAccounts()
		c.enter(PhaseReady)
		c.Accounts, c.AccountID, c.Masked = nil, "", ""
		c.Duplicates, c.DuplicateOK = nil, false
		c.OrphanPossible = c.OrphanPossible || how == ItemOutOfReach
	}
	if f != nil {
		c.fail(c.roadStop(), f)
	}
}

// moving reports that a transfer of the case is not through.
func (c Case) moving() bool {
	return slices.ContainsFunc(c.Transfers, func(t Transfer) bool { return !t.Final() })
}

// ended says why a command needs an Item that the case has no more, "" when it does not.
func (c Case) ended(k CommandKind) string {
	switch k {
	case CmdRelink, CmdCheckItem, CmdRotate, CmdRemove, CmdBalances:
		return c.ItemEndWords()
	case CmdSubmit, CmdContribute:
		switch {
		case c.ItemDoubt == RemoveItem:
			return "whether the bank link was removed is not known: look at its health first"
		case c.ItemEnd == ItemGone && k == CmdContribute:
			return "the bank link was removed, and its processor_token died with it: pull from a new case"
		}
	case CmdReveal:
		if c.ItemEnd == ItemGone {
			return "the bank link was removed, and its processor_token died with it"
		}
	}
	return ""
}

// ItemEndWords says as a clause what has become of the Item, "" while it can be used.
func (c Case) ItemEndWords() string {
	switch c.ItemEnd {
	case ItemGone:
		return "the bank link was removed"
	case ItemOutOfReach:
		return "the bank link is out of reach: its access_token was lost in a rotation"
	}
	return ""
}
