package screen

import (
	"fmt"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// The intents about the bank link itself.
const (
	intentRelink    kit.Intent = "relink"
	intentCheckItem kit.Intent = "check_item"
	intentAccept    kit.Intent = "accept_duplicate"
	intentAcceptYes kit.Intent = "accept_duplicate.yes"
	intentOther     kit.Intent = "other_case"
)

// sideKeys are the keys about the bank link itself.
func (c *Case) sideKeys() []kit.Key {
	cs := c.snap.Case
	reason, _ := cs.RelinkReason()
	other := kit.Key{Press: []string{"e"}, Intent: intentOther, Help: "the earlier case", Hint: cs.Doubtful()}
	if !cs.Doubtful() {
		other.Off = "no other case is known to have linked this account"
	}
	return []kit.Key{
		other,
		c.able(kit.Key{Press: []string{"R"}, Intent: intentRelink, Help: "repair the bank link", Hint: reason != "" && c.primary().Intent != intentRelink}, flow.CmdRelink),
		c.able(kit.Key{Press: []string{"h"}, Intent: intentCheckItem, Help: "health of the bank link"}, flow.CmdCheckItem),
	}
}

// actSide carries out the intents about the bank link; ok is false for all others.
func (c *Case) actSide(i kit.Intent) (Out, bool) {
	cs := c.snap.Case
	switch i {
	case intentRelink:
		return c.do("asking for a repair", flow.Relink{Handoff: c.page()}), true
	case intentCheckItem:
		return c.do("asking Plaid how the bank link is", flow.CheckItem{}), true
	case intentAccept:
		c.ask = askAccept(cs)
		return Out{}, true
	case intentAcceptYes:
		c.ask = nil
		return c.do("linking it all the same", flow.AcceptDuplicate{By: by}), true
	case intentOther:
		if len(cs.Duplicates) > 0 {
			return Out{Go: &Page{Kind: CasePage, Case: cs.Duplicates[0].Case}}, true
		}
		return Out{}, true
	}
	return Out{}, false
}

// sidePrimary is the one thing to do when the bank link itself is the matter; ok is false when
// it is not.
func (c *Case) sidePrimary(key maker) (kit.Key, bool) {
	cs := c.snap.Case
	reason, _ := cs.RelinkReason()
	broken := cs.Halted || cs.Item.Error != nil || cs.FollowUp != nil && cs.FollowUp.ReauthenticationRequired
	switch {
	case cs.Doubtful():
		return key(intentAccept, "link it all the same", flow.CmdAccept), true
	case reason != "" && broken && flow.Can(cs, flow.CmdRelink) == nil:
		return key(intentRelink, "repair the bank link "+handoffHow(c.page()), flow.CmdRelink), true
	}
	return kit.Key{}, false
}

// page is the hand-off of a repair: the chosen one, or the one with a page that works here.
func (c *Case) page() flow.HandoffKind {
	switch {
	case c.kind != flow.HandoffSandbox:
		return c.kind
	case c.desk.Defaults().Page != "":
		return c.desk.Defaults().Page
	}
	return flow.HandoffBrowser
}

// askAccept asks before an account is linked a second time.
func askAccept(cs flow.Case) *Ask {
	body := []string{"A second bank link of the same account costs again and has to be kept up on its own. If the older one is broken, go back and repair that instead (e)."}
	return &Ask{Dialog: kit.Ask("Link it all the same?", "Link again", body...), Then: intentAcceptYes, Status: "link an account again"}
}

// addDuplicates is the pane when another case has linked the account already.
func (c *Case) addDuplicates(p *kit.Page, sc Scene) {
	p.Text(kit.Warn, "! This account is linked already. Nothing was exchanged yet; the public token waits for up to 30 minutes.")
	p.Gap()
	for _, d := range c.snap.Case.Duplicates {
		p.Item(kit.Plain, mask(d.Mask), fmt.Sprintf("%s at %s: case %s, %s", kit.Safe(d.Name), kit.Safe(d.InstitutionName), shortID(d.Case), ago(sc.Now, d.At)))
	}
	p.Gap()
	p.Text(kit.Plain, "If that case still uses its bank link and it is broken, repair it there (e opens the case). Otherwise link the account all the same.")
}

// addSide is the pane while the bank link is repaired or looked at.
func (c *Case) addSide(p *kit.Page, sc Scene, w, h int) {
	cs := c.snap.Case
	if cs.Phase == flow.PhaseBalances {
		p.Text(kit.Plain, "The bank is asked for the balances of now. The case stays where it is.")
		return
	}
	switch cs.Side.Act {
	case flow.RotateAccess:
		p.Text(kit.Plain, "Plaid is asked for a new access token. The case stays where it is.")
		return
	case flow.RemoveItem:
		p.Text(kit.Plain, "Plaid is asked to remove the bank link.")
		return
	}
	if !cs.Side.Relink {
		p.Text(kit.Plain, "Plaid is asked how the bank link is. The case stays where it is.")
		return
	}
	p.Text(kit.Plain, "The customer logs in at "+kit.Safe(cs.Item.InstitutionName)+" again. The Item and its tokens stay the same, and nothing is exchanged.")
	if cs.Side.Reason != "" {
		p.PairTone(kit.Strong, "reason", cs.Side.Reason)
	}
	p.Gap()
	if cs.Phase == flow.PhaseAtLink {
		c.addHandoff(p, sc, w, h)
	}
}

// addRelink says that the bank link wants the customer, and for what.
func (c *Case) addRelink(p *kit.Page) {
	cs := c.snap.Case
	reason, _ := cs.RelinkReason()
	if at := c.healthy(); reason == "" && cs.Side == nil && !at.IsZero() {
		p.Gap()
		p.Item(kit.Good, "✓", "The bank link works; Plaid said so "+ago(c.now, at)+".")
	}
	if reason == "" || cs.Side != nil || cs.Phase == flow.PhaseClosed {
		return
	}
	p.Gap()
	p.Item(kit.Warn, "!", "The bank link wants the customer: "+reason+". R repairs it; the tokens stay.")
	if cs.Fault != nil && cs.Fault.Code == reason {
		return // its card says the rest
	}
	if card, ok := explain.For(&flow.Fault{Code: reason}, cs); ok {
		p.Text(kit.Dim, card.What)
	}
}

// healthy is when Plaid last said that the bank link works, if that is the last it said.
func (c *Case) healthy() time.Time {
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		if e, ok := c.snap.Records[i].Event.(flow.ItemRead); ok && e.Item.Error == nil {
			return c.snap.Records[i].Time
		} else if ok {
			break
		}
	}
	return time.Time{}
}
