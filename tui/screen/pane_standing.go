package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// day is the date of a time as the partner wrote it.
func day(at string) string {
	date, _, _ := strings.Cut(at, "T")
	return date
}

// reversal says what came back and why, in the bank's words.
func reversal(t flow.Transfer) string {
	words := "sent back"
	if t.Reversed != nil {
		words += " " + t.Reversed.String()
	}
	if t.ReversedAt != "" {
		words += " on " + day(t.ReversedAt)
	}
	if t.Reversal == "" {
		return words + ", without a reason"
	}
	return words + ": " + kit.Quote(t.Reversal)
}

// transferDates are the days of a transfer in the order of its life, those of its holds apart. A
// day that its state says already is left out.
func transferDates(t flow.Transfer) []string {
	clears := t.ClearsOn
	if s := t.State(); s != flow.TransferPending && s != flow.TransferUnknown || t.ClearedAt != "" {
		clears = ""
	}
	var out []string
	for _, line := range [][][2]string{
		{{"made", t.Created}, {"settled", t.SettledAt}, {"cancelled", t.CancelledAt}},
		{{"clears", clears}, {"contingencies cleared", t.ClearedAt}},
	} {
		var parts []string
		for _, x := range line {
			if x[1] != "" {
				parts = append(parts, x[0]+" "+day(x[1]))
			}
		}
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, ", "))
		}
	}
	return out
}

// addHolds sets what keeps a transfer: each hold that does, and in one line those that do not.
// What came to its end is not kept by anything.
func addHolds(t flow.Transfer, note func(kit.Tone, string)) {
	if s := t.State(); s == flow.TransferCancelled || s == flow.TransferReversed {
		return
	}
	var cleared []string
	for _, h := range t.Holds {
		if h.Status == "cleared" {
			cleared = append(cleared, h.Type)
			continue
		}
		words := "hold " + h.Type + ": " + h.Status
		if h.Message != "" {
			words += ", " + kit.Quote(h.Message)
		}
		note(kit.Plain, words)
	}
	if len(cleared) > 0 {
		note(kit.Dim, "holds cleared: "+strings.Join(cleared, ", "))
	}
}

// addStanding sets how the counterparty stands at the partner.
func (c *Case) addStanding(p *kit.Page) {
	s := standing(c.snap.Case)
	if s == nil {
		return
	}
	p.Rule("account at " + partner(c.snap.Case.Processor))
	tone, sign := kit.Warn, "!"
	switch s.AccountStatus {
	case "opened":
		tone, sign = kit.Good, "✓"
	case "pending", "incomplete":
		tone, sign = kit.Accent, "○"
	}
	status := s.AccountStatus
	if status == "" {
		status = "no status"
	}
	p.PairTone(tone, "account", sign+" "+status)
	p.PairTone(clearedTone(s.CIPCleared && s.AMLCleared), "CIP and AML", clearedWords(s))
	if frozen := frozenWords(s); frozen != "" {
		p.PairTone(kit.Bad, "frozen", "✗ "+frozen)
		if s.FreezeReason != "" {
			p.Quote("it said", s.FreezeReason)
		}
	}
	for i, need := range s.Required {
		label := ""
		if i == 0 {
			label = "still required"
		}
		p.PairTone(kit.Warn, label, "○ "+need)
	}
}

func clearedTone(ok bool) kit.Tone {
	if ok {
		return kit.Good
	}
	return kit.Warn
}

func clearedWords(s *flow.Standing) string {
	switch {
	case s.CIPCleared && s.AMLCleared:
		return "✓ cleared"
	case s.CIPCleared:
		return "○ CIP cleared, AML not yet"
	case s.AMLCleared:
		return "○ AML cleared, CIP not yet"
	}
	return "○ not cleared yet"
}

// frozenWords name what is frozen, all of it.
func frozenWords(s *flow.Standing) string {
	var parts []string
	for _, x := range []struct {
		is   bool
		what string
	}{{s.SolidFreeze, "the account"}, {s.ContributionsFrozen, "contributions"}, {s.DisbursementsFrozen, "disbursements"}, {s.ContactFrozen, "the contact"}} {
		if x.is {
			parts = append(parts, x.what)
		}
	}
	return strings.Join(parts, ", ")
}

// addTotals sets the money and the assets of the account.
func (c *Case) addTotals(p *kit.Page, sc Scene) {
	l := c.snap.Case.Ledger
	if l == nil {
		return
	}
	for _, t := range l.Totals {
		p.Rule("cash, " + t.Settled.Currency)
		addAmounts(p, sc, []string{"settled", "held", "promised", "free"}, t.Settled, t.Held, t.Pending, t.Disbursable)
	}
	if len(l.Assets) > 0 {
		p.Rule("assets")
	}
	for _, a := range l.Assets {
		words := a.Settled + " settled, " + a.Disbursable + " free"
		if strings.Trim(a.Held, "0.") != "" {
			words += ", " + a.Held + " held"
		}
		p.Pair(a.Name, words)
	}
}

// addAmounts sets amounts of one currency below each other, their cents in one column. The last is
// what the reader came for.
func addAmounts(p *kit.Page, sc Scene, labels []string, amounts ...flow.Money) {
	words, wide := make([]string, len(amounts)), 0
	for i, m := range amounts {
		words[i] = kit.Safe(strings.TrimSuffix(m.String(), " "+m.Currency))
		wide = max(wide, kit.Width(words[i]))
	}
	for i, label := range labels {
		tone := kit.Plain
		if i == len(labels)-1 {
			tone = kit.Strong
		}
		p.Block(sc.Theme.Paint(kit.Dim, kit.Pad(label, len("processor_token")+2)) + sc.Theme.Paint(tone, kit.PadLeft(words[i], wide)))
	}
}

// frozen reports that the partner has frozen something of the counterparty.
func frozen(cs flow.Case) bool {
	pulls, pays := cs.Frozen()
	return pulls || pays
}
