package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// finish prints the result of a run, whatever its end, and turns it into the exit code.
func (w *walk) finish(ctx context.Context, off *office, id flow.CaseID, c flow.Case, err error) error {
	// What is told must be what the journal says, also after an interrupt.
	late, cancel := context.WithTimeout(context.WithoutCancel(ctx), grace)
	defer cancel()
	if errors.Is(err, context.Canceled) {
		_ = off.engine.Close(late)
	}
	if now, readErr := off.store.Case(late, id); readErr == nil {
		c = now
	}
	var fault *flow.Fault
	if errors.As(err, &fault) {
		fault = explain.Hinted(fault, c)
	} else {
		fault = c.Fault
	}
	res := newResult("result", c, time.Now())
	res.Fault = fault
	if w.flags.reveal && err == nil && c.Masked != "" {
		token, revealErr := w.reveal(late, off, id)
		if revealErr != nil {
			return revealErr
		}
		res.ProcessorToken = &token
	}
	if printErr := w.print(res, c); printErr != nil {
		return printErr
	}
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case fault != nil && err != nil:
		return exitError{codeOfStop(fault)}
	case err != nil:
		return err
	}
	return silent(codeOfCase(c))
}

// codeOfStop is the exit code when the plan could not go on: by now there is a case, so even
// a wrong flag is not "nothing was written" any more.
func codeOfStop(f *flow.Fault) int {
	if code := codeOfFault(f); code != exitUsage {
		return code
	}
	return exitRefused
}

func silent(code int) error {
	if code == exitOK {
		return nil
	}
	return exitError{code}
}

// reveal journals that the token is shown before it is.
func (w *walk) reveal(ctx context.Context, off *office, id flow.CaseID) (string, error) {
	if err := off.engine.Do(ctx, id, flow.RevealToken{By: "run"}); err != nil {
		return "", err
	}
	token, err := off.store.Secret(ctx, id, flow.ProcessorToken)
	if err != nil {
		return "", err
	}
	var out string
	token.Use(func(b []byte) { out = string(b) })
	return out, nil
}

// print writes the result: a JSON line, or words for a person.
func (w *walk) print(res resultLine, c flow.Case) error {
	if w.flags.json {
		return w.lines.write(res)
	}
	fmt.Fprintf(w.out, "case             %s\nstatus           %s (at %s)\n", c.ID, res.Status, c.Stop().Title())
	row := func(name string, v *string) {
		if v != nil {
			fmt.Fprintf(w.out, "%-16s %s\n", name, *v)
		}
	}
	row("bank", some(c.Item.InstitutionName))
	row("account", res.AccountMask)
	row("item_id", res.ItemID)
	row("processor_token", res.ProcessorToken)
	row("funds-transfer-method", res.FundsTransferMethodID)
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
	default:
		fmt.Fprintf(w.err, "open this page in a browser on this machine; it works once (Ctrl+C stops waiting)\n%s\n", url)
	}
	if note != "" {
		fmt.Fprintln(w.err, flow.Clean(note))
	}
}

// onRecord prints each event as it becomes durable.
func (w *walk) onRecord(r flow.Record) {
	if w.flags.json {
		_ = w.lines.write(newEventLine(r))
		return
	}
	fmt.Fprintf(w.err, "%s  %-16s %s\n", r.Time.UTC().Format("15:04:05"), r.Event.Stop().Title(), told(r.Event))
}
