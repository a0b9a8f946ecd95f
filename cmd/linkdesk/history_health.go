package main

import (
	"cmp"
	"fmt"
	"time"

	"linkdesk/flow"
)

// health prints the bank link at the attempt beside the bank link now, and below them the bank.
func (s sheet) health(c flow.Case, records []flow.Record, now *healthNow) {
	then, last, ok := flow.Looks(records)
	look, looked := flow.LastBankLook(records)
	if !ok && !looked && now == nil {
		return
	}
	s.gap()
	head := "bank link"
	if !ok && now == nil {
		head = "bank" // nothing was linked
	}
	s.head(head + ids(" at", cmp.Or(flow.Summarize(c).Institution, look.Bank.Name)))
	if ok && then.End == "" {
		s.line("  at the attempt", 18, then.Words()+event(then.At, then.Seq))
	}
	switch {
	case last.End != "":
		s.line("  now", 18, last.Words()+event(last.At, last.Seq))
	case now != nil:
		s.itemNow(*now)
	case last.Seq != then.Seq:
		s.line("  last looked at", 18, last.Words()+event(last.At, last.Seq))
	case ok:
		s.line("  since then", 18, "nobody has looked; --now asks Plaid")
	}
	if looked {
		s.line("  the bank then", 18, bankThen(look)+event(look.Bank.At, look.Seq))
	}
	switch {
	case now != nil:
		s.bankNow(*now)
	case looked:
		s.line("  the bank now", 18, "not asked; --now asks Plaid")
	}
}

// event is when something was, and where it stands below.
func event(at time.Time, seq uint32) string {
	return fmt.Sprintf(" (%s, event %d)", at.Local().Format(time.DateTime), seq)
}

func (s sheet) itemNow(n healthNow) {
	switch {
	case n.Item != nil:
		s.line("  now", 18, n.Item.Words())
	case n.Fault != nil:
		s.line("  now", 18, "not known: "+n.Fault.Error())
	}
}

func (s sheet) bankNow(n healthNow) {
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
	words := flow.BankHealth{Products: b.Health}.Words()
	if words == "" {
		words = "Plaid does not say how it is"
	}
	words += "; in Plaid's catalogue as " + b.Name + " (" + b.ID + ")"
	if b.OAuth != nil && *b.OAuth {
		words += "; its customers sign in on its own page"
	}
	return words
}

// bankThen is how the bank was when an attempt there failed.
func bankThen(l flow.BankLook) string {
	switch words := l.Bank.Words(); {
	case l.Fault != nil:
		return "could not be asked: " + l.Fault.Error()
	case words != "":
		return words
	}
	return "Plaid did not say"
}
