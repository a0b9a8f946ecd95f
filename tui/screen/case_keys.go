package screen

import (
	"slices"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// The intents of a case.
const (
	intentRetry    kit.Intent = "retry"
	intentWake     kit.Intent = "wake"
	intentParty    kit.Intent = "party"
	intentPartner  kit.Intent = "partner"
	intentToken    kit.Intent = "link_token"
	intentHandoff  kit.Intent = "handoff"
	intentConfirm  kit.Intent = "confirm"
	intentChoose   kit.Intent = "choose_account"
	intentSubmit   kit.Intent = "submit"
	intentFollow   kit.Intent = "follow"
	intentKind     kit.Intent = "handoff_kind"
	intentBalances kit.Intent = "balances"
	intentStop     kit.Intent = "stop"
	intentTimeline kit.Intent = "timeline"
	intentClose    kit.Intent = "close_case"
	intentGiveUp   kit.Intent = "give_up"

	// What a dialog leads to.
	intentGiveUpYes  kit.Intent = "give_up.yes"
	intentSubmitYes  kit.Intent = "submit.yes"
	intentConfirmYes kit.Intent = "confirm.yes"
	intentCloseYes   kit.Intent = "close.yes"
)

// Keys are the tables of the case: the one thing to do now, then what else can be asked.
// A key that the case's phase forbids is off with flow's own reason.
func (c *Case) Keys() []kit.Table {
	switch {
	case !c.code.Empty():
		return c.codeKeys()
	case c.choosing != nil:
		return c.choosing.keys()
	case c.moving != nil:
		return c.moveKeys()
	case c.menu != nil:
		return c.menuKeys()
	case c.noting != nil:
		return c.noteKeys()
	case c.glass != nil:
		return c.glassKeys()
	}
	keys := []kit.Key{c.primary()}
	if c.picks() {
		keys = append(keys, moves("account")...)
	}
	keys = append(keys, c.moneyKeys()...)
	keys = append(keys,
		c.able(kit.Key{Press: []string{"r"}, Intent: intentRetry, Help: "try again", Hint: c.refusedPartner()}, flow.CmdRetry),
		c.stopKey(),
		c.able(kit.Key{Press: []string{"l"}, Intent: intentToken, Help: "new link token"}, flow.CmdMakeLinkToken),
		c.able(kit.Key{Press: []string{"b"}, Intent: intentBalances, Help: "balances of now", Hint: true}, flow.CmdBalances),
		c.able(kit.Key{Press: []string{"p"}, Intent: intentParty, Help: "change the counterparty"}, flow.CmdSetParty),
		c.able(kit.Key{Press: []string{"o"}, Intent: intentPartner, Help: "another partner"}, flow.CmdSetProcessor))
	keys = slices.Concat(keys, c.accountKey(), c.sideKeys(), c.endKeys(), []kit.Key{c.wayKey()}, c.loginKey(), c.addressKeys(), c.revealKey(), []kit.Key{
		kit.Key{Press: []string{"t"}, Intent: intentTimeline, Help: c.timelineHelp(), Hint: true},
		kit.Key{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "scroll up"},
		kit.Key{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "scroll down"},
		c.able(kit.Key{Press: []string{"d"}, Intent: intentClose, Help: "close the case"}, flow.CmdClose),
	}, c.giveUpKey(), []kit.Key{c.noteKey()}, c.ticketKey(), stageKey(c.desk, "ctrl+s"), []kit.Key{back(), c.glassKey()})
	return []kit.Table{{Scope: "Case", Keys: keys}}
}

func (c *Case) timelineHelp() string {
	if c.timeline {
		return "the stop"
	}
	return "timeline"
}

// able switches a key off with the reason of flow, or while a command is being written.
func (c *Case) able(k kit.Key, cmd flow.CommandKind) kit.Key {
	switch err := flow.Can(c.snap.Case, cmd); {
	case !c.loaded:
		k.Off = "the case is still being read"
	case c.desk.Defaults().ReadOnly != "":
		k.Off = c.desk.Defaults().ReadOnly
	case c.doing != "":
		k.Off = "one moment: " + c.doing
	case err != nil:
		k.Off = err.Error()
	}
	return k
}

// refusedPartner reports whether Plaid does not know the partner, so that another one is
// the way on.
func (c *Case) refusedPartner() bool {
	f := c.snap.Case.Fault
	return f != nil && f.Code == "INVALID_PROCESSOR"
}

// wayKey changes the way of handing over, for a visit and for a repair.
func (c *Case) wayKey() kit.Key {
	k := kit.Key{Press: []string{"w"}, Intent: intentKind, Help: "another way", Hint: c.snap.Case.Phase == flow.PhaseTokenMade}
	if reason, _ := c.snap.Case.RelinkReason(); reason != "" && flow.Can(c.snap.Case, flow.CmdRelink) == nil {
		k.Hint = true
		return c.able(k, flow.CmdRelink)
	}
	return c.able(k, flow.CmdStartHandoff)
}

// account is the account under the cursor.
func (c *Case) account() (flow.Account, bool) {
	all := c.snap.Case.Accounts
	if i := c.grid.Cursor(); i < len(all) {
		return all[i], true
	}
	return flow.Account{}, false
}

// expired reports whether the link token ran out. Before the first tick nothing is known.
func (c *Case) expired() bool {
	end := c.snap.Case.Link.Expiration
	return !end.IsZero() && !c.now.IsZero() && !c.there(c.now).Before(end)
}

// kinds are the hand-offs that the desk has for the case's environment.
func (c *Case) kinds() []flow.HandoffKind {
	if own := c.desk.Defaults().Handoffs; len(own) > 0 {
		return own
	}
	if c.snap.Case.Env == flow.Production {
		return []flow.HandoffKind{flow.HandoffBrowser, flow.HandoffHosted}
	}
	return []flow.HandoffKind{flow.HandoffSandbox, flow.HandoffBrowser, flow.HandoffHosted}
}

// nextKind goes to the next way of handing over.
func (c *Case) nextKind() {
	all := c.kinds()
	c.kind = all[(slices.Index(all, c.kind)+1)%len(all)]
}
