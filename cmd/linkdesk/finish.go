package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// finish prints the result of a run, whatever its end, and turns it into the exit code. ctx
// outlives the run.
func (w *walk) finish(ctx context.Context, off *office, id flow.CaseID, c flow.Case, err error) error {
	if errors.Is(err, context.Canceled) && off.engine.InFlight() {
		fmt.Fprintln(w.err, "a request is on its way; waiting for its answer (Ctrl+C again leaves at once, and --resume finds out)")
	}
	_ = off.engine.Close(ctx)
	// What is told must be what the journal says.
	if now, readErr := off.store.Case(ctx, id); readErr == nil {
		c = now
	}
	if errors.Is(err, context.Canceled) && ended(c) && !w.left(c) {
		err = nil // the last answer came in after all
	}
	fault := w.faultOf(c, err)
	if fault == nil && (w.flags.follow || w.flags.fund != "") {
		fault = explain.Hinted(c.MoneyFault(), c)
	}
	res := newResult("result", c, time.Now())
	res.Fault = fault
	var revealErr error
	if w.flags.reveal && err == nil && c.Masked != "" {
		var token string
		if token, revealErr = w.reveal(ctx, off, id); revealErr == nil {
			res.ProcessorToken = &token
		}
	}
	if err := w.print(res, c); err != nil {
		return fmt.Errorf("the result could not be printed: %w", err)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case err != nil && tellable(err):
		return exitError{codeOfStop(fault)} // the result has said it
	case err != nil:
		return begun(id, err)
	case revealErr != nil:
		return revealErr
	}
	if fault == nil {
		return nil
	}
	if c.Fault == nil {
		return exitError{exitRefused} // the money did not arrive
	}
	return silent(codeOfCase(c))
}

// tellable reports that the result line holds what err says.
func tellable(err error) bool {
	var fault *flow.Fault
	var refusal *flow.Refusal
	return errors.As(err, &fault) || errors.As(err, &refusal)
}

// ended reports that the road is at its end and nothing is left to do.
func ended(c flow.Case) bool {
	return (c.Fault == nil || c.Extra()) && (c.Phase == flow.PhaseSubmitted || c.Phase == flow.PhaseTokenReady && !c.Adapter)
}

// left reports that something about money was asked for and is still to come.
func (w *walk) left(c flow.Case) bool {
	pull := func(t flow.Transfer) bool { return t.Kind == flow.Contribution }
	return w.flags.fund != "" && !slices.ContainsFunc(c.Transfers, pull) || w.flags.follow && c.Waiting()
}

// faultOf is the fault to tell: of the plan, of a refusal here, or of the case.
func (w *walk) faultOf(c flow.Case, err error) *flow.Fault {
	var fault *flow.Fault
	var refusal *flow.Refusal
	switch {
	case errors.As(err, &fault):
		return explain.Hinted(fault, c)
	case errors.As(err, &refusal):
		return &flow.Fault{Kind: flow.Input, Code: "NOT_NOW", Message: refusal.Why, Who: flow.Operator,
			Hint: "Wait until that is over, then: linkdesk run --resume " + string(c.ID)}
	}
	if c.Extra() && !c.Halted && w.old != nil && c.Fault.Code == w.old.Code && c.Fault.RequestID == w.old.RequestID && !w.flags.follow && !w.flags.relink {
		return nil // an old look at the status that failed; nobody asked for one now
	}
	return c.Fault
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

// reveal opens the token, journals that it is shown, and only then hands it out.
func (w *walk) reveal(ctx context.Context, off *office, id flow.CaseID) (string, error) {
	token, err := off.store.Secret(ctx, id, flow.ProcessorToken)
	if err != nil {
		return "", err
	}
	if err := off.engine.Do(ctx, id, flow.RevealToken{By: "run"}); err != nil {
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
	fmt.Fprintf(w.out, "case                  %s\nstatus                %s (at %s)\n", c.ID, res.Status, c.Stop().Title())
	row := func(name string, v *string) {
		if v != nil {
			fmt.Fprintf(w.out, "%-21s %s\n", name, *v)
		}
	}
	row("bank", some(c.Item.InstitutionName))
	row("account", res.AccountMask)
	row("item_id", res.ItemID)
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
