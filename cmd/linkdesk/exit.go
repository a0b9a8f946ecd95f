package main

import (
	"context"
	"errors"
	"strings"

	"linkdesk/flow"
	"linkdesk/store"
)

// The exit codes of the program.
const (
	exitOK          = 0
	exitInternal    = 1
	exitUsage       = 2 // found wrong before the first call; nothing was written
	exitRefused     = 3 // a provider or the customer said no; the case can go on
	exitUncertain   = 4
	exitHistory     = 5 // locked, damaged, or not to be written
	exitInterrupted = 130
)

// usageError is something found wrong before anything was done.
type usageError struct{ err error }

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

func usage(err error) error {
	if err == nil {
		return nil
	}
	return usageError{err}
}

// begunError is what is wrong around a history and was found out behind the first events of a case.
type begunError struct {
	id  flow.CaseID
	err error
}

func begun(id flow.CaseID, err error) error {
	if setup := (*store.SetupError)(nil); errors.As(err, &setup) && id != "" {
		return begunError{id, err}
	}
	return err
}

func (e begunError) Error() string {
	return strings.TrimSuffix(e.err.Error(), ". Nothing was written") + ". The case is kept: go on with linkdesk run --resume " + string(e.id)
}
func (e begunError) Unwrap() error { return e.err }

// exitError carries a code whose message was already printed.
type exitError struct{ code int }

func (exitError) Error() string { return "" }

// codeOf maps an error to the exit code of its class.
func codeOf(err error) int {
	var (
		exit      exitError
		kept      begunError
		use       usageError
		busy      *flow.BusyError
		damaged   *flow.DamagedError
		setup     *store.SetupError
		unwritten *store.WriteError
		ambiguous *flow.AmbiguousError
		fault     *flow.Fault
		refusal   *flow.Refusal
	)
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &exit):
		return exit.code
	case errors.Is(err, context.Canceled):
		return exitInterrupted
	case errors.As(err, &kept), errors.As(err, &busy), errors.As(err, &damaged), errors.As(err, &unwritten):
		return exitHistory
	case errors.As(err, &use), errors.As(err, &setup), errors.As(err, &ambiguous), errors.Is(err, flow.ErrNoCase):
		return exitUsage
	case errors.As(err, &fault):
		return codeOfFault(fault)
	case errors.As(err, &refusal):
		return exitRefused
	}
	return exitInternal
}

func codeOfFault(f *flow.Fault) int {
	switch {
	case f == nil:
		return exitOK
	case f.Kind == flow.Unknown:
		return exitUncertain
	case f.Kind == flow.Internal:
		return exitInternal
	case f.Code == "BAD_INPUT":
		return exitUsage
	}
	return exitRefused
}

// codeOfCase is the exit code of a run that came to an end.
func codeOfCase(c flow.Case) int {
	switch {
	case c.Status() == flow.StatusUncertain:
		return exitUncertain
	case c.Fault == nil:
		return exitOK
	case c.Fault.Kind == flow.Internal:
		return exitInternal
	}
	return exitRefused
}
