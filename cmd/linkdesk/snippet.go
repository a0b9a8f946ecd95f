package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"linkdesk/flow"
	"linkdesk/flow/snippet"
)

func (a *app) snippetCmd() *cobra.Command {
	var id, lang string
	cmd := &cobra.Command{
		Use:   "snippet STEP",
		Short: "A call of the road as code in your language",
		Long: `snippet prints a step of the road as a program that runs as it stands: as shell commands with curl,
or for Plaid's current library in Node, Python, Ruby, Go or Java. Prime Trust has no library, so the
submission is plain HTTP in each language. STEP is link_token, exchange, processor_token or submission.

Keys to the providers and tokens are always variables of the environment; the program says which. With
--case the values of a case are filled in. The address is that of the environment; PLAID_URL and
PRIMETRUST_URL replace it, so that the same program runs against linkdesk sim.`,
		Args: oneArg("STEP, which is " + oneOf(snippet.Steps())),
		RunE: func(cmd *cobra.Command, args []string) error { return a.snippet(cmd.Context(), args[0], lang, id) },
	}
	cmd.Flags().StringVar(&id, "case", "", "fill in what this case has; CASE is an id or a unique prefix or suffix of one")
	cmd.Flags().StringVar(&lang, "lang", string(snippet.InCurl), oneOf(snippet.Languages()))
	return cmd
}

func (a *app) snippet(ctx context.Context, step, lang, id string) error {
	s, err := snippet.ParseStep(step)
	if err != nil {
		return usage(err)
	}
	l, err := snippet.ParseLanguage(lang)
	if err != nil {
		return usage(err)
	}
	if id == "" {
		f, err := a.guideFacts()
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(a.out, snippet.Write(s, l, f).Text)
		return err
	}
	return a.snippetOf(ctx, s, l, id)
}

// guideFacts are what a snippet shows when no case is meant: the environment and what the operator
// has set for it.
func (a *app) guideFacts() (snippet.Facts, error) {
	s := a.settings()
	env, err := a.environment(s)
	if err != nil {
		return snippet.Facts{}, err
	}
	f := snippet.Facts{Env: env}
	return f, s.asked(&f)
}

// asked puts in what the operator lets customers be asked for. Demo never looks at it.
func (s settings) asked(f *snippet.Facts) error {
	if f.Env == flow.Demo {
		return nil
	}
	for k, into := range map[*setting]*[]string{&setProducts: &f.Products, &setCountries: &f.Countries} {
		v, err := s.of(f.Env).find(*k)
		if err != nil {
			return usage(err)
		}
		*into = list(v.text)
	}
	return nil
}

func (a *app) snippetOf(ctx context.Context, step snippet.Step, lang snippet.Language, id string) error {
	o, err := a.look(ctx)
	if err != nil {
		return err
	}
	h, err := a.findCase(ctx, o, id)
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
	if step == snippet.Submission && c.Processor != "" && c.Processor != flow.PrimeTrust {
		return usage(errors.New("the processor_token of case " + string(c.ID) + " is for " + flow.Clean(c.Processor) + ", and a submission is known for " + flow.PrimeTrust + " alone"))
	}
	f := snippet.FactsOf(c, submissionKey(c, records))
	if err := o.settings.asked(&f); err != nil {
		return err
	}
	s := snippet.Write(step, lang, f)
	if len(s.Missing) > 0 {
		fmt.Fprintf(a.err, "case %s has nothing for %s now, so that is left to the environment\n", c.ID, strings.Join(s.Missing, ", "))
	}
	_, err = fmt.Fprint(a.out, s.Text)
	return err
}

// submissionKey is the key under which a case was submitted, or may have been, "" when it was not: a
// refused key would only repeat its refusal. A program that goes out under it cannot make a second
// funds-transfer-method.
func submissionKey(c flow.Case, records []flow.Record) (key string) {
	if c.Submission == nil && (c.Open == nil || c.Open.Effect != flow.Submit) {
		return ""
	}
	for _, r := range records {
		if intent, is := r.Event.(flow.Intent); is && intent.Effect == flow.Submit {
			key = intent.Key
		}
	}
	return key
}
