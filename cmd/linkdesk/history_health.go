package main

import (
	"fmt"
	"time"

	"linkdesk/flow"
)

// health prints the bank link at the attempt beside the bank link now.
func (s sheet) health(c flow.Case, records []flow.Record, now *healthNow) {
	then, last, ok := flow.Looks(records)
	if !ok && now == nil {
		return
	}
	s.gap()
	s.head("bank link" + ids(" at", c.Item.InstitutionName))
	at := func(l flow.Look) string {
		return fmt.Sprintf("%s (%s, event %d)", l.Item.Words(), l.At.Local().Format(time.DateTime), l.Seq)
	}
	if ok {
		s.line("  at the attempt", 18, at(then))
	}
	switch {
	case now != nil:
		s.now(*now)
	case last.Seq != then.Seq:
		s.line("  last looked at", 18, at(last))
	default:
		s.line("  since then", 18, "nobody has looked; --now asks Plaid")
	}
}

func (s sheet) now(n healthNow) {
	switch {
	case n.Item != nil:
		s.line("  now", 18, n.Item.Words())
	case n.Fault != nil:
		s.line("  now", 18, "not known: "+n.Fault.Error())
	}
	switch {
	case n.Bank != nil:
		s.line("  the bank now", 18, bankWords(*n.Bank))
	case n.BankFault != nil:
		s.line("  the bank now", 18, "not known: "+n.BankFault.Error())
	}
	for _, call := range n.Calls {
		s.line("", 18, callLine(call))
	}
}

func bankWords(b bankNow) string {
	words := "in Plaid's catalogue as " + b.Name + " (" + b.ID + ")"
	if b.OAuth {
		words += "; its customers sign in on its own page"
	}
	return words
}
