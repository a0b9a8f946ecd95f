package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) historyNoteCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "note CASE TEXT",
		Short: "Write a note into a case, with your name",
		Long: `note keeps a few words with a case: whom you called, what was agreed. It changes nothing else, so it can
be written at any time, also into a closed case or while another console works on it. A note is kept in
clear and stays for ever; tokens are refused.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 {
				return nil
			}
			return usage(fmt.Errorf("%s takes two arguments, CASE and TEXT: put the text into quotation marks", cmd.CommandPath()))
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.historyNote(cmd.Context(), args[0], args[1]) },
	}
}

// noteWrites begins the sentence that refuses it where this program may only look.
const noteWrites = "a note changes the history"

func (a *app) historyNote(ctx context.Context, text, note string) error {
	o, err := a.look(ctx)
	if err == nil {
		err = o.settings.mayWrite(o.env, noteWrites)
	}
	if err != nil {
		return err
	}
	// What cannot be a note is said before anything is opened.
	if _, err := flow.Decide(flow.Case{Phase: flow.PhaseOpened}, flow.Note{Text: note}, time.Time{}); err != nil {
		return usage(err)
	}
	h, err := a.findCase(ctx, o, text)
	if err != nil {
		return err
	}
	if o.env != "" && o.env != h.env {
		return usage(fmt.Errorf("case %s is a %s case", h.id, h.env))
	}
	if err := o.settings.mayWrite(h.env, noteWrites); err != nil {
		return err
	}
	o.env, o.readOnly = h.env, false
	st, err := openHistory(o)
	if err != nil {
		return err
	}
	for {
		c, err := st.Case(ctx, h.id)
		if err != nil {
			return err
		}
		events, err := flow.Decide(c, flow.Note{Text: note, By: "history"}, time.Now())
		if err != nil {
			return usage(err)
		}
		_, err = st.Append(ctx, flow.Append{Case: h.id, Expect: c.Seq, At: time.Now(), Actor: actor(), Events: events})
		if errors.Is(err, flow.ErrConflict) {
			continue // somebody works on the case, which is no reason not to note something
		}
		if err == nil {
			fmt.Fprintf(a.out, "noted in case %s of %s\n", h.id, h.env)
		}
		return err
	}
}

// noteBy says whose note a record is: its actor without the machine's process.
func noteBy(r flow.Record) string {
	if _, ok := r.Event.(flow.Noted); !ok {
		return ""
	}
	who, _, _ := strings.Cut(r.Actor, ":")
	return ", by " + flow.Clean(who)
}
