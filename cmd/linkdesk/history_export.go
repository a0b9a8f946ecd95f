package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/bundle"
)

// exportFlags say what leaves, for whom and where to.
type exportFlags struct {
	format, reader, file string
	force                bool
	list                 listFlags
}

// exportFormats are the formats; the first is the default.
func exportFormats() []string { return []string{"md", "json", "csv"} }

func (a *app) historyExportCmd() *cobra.Command {
	var x exportFlags
	cmd := &cobra.Command{
		Use:   "export [CASE]",
		Short: "A case for a ticket, or for a provider's support",
		Long: `export writes what somebody else may know about a case: Markdown for a ticket, JSON with the schema
docs/export.schema.json, or CSV. Only what is on a list leaves; tokens, their hashes, account numbers and
balances are on none. --for plaid and --for primetrust are for the providers' support: what happened at that
provider, with its ids, and without the customer's name. With --format csv and no CASE it lists
all cases, and the flags of history list narrow it. An export is a look: nothing is journalled.`,
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			return oneArg("CASE")(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error { return a.historyExport(cmd, x, args) },
	}
	f := cmd.Flags()
	f.StringVar(&x.format, "format", "md", oneOf(exportFormats()))
	f.StringVar(&x.reader, "for", string(bundle.Ticket), "who shall read it: "+oneOf(bundle.Profiles()))
	f.StringVarP(&x.file, "output", "o", "-", "the file to write, readable by you alone; - is standard output")
	f.BoolVar(&x.force, "force", false, "replace the file where it is there already")
	x.list.narrow(cmd)
	return cmd
}

// check refuses what does not go together, before anything is opened.
func (x exportFlags) check(cmd *cobra.Command, args []string) error {
	narrowed := slices.ContainsFunc([]string{"limit", "status", "who", "institution", "since"}, cmd.Flags().Changed)
	switch {
	case !slices.Contains(exportFormats(), x.format):
		return usage(fmt.Errorf("unknown --format %q: use %s", flow.Clean(x.format), oneOf(exportFormats())))
	case !slices.Contains(bundle.Profiles(), bundle.Profile(x.reader)):
		return usage(fmt.Errorf("unknown --for %q: use %s", flow.Clean(x.reader), oneOf(bundle.Profiles())))
	case len(args) == 0 && x.format != "csv":
		return usage(errors.New("say which case: linkdesk history export CASE; only --format csv lists many"))
	case len(args) > 0 && narrowed:
		return usage(errors.New("--limit, --status, --who, --institution and --since choose among all cases: leave CASE or them away"))
	case x.force && x.file == "-":
		return usage(errors.New("--force replaces a file: name it with -o"))
	}
	return nil
}

func (a *app) historyExport(cmd *cobra.Command, x exportFlags, args []string) error {
	ctx := cmd.Context()
	if err := x.check(cmd, args); err != nil {
		return err
	}
	o, err := a.look(ctx)
	if err != nil {
		return err
	}
	if x.file != "-" {
		if err := exportName(o.dir, x.file, x.force); err != nil {
			return usage(err)
		}
	}
	if len(args) == 0 {
		return a.exportList(ctx, x)
	}
	h, err := a.findCase(ctx, o, args[0])
	if err != nil {
		return err
	}
	if o.env != "" && o.env != h.env {
		return usage(fmt.Errorf("case %s is a %s case", h.id, h.env))
	}
	made, err := exportOf(ctx, h, x)
	if err != nil {
		return err
	}
	if err := a.writeExport(x, func(w io.Writer) error { return putExport(w, x.format, made) }); err != nil {
		return err
	}
	a.exported(x, fmt.Sprintf("case %s, %d of %d events", h.id, len(made.Timeline), made.Events), made.Left())
	return nil
}

// exportOf reads a case and makes its export.
func exportOf(ctx context.Context, h found, x exportFlags) (bundle.Export, error) {
	records, err := h.store.Records(ctx, h.id)
	if err != nil {
		return bundle.Export{}, err
	}
	c, err := flow.Replay(records)
	if err != nil {
		return bundle.Export{}, err
	}
	return bundle.Make(bundle.Order{For: bundle.Profile(x.reader), Made: time.Now(), Versions: versions()}, c, records), nil
}

func putExport(w io.Writer, format string, x bundle.Export) error {
	switch format {
	case "json":
		b, err := x.JSON()
		if err == nil {
			_, err = w.Write(b)
		}
		return err
	case "csv":
		list, err := bundle.NewCSV(w, x.For)
		if err == nil {
			err = list.Write(x)
		}
		return err
	}
	_, err := io.WriteString(w, x.Markdown())
	return err
}

// exported says what was written and what was left out.
func (a *app) exported(x exportFlags, what string, left []string) {
	if x.file == "-" {
		fmt.Fprintf(a.err, "%s, for: %s\n", what, x.reader)
	} else {
		fmt.Fprintf(a.out, "%s: %s, for: %s\n", flow.Clean(x.file), what, x.reader)
	}
	fmt.Fprintln(a.err, "left out: "+strings.Join(left, "; "))
}
