package main

import (
	"fmt"
	"text/tabwriter"

	"linkdesk/flow"
)

// settingLine shows a setting. A secret is never shown: Plaid's, which is random, has a
// fingerprint to compare it by; a password has not even that, because one could be guessed from it.
func settingLine(env flow.Environment, k setting, v value) statusLine {
	l := statusLine{Kind: "setting", Env: some(string(env)), Name: some(k.name()), Set: v.text != ""}
	if !l.Set {
		return l
	}
	l.Origin = some(v.from.String())
	switch {
	case !k.secret:
		l.Value = some(flow.Clean(v.text))
	case flow.CheckPlaidSecret(v.text) == nil:
		l.Fingerprint = some(secret(v.text).Hash()[:8])
	}
	return l
}

// printStatus prints the lines for a person, each environment below its name.
func (a *app) printStatus(all []statusLine) error {
	table := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	env := ""
	for _, l := range all {
		if e := words(l.Env); e != env {
			env = e
			fmt.Fprintf(table, "\n%s\n", env)
		}
		switch {
		case l.Kind != "setting":
			// A tab would make the remark a column.
			fmt.Fprintf(table, "  %s: %s\n", l.Kind, words(l.Text))
		case !l.Set:
			fmt.Fprintf(table, "  %s\tnot set\t\n", *l.Name)
		case l.Value != nil:
			fmt.Fprintf(table, "  %s\t%s\t%s\n", *l.Name, *l.Value, *l.Origin)
		case l.Fingerprint != nil:
			fmt.Fprintf(table, "  %s\tset, fingerprint %s\t%s\n", *l.Name, *l.Fingerprint, *l.Origin)
		default:
			fmt.Fprintf(table, "  %s\tset, not shown\t%s\n", *l.Name, *l.Origin)
		}
	}
	return table.Flush()
}

func words(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
