package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

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
