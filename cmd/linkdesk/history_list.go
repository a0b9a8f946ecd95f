package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

// listFlags narrow a list of cases.
type listFlags struct {
	limit                           int
	json                            bool
	status, who, institution, since string
}

func (l *listFlags) register(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&l.json, "json", false, "one JSON object for each case")
	l.narrow(cmd)
}

// narrow adds the flags that say which cases are wanted.
func (l *listFlags) narrow(cmd *cobra.Command) {
	f := cmd.Flags()
	f.IntVar(&l.limit, "limit", 0, "at most this many; 0 is all")
	f.StringVar(&l.status, "status", "", "only cases that are "+oneOf(flow.Statuses()))
	f.StringVar(&l.who, "who", "", "only cases in which this party must act: "+oneOf(flow.Parties()))
	f.StringVar(&l.institution, "institution", "", "only cases of this bank: institution_id, or a part of its name")
	f.StringVar(&l.since, "since", "", "only cases opened on this day or later, such as 2026-11-25")
}

// filter checks the flags.
func (l *listFlags) filter() (flow.Filter, error) {
	f := flow.Filter{Status: flow.Status(l.status), Who: flow.Who(l.who), Institution: strings.TrimSpace(l.institution)}
	switch {
	case l.limit < 0:
		return f, usage(errors.New("--limit is a number of cases"))
	case f.Status != "" && !slices.Contains(flow.Statuses(), f.Status):
		return f, usage(fmt.Errorf("unknown --status %q: use %s", flow.Clean(l.status), oneOf(flow.Statuses())))
	case f.Who != "" && !slices.Contains(flow.Parties(), f.Who):
		return f, usage(fmt.Errorf("unknown --who %q: use %s", flow.Clean(l.who), oneOf(flow.Parties())))
	case l.since == "":
		return f, nil
	}
	at, err := time.ParseInLocation(time.DateOnly, l.since, time.Local)
	if err != nil {
		at, err = time.Parse(time.RFC3339, l.since)
	}
	if err != nil {
		return f, usage(fmt.Errorf("--since is a day such as 2026-11-25 or a time such as 2026-11-25T10:00:00Z, not %q", flow.Clean(l.since)))
	}
	f.Since = at
	return f, nil
}

func oneOf[T ~string](all []T) string {
	words := make([]string, len(all))
	for i, w := range all {
		words[i] = string(w)
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

func (a *app) historyListCmd() *cobra.Command {
	var l listFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "All cases, newest first",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.historyList(cmd.Context(), l) },
	}
	l.register(cmd)
	return cmd
}

// narrowed checks the flags and opens the histories to look in.
func (a *app) narrowed(ctx context.Context, l listFlags) ([]found, flow.Filter, error) {
	filter, err := l.filter()
	if err != nil {
		return nil, filter, err
	}
	o, err := a.look(ctx)
	if err != nil {
		return nil, filter, err
	}
	all, err := a.histories(o)
	return all, filter, err
}

func (a *app) historyList(ctx context.Context, l listFlags) error {
	all, filter, err := a.narrowed(ctx, l)
	if err != nil {
		return err
	}
	t := newCaseTable(a, l.json, false)
	if err := eachCase(ctx, all, filter, l.limit, func(h found, s flow.Summary) error { return t.row(ctx, h, s, nil) }); err != nil {
		return err
	}
	if t.n == 0 && filter.Empty() {
		fmt.Fprintln(a.err, "there is no case yet; linkdesk demo opens one without keys")
	} else if t.n == 0 {
		fmt.Fprintln(a.err, "no case matches; linkdesk history list shows all")
	}
	return t.flush()
}

// caseTable prints cases as they are found: lines for people, or JSON.
type caseTable struct {
	app   *app
	lines *jsonLines // nil for people
	table *tabwriter.Writer
	hits  bool // with a column that says what was found
	n     int
}

func newCaseTable(a *app, asJSON, hits bool) *caseTable {
	t := &caseTable{app: a, table: tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0), hits: hits}
	if asJSON {
		t.lines = &jsonLines{w: a.out}
	}
	return t
}

func (t *caseTable) row(ctx context.Context, h found, s flow.Summary, by []flow.Match) error {
	t.n++
	if t.lines != nil {
		c, err := h.store.Case(ctx, s.ID)
		if err != nil {
			return err
		}
		line := newCaseLine(c)
		line.Hits = newHitLines(by)
		return t.lines.write(line)
	}
	head := []string{"CASE", "ENVIRONMENT", "STATUS", "STOP", "WHO ACTS", "COUNTERPARTY", "BANK", "MASK", "UPDATED"}
	cells := []string{string(s.ID), string(s.Env), string(s.Status), string(s.Stop), string(s.Who),
		s.Name, bankOf(s), s.Mask, s.Updated.Local().Format("2006-01-02 15:04")}
	if t.hits {
		head, cells = append(head, "FOUND BY"), append(cells, foundBy(by))
	}
	if t.n == 1 {
		fmt.Fprintln(t.table, strings.Join(head, "\t"))
	}
	_, err := fmt.Fprintln(t.table, strings.Join(cells, "\t"))
	return err
}

// bankOf names the bank of a row; one whose name was never heard has its institution_id.
func bankOf(s flow.Summary) string {
	if s.Institution == "" {
		return s.InstitutionID
	}
	return s.Institution
}

func (t *caseTable) flush() error { return t.table.Flush() }
