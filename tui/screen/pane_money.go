package screen

import (
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// addWaits says in one line who must act on a submitted case and why, and how old that is.
func (c *Case) addWaits(p *kit.Page, sc Scene) {
	cs := c.snap.Case
	if cs.FollowUp == nil && len(cs.Transfers) == 0 && cs.Ledger == nil {
		return
	}
	if cs.Fault != nil || cs.Halted || !resting(cs.Phase) {
		// What goes on or went wrong is said above, and is what the case waits for.
		c.addLooks(p, sc)
		p.Gap()
		return
	}
	who, why := cs.Waits()
	tone, sign, words := kit.Plain, "◐", "Waits for "+whoName(who, cs.Processor)
	switch who {
	case flow.Operator:
		tone, sign = kit.Warn, "!"
	case flow.Customer:
		words = "Waits for the customer"
	case flow.Nobody:
		sign, words = "·", "Nobody has to act"
	}
	if why != "" {
		words += ": " + why
	}
	p.Item(tone, sign, sentence(kit.Safe(words)))
	if f := cs.MoneyFault(); f != nil && f.Who == flow.Operator {
		card := explain.Advise(f, cs)
		p.PairTone(kit.Strong, "what to do", hinted(p, card.Do, ""))
		p.Pair("to the customer", card.Tell)
	}
	c.addLooks(p, sc)
	p.Gap()
}

// addLooks says how old what is shown is, and when it is looked at again.
func (c *Case) addLooks(p *kit.Page, sc Scene) {
	words := "Not seen there yet"
	if at := c.looked(); !at.IsZero() {
		words = "Seen " + ago(sc.Now, at)
	}
	switch {
	case c.nextLook.IsZero():
	case !c.nextLook.After(sc.Now):
		words += ", the next look is due"
	default:
		words += ", next look in " + clock(c.nextLook.Sub(sc.Now))
	}
	p.Item(kit.Dim, " ", words+".")
}

// looked is when the partner was last looked at, zero when never.
func (c *Case) looked() time.Time {
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		if _, ok := c.snap.Records[i].Event.(flow.Followed); ok {
			return c.snap.Records[i].Time
		}
	}
	return time.Time{}
}

// whoName is who must act, by name.
func whoName(w flow.Who, processor string) string {
	switch w {
	case flow.Partners:
		return partner(processor)
	case flow.BankSide:
		return "the bank"
	}
	return whoWord(w)
}

// addTransfers sets the money on its way and what became of it, newest first.
func (c *Case) addTransfers(p *kit.Page) {
	cs := c.snap.Case
	wish := cs.Wish != nil && cs.Wish.Kind != "" && cs.Wish.Transfer == ""
	if len(cs.Transfers) == 0 && !wish {
		return
	}
	p.Rule("money")
	if wish {
		name := string(cs.Wish.Kind) + " of " + cs.Wish.Amount.String()
		if cs.Halted {
			p.Item(kit.Warn, "?", name+": it is not known whether "+partner(cs.Processor)+" has it")
		} else {
			p.Item(kit.Accent, "◐", name+": being asked for")
		}
	}
	for _, t := range newestFirst(cs.Transfers) {
		cell := transferCell(t)
		sign, word, _ := strings.Cut(cell.Text, " ")
		p.Item(cell.Tone, sign, word+": "+transferName(t))
		addTransfer(p, t)
		p.Item(kit.Dim, " ", t.ID)
	}
}

// transferCell is the state of a transfer with its sign. A status that is not known is shown as
// it was written, and is never a success.
func transferCell(t flow.Transfer) kit.Cell {
	switch t.State() {
	case flow.TransferPending:
		return kit.Cell{Tone: kit.Accent, Text: "○ pending"}
	case flow.TransferHeld:
		if t.ClearsOn != "" {
			return kit.Cell{Tone: kit.Warn, Text: "◐ held until " + day(t.ClearsOn)}
		}
		return kit.Cell{Tone: kit.Warn, Text: "◐ held"}
	case flow.TransferAvailable:
		return kit.Cell{Tone: kit.Good, Text: "✓ available"}
	case flow.TransferPaid:
		return kit.Cell{Tone: kit.Good, Text: "✓ paid"}
	case flow.TransferCancelled:
		return kit.Cell{Tone: kit.Dim, Text: "· cancelled"}
	case flow.TransferReversed:
		return kit.Cell{Tone: kit.Bad, Text: "✗ reversed"}
	}
	if t.Status == "" {
		return kit.Cell{Tone: kit.Warn, Text: "? no status"}
	}
	return kit.Cell{Tone: kit.Warn, Text: "? " + kit.Quote(t.Status)}
}

// addTransfer sets what else is known of a transfer, but for its ids.
func addTransfer(p *kit.Page, t flow.Transfer) {
	note := func(tone kit.Tone, words string) { p.Item(tone, " ", words) }
	switch t.State() {
	case flow.TransferUnknown:
		note(kit.Warn, "This program does not know that status. Look at it there before you rely on it.")
	case flow.TransferReversed:
		note(kit.Bad, reversal(t))
	case flow.TransferCancelled:
		if t.Cancellation != "" {
			p.Quote("  it said", t.Cancellation)
		}
	}
	if a := t.Authorization; a != "" {
		words := "authorization: " + a
		if t.VerificationKind != "" {
			words += ", asked by " + t.VerificationKind
		}
		note(kit.Dim, words)
	}
	addHolds(t, note)
	for _, dates := range transferDates(t) {
		note(kit.Dim, dates)
	}
}
