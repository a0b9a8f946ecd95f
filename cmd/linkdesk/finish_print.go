package main

import (
	"fmt"

	"linkdesk/flow"
)

// print writes the result: a JSON line, or words for a person.
func (w *walk) print(res resultLine, c flow.Case) error {
	if w.flags.json {
		return w.lines.write(res)
	}
	fmt.Fprintf(w.out, "case                  %s\nstatus                %s (at %s)\n", c.ID, res.Status, c.Stop().Title())
	row := func(name string, v *string) {
		if v != nil {
			fmt.Fprintf(w.out, "%-21s %s\n", name, *v)
		}
	}
	row("bank", some(c.Item.InstitutionName))
	row("account", res.AccountMask)
	row("item_id", res.ItemID)
	row("bank link", some(c.ItemEndWords()))
	row("processor_token", res.ProcessorToken)
	row("funds-transfer-method", res.FundsTransferMethodID)
	for _, m := range moneyRows(c) {
		row(m[0], &m[1])
	}
	if f := res.Fault; f != nil {
		row("fault", some(f.Error()))
		row("who acts", some(string(f.Who)))
		row("what to do", some(f.Hint))
		return nil
	}
	row("next", some(advice(c)))
	return nil
}

// onHandoff tells where the customer can go. The address works once and opens the customer's
// session, so it goes to the operator's terminal and nowhere else.
func (w *walk) onHandoff(_ flow.CaseID, url string, opened bool, note string) {
	if url == "" {
		return
	}
	switch {
	case w.order.demo.customer:
		fmt.Fprintln(w.err, "the scenario's customer opens the page")
	case opened:
		fmt.Fprintf(w.err, "a browser was started for the customer; the page is also at\n%s\n", url)
	case w.kind == flow.HandoffHosted:
		fmt.Fprintf(w.err, "the customer opens this page on any device; it may be opened again until the link_token ends (Ctrl+C stops waiting, --resume waits on)\n%s\n", url)
	case !w.order.around.CanOpen:
		fmt.Fprintf(w.err, "this page is for a browser on this machine, and works once; %s, so --handoff hosted may be what you want (Ctrl+C stops waiting)\n%s\n", w.order.around.Why, url)
	default:
		fmt.Fprintf(w.err, "open this page in a browser on this machine; it works once (Ctrl+C stops waiting)\n%s\n", url)
	}
	if note != "" {
		fmt.Fprintln(w.err, flow.Clean(note))
	}
}

// onStuck tells why an outcome cannot be written yet.
func (w *walk) onStuck(why string) {
	fmt.Fprintf(w.err, "the outcome cannot be written to the history yet, trying on: %s\n", flow.Clean(why))
}

// onNote tells how a hand-off is doing.
func (w *walk) onNote(_ flow.CaseID, text string) {
	if text != "" {
		fmt.Fprintln(w.err, text)
	}
}

// onRecord prints each event as it becomes durable.
func (w *walk) onRecord(r flow.Record) {
	if e, ok := r.Event.(flow.HandoffStarted); ok {
		w.kind = e.Handoff
	}
	if w.flags.json {
		_ = w.lines.write(newEventLine(r))
		return
	}
	fmt.Fprintf(w.err, "%s  %-16s %s\n", r.Time.UTC().Format("15:04:05"), r.Event.Stop().Title(), told(r.Event))
}
