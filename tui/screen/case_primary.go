package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// primary is the one obvious thing to do, on Enter. Its intent is chosen by the phase.
func (c *Case) primary() kit.Key {
	cs := c.snap.Case
	key := func(i kit.Intent, help string, cmd flow.CommandKind) kit.Key {
		return c.able(kit.Key{Press: []string{"enter"}, Intent: i, Help: help, Hint: true}, cmd)
	}
	_, due := c.due()
	switch {
	case due && !c.snap.Running:
		k := kit.Key{Press: []string{"enter"}, Intent: intentWake, Help: "go on", Hint: true}
		switch why := c.desk.Defaults().ReadOnly; {
		case why != "":
			k.Off = why
		case c.doing != "":
			k.Off = "one moment: " + c.doing
		}
		return k
	case due:
		return key(intentRetry, "go on", flow.CmdRetry)
	}
	if k, ok := c.sidePrimary(key); ok {
		return k
	}
	if k, ok := c.advised(key); ok {
		return k
	}
	if cs.Halted {
		return key(intentRetry, "try again", flow.CmdRetry)
	}
	switch cs.Phase {
	case flow.PhaseOpened:
		if cs.Fault != nil && noRegistry(c.desk) == "" {
			return key(intentOpenNew, "correct the application", flow.CmdOpenAccount)
		}
		return key(intentParty, "say who the counterparty is", flow.CmdSetParty)
	case flow.PhaseReady, flow.PhaseTokenMade:
		return c.handoffPrimary(key)
	case flow.PhaseChoosing:
		return c.chooseKey(key(intentChoose, "choose this account", flow.CmdChooseAccount))
	case flow.PhaseTokenReady:
		return key(intentSubmit, "submit to "+partner(cs.Processor), flow.CmdSubmit)
	case flow.PhaseSubmitted:
		return key(intentFollow, "look at the status", flow.CmdFollow)
	}
	return kit.Key{Press: []string{"enter"}, Help: "nothing to do", Off: "the case is closed"}
}

// handoffPrimary leads to Link. Where a visit has come to nothing and its link token is spent, one
// key makes a new one and hands over again.
func (c *Case) handoffPrimary(key maker) kit.Key {
	cs := c.snap.Case
	again := cs.Phase == flow.PhaseReady && cs.FaultStop == flow.StopHandoff
	switch {
	case cs.Phase == flow.PhaseReady && !again:
		return key(intentToken, "make the link token", flow.CmdMakeLinkToken)
	case cs.Env == flow.Production && !cs.Confirmed:
		return key(intentConfirm, "confirm for Production", flow.CmdConfirm)
	case again, c.expired():
		return key(intentHandoff, "new link token, and hand over "+handoffHow(c.kind), flow.CmdStartHandoff)
	}
	return key(intentHandoff, "hand over "+handoffHow(c.kind), flow.CmdStartHandoff)
}

// chooseKey is off on an account that cannot be used, with the account's reason.
func (c *Case) chooseKey(k kit.Key) kit.Key {
	if a, ok := c.account(); ok && k.Off == "" {
		k.Off = a.Unusable()
	}
	return k
}
