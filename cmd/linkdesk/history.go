package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) historyCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "history",
		Short: "The cases of the past",
		Args:  noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return usage(errors.New("say what: linkdesk history list, or linkdesk history show CASE"))
		},
	}
	var asJSON bool
	var limit int
	list := &cobra.Command{
		Use:   "list",
		Short: "All cases, newest first",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.historyList(cmd.Context(), limit, asJSON) },
	}
	list.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each case")
	list.Flags().IntVar(&limit, "limit", 0, "at most this many; 0 is all")
	show := &cobra.Command{
		Use:   "show CASE",
		Short: "One case with every event; CASE is an id or a unique prefix or suffix of one",
		Args:  oneArg("CASE"),
		RunE:  func(cmd *cobra.Command, args []string) error { return a.historyShow(cmd.Context(), args[0], asJSON) },
	}
	show.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each event, and last the case")
	cmd.AddCommand(list, show)
	return cmd
}

// look resolves where a reading command looks.
func (a *app) look() (order, error) {
	s := readSettings()
	dir, err := a.dataDir(s)
	if err != nil {
		return order{}, err
	}
	o := order{dir: dir, settings: s, readOnly: true}
	// Only the flag narrows a look: PLAID_ENV says where to work, not what to remember.
	if a.flags.env != "" {
		o.env, err = flow.ParseEnvironment(a.flags.env)
	}
	return o, usage(err)
}

func (a *app) historyList(ctx context.Context, limit int, asJSON bool) error {
	if limit < 0 {
		return usage(errors.New("--limit is a number of cases"))
	}
	o, err := a.look()
	if err != nil {
		return err
	}
	all, err := a.histories(o)
	if err != nil {
		return err
	}
	lines := &jsonLines{w: a.out}
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	n := 0
	err = eachCase(ctx, all, flow.Filter{}, limit, func(h found, s flow.Summary) error {
		n++
		if asJSON {
			c, err := h.store.Case(ctx, s.ID)
			if err != nil {
				return err
			}
			return lines.write(newCaseLine(c))
		}
		if n == 1 {
			fmt.Fprintln(table, "CASE\tENVIRONMENT\tSTATUS\tSTOP\tWHO ACTS\tCOUNTERPARTY\tBANK\tMASK\tUPDATED")
		}
		_, err := fmt.Fprintln(table, strings.Join([]string{string(s.ID), string(s.Env), string(s.Status), string(s.Stop), string(s.Who),
			s.Name, s.Institution, s.Mask, s.Updated.Local().Format("2006-01-02 15:04")}, "\t"))
		return err
	})
	if err != nil {
		return err
	}
	if n == 0 {
		fmt.Fprintln(a.err, "there is no case yet; linkdesk demo opens one without keys")
	}
	return table.Flush()
}

// eachCase walks all histories at once, newest case first, a page at a time.
func eachCase(ctx context.Context, all []found, filter flow.Filter, limit int, do func(found, flow.Summary) error) error {
	pages := make([]flow.Page, len(all))
	// A look of a filter may find nothing and have more to look at all the same.
	fill := func(i int, before flow.CaseID) (err error) {
		for pages[i].More = true; err == nil && pages[i].More && len(pages[i].Rows) == 0; before = pages[i].Next {
			pages[i], err = all[i].store.List(ctx, flow.Query{Before: before, Filter: filter})
		}
		return err
	}
	for i := range all {
		if err := fill(i, ""); err != nil {
			return err
		}
	}
	for n := 0; limit == 0 || n < limit; n++ {
		next := -1
		for i, p := range pages {
			if len(p.Rows) > 0 && (next < 0 || p.Rows[0].ID > pages[next].Rows[0].ID) {
				next = i
			}
		}
		if next < 0 {
			return nil
		}
		if err := do(all[next], pages[next].Rows[0]); err != nil {
			return err
		}
		if pages[next].Rows = pages[next].Rows[1:]; len(pages[next].Rows) == 0 && pages[next].More {
			if err := fill(next, pages[next].Next); err != nil {
				return err
			}
		}
	}
	return nil
}

func (a *app) historyShow(ctx context.Context, text string, asJSON bool) error {
	o, err := a.look()
	if err != nil {
		return err
	}
	h, err := a.findCase(ctx, o, text)
	if err != nil {
		return err
	}
	if o.env != "" && o.env != h.env {
		return usage(fmt.Errorf("case %s is a %s case", h.id, h.env))
	}
	records, err := h.store.Records(ctx, h.id)
	if err != nil {
		return err
	}
	c, err := flow.Replay(records)
	if err != nil {
		return err
	}
	if asJSON {
		lines := &jsonLines{w: a.out}
		for _, r := range records {
			if err := lines.write(newEventLine(r)); err != nil {
				return err
			}
		}
		return lines.write(newCaseLine(c))
	}
	return a.showCase(c, records)
}

// showCase prints a case for a person: what it came to, then its events with their calls.
func (a *app) showCase(c flow.Case, records []flow.Record) error {
	fmt.Fprintf(a.out, "case %s in %s: %s, at %s, %s acts\n", c.ID, c.Env, c.Status(), c.Stop().Title(), c.Who())
	if next := advice(c); next != "" {
		fmt.Fprintln(a.out, next)
	}
	fmt.Fprintln(a.out)
	for _, r := range records {
		fmt.Fprintf(a.out, "%4d  %s  %-16s %s\n", r.Seq, r.Time.Local().Format(time.DateTime), r.Event.Stop().Title(), told(r.Event))
		for _, call := range flow.CallsOf(r.Event) {
			fmt.Fprintf(a.out, "%42s %s  HTTP %d  %d ms  request_id %s\n", "", call.Endpoint, call.HTTPStatus, call.TookMS, call.RequestID)
		}
	}
	return nil
}
