package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/term"
)

// upkeepLine shows how far long work is: on a terminal in one line that is written over, elsewhere
// a line for each piece of work that begins. Empty ends the line.
func (a *app) upkeepLine(text string) {
	what, _, _ := strings.Cut(text, ",")
	if errs, ok := a.err.(*os.File); ok && term.IsTerminal(int(errs.Fd())) {
		if text != a.shown {
			fmt.Fprintf(a.err, "\r\x1b[K%s", text)
		}
	} else if last, _, _ := strings.Cut(a.shown, ","); what != "" && what != last {
		fmt.Fprintln(a.err, what)
	}
	a.shown = text
}

// mustAgree asks before something that cannot be taken back, and is an error unless somebody agrees.
func (a *app) mustAgree(ctx context.Context, yes bool, question string) error {
	if yes {
		return nil
	}
	ok, err := a.agreed(ctx, question+"\nGo on? [y/N] ")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case err != nil:
		return usage(fmt.Errorf("%s\n  %w", question, err))
	case !ok:
		return usage(errors.New("not agreed to; nothing was changed"))
	}
	return nil
}
