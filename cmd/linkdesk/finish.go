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
