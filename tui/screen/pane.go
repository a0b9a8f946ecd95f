package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// pane is the page of the stop the case is at: its name, the one thing to do, what went
// wrong if something did, and the facts of the stop.
func (c *Case) pane(sc Scene, w, h int) *kit.Page {
	p := kit.NewPage(sc.Theme, w)
	p.Labels(len("processor_token"))
	if !c.loaded {
		p.Text(kit.Dim, "Reading the case …")
		return p
	}
	cs := c.snap.Case
	p.Heading(c.headingTone(), c.heading())
	c.addAction(p)
	p.Gap()
	c.addTrouble(p)
	switch {
	case cs.Side != nil:
		c.addSide(p, sc, w, h)
	case cs.Doubtful():
		c.addDuplicates(p, sc)
	default:
		c.addStop(p, sc, w, h)
	}
	c.addRelink(p)
	c.addEnd(p)
	c.addDoubts(p)
	return p
}

// addStop sets the facts of the stop the case is at.
func (c *Case) addStop(p *kit.Page, sc Scene, w, h int) {
	switch c.snap.Case.Stop() {
	case flow.StopEnvironment, flow.StopCounterparty:
		c.addCounterparty(p)
	case flow.StopLinkToken:
		c.addLinkToken(p)
	case flow.StopHandoff:
		c.addHandoff(p, sc, w, h)
	case flow.StopAccount:
		c.addAccounts(p, sc, w, h)
	case flow.StopProcessorToken:
		if c.picks() {
			c.addAccounts(p, sc, w, h)
			return
		}
		c.addProcessorToken(p)
	case flow.StopSubmission:
		c.addSubmission(p)
	case flow.StopFollowing:
		c.addFollowing(p, sc)
	}
}

// addAction shows the one thing to do. While work is under way there is none. On an account
// that cannot be chosen the reason stands below the list, so the line keeps its height.
func (c *Case) addAction(p *kit.Page) {
	k := c.primary()
	switch {
	case c.snap.Case.Phase == flow.PhaseClosed, k.Off != "" && c.working(), k.Intent == intentSubmit && !c.snap.Case.Adapter:
	case k.Off != "" && k.Intent == intentChoose && c.doing == "" && c.desk.Defaults().ReadOnly == "":
		p.Text(kit.Dim, "- enter  this one cannot be chosen")
	default:
		p.Action(k)
	}
}

// heading is the stop's name, or what has been reached.
func (c *Case) heading() string {
	cs := c.snap.Case
	switch {
	case cs.Side != nil && cs.Side.Relink:
		return "Repairing the bank link"
	case cs.Phase == flow.PhaseBalances && cs.Side != nil:
		return "Asking the bank"
	case cs.Side != nil && cs.Side.Act == flow.RotateAccess:
		return "Rotating the access token"
	case cs.Side != nil && cs.Side.Act == flow.RemoveItem:
		return "Removing the bank link"
	case cs.Side != nil:
		return "Looking at the bank link"
	case cs.Doubtful():
		return "Linked already"
	case cs.Phase == flow.PhaseClosed:
		return "Closed at: " + cs.Stop().Title()
	case cs.Stop() == flow.StopFollowing && frozen(cs):
		return "! Frozen at " + partner(cs.Processor)
	case cs.Stop() == flow.StopFollowing && cs.FollowUp != nil && cs.FollowUp.Usable:
		return "✓ Usable at " + partner(cs.Processor)
	case cs.Stop() == flow.StopFollowing && cs.FollowUp != nil:
		return "! Not usable at " + partner(cs.Processor)
	case cs.Stop() == flow.StopFollowing:
		return "✓ Submitted to " + partner(cs.Processor)
	case cs.Phase == flow.PhaseTokenReady && !cs.Adapter:
		return "✓ The processor token is ready"
	}
	return cs.Stop().Title()
}

func (c *Case) headingTone() kit.Tone {
	cs := c.snap.Case
	switch {
	case cs.Side != nil:
		return kit.Accent
	case cs.Doubtful():
		return kit.Warn
	}
	switch cs.StopState(cs.Stop()) {
	case flow.Done:
		if cs.FollowUp != nil && !cs.FollowUp.Usable || frozen(cs) {
			return kit.Warn
		}
		return kit.Good
	case flow.Failed:
		return kit.Bad
	case flow.Uncertain:
		return kit.Warn
	case flow.Working:
		return kit.Accent
	}
	if cs.Stop() == flow.StopFollowing && cs.Fault == nil && cs.Phase != flow.PhaseClosed {
		return kit.Good
	}
	return kit.Plain
}

// addTrouble sets the fault, if there is one. While the work is still being tried, it is a
// remark and not a card.
func (c *Case) addTrouble(p *kit.Page) {
	f := c.snap.Case.Fault
	if f == nil {
		return
	}
	if _, due := c.due(); due {
		p.Item(kit.Warn, "◐", "Not through yet, trying again ("+f.Code+"):")
		p.Quote("it said", f.Message)
		p.Gap()
		return
	}
	p.Labels(len("http status"))
	addFault(p, f, c.snap.Case, c.goOn())
	c.addBank(p)
	c.addPast(p)
	p.Labels(len("processor_token"))
	p.Gap()
}

// addDoubts says what may exist elsewhere and is not known here.
func (c *Case) addDoubts(p *kit.Page) {
	cs := c.snap.Case
	if why, _ := cs.Foreign(); why != "" {
		p.Gap()
		p.Item(kit.Bad, "!", sentence(kit.Safe(why))+" Ask the customer before you go on.")
	}
	if cs.OrphanPossible {
		p.Gap()
		p.Item(kit.Warn, "!", "An earlier exchange may have made a bank link whose access token was lost. Linking again makes a second one.")
	}
	if cs.ExtraTokenPossible {
		p.Gap()
		p.Item(kit.Warn, "!", "An earlier processor token may exist. It ends when the bank link is removed.")
	}
}

// addLinkToken is the pane before and while a link token is made.
func (c *Case) addLinkToken(p *kit.Page) {
	p.Text(kit.Plain, "A link token lets this one customer open Plaid Link. It asks for the product auth: account and routing numbers.")
	p.Gap()
	c.addParty(p)
}

// addParty sets who the case is about.
func (c *Case) addParty(p *kit.Page) {
	party := c.snap.Case.Party
	kind := "personal"
	if party.Business {
		kind = "business"
	}
	p.Pair("counterparty", party.LegalName)
	p.Pair("kind", kind)
	p.Pair("client_user_id", party.ClientUserID)
}
