package snippet

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"linkdesk/flow"
)

// writer fills a guide in. A line of it that begins with ?NAME or ?!NAME is for facts in which that
// holds or does not, <<:NAME>> is another part, <<NAME>> a value, <<NAME|FORM>> puts it, or each of
// a list, in the place of the % of a form, and <<$NAME>> is a variable of a shell outside of all quotes.
type writer struct {
	parts              map[string][]string
	dialect            dialect
	facts              Facts
	known              map[string]string
	out                strings.Builder
	variables, missing []string
}

func newWriter(raw string, lang Language, f Facts) *writer {
	return &writer{parts: parts(raw), dialect: dialectOf(lang), facts: f, known: map[string]string{
		"client_user_id": f.ClientUserID, "legal_name": f.LegalName, "redirect_uri": f.RedirectURI, "account_id": f.AccountID,
		"processor": f.Processor, "primetrust_contact_id": f.ContactID, "idempotency_key": f.Key, "check_type": checkType(f.Business)}}
}

func (w *writer) part(name string) {
	lines, ok := w.parts[name]
	if !ok {
		panic("snippet: no part " + name)
	}
	for _, line := range lines {
		if rest, is := strings.CutPrefix(line, "?"); is {
			when, text, _ := strings.Cut(rest, " ")
			name, not := strings.CutPrefix(when, "!")
			if w.holds(name) == not {
				continue
			}
			line = text
		}
		if inner, is := strings.CutPrefix(line, "<<:"); is {
			w.part(strings.TrimSuffix(strings.TrimSpace(inner), ">>"))
			continue
		}
		w.line(line)
	}
}

func (w *writer) holds(when string) bool {
	f := w.facts
	switch when {
	case "hosted":
		return f.Hosted
	case "repair":
		return f.Repair
	case "filters":
		return !f.Repair || f.SelectAccounts
	case "select":
		return f.Repair && f.SelectAccounts
	}
	value, ok := w.known[when]
	if !ok {
		panic("snippet: unknown condition " + when)
	}
	return value != ""
}

func (w *writer) line(line string) {
	for {
		before, rest, found := strings.Cut(line, "<<")
		w.out.WriteString(before)
		if !found {
			return
		}
		name, after, _ := strings.Cut(rest, ">>")
		line = after
		name, form, _ := strings.Cut(name, "|")
		w.out.WriteString(w.value(name, cmp.Or(form, "%")))
	}
}

// variablesHere marks where the variables are told once all are known.
const variablesHere = "<<variables>>"

func (w *writer) value(name, form string) string {
	switch name {
	case "variables":
		return variablesHere
	case "products":
		return w.list(w.facts.Products, form)
	case "countries":
		return w.list(w.facts.Countries, form)
	case "plaid_url":
		return plaidAt(w.facts.Env)
	case "primetrust_url":
		return primeTrustAt(w.facts.Env)
	}
	if bare, is := strings.CutPrefix(name, "$"); is {
		w.variable(bare)
		return `"$` + bare + `"`
	}
	if value := w.known[name]; value != "" {
		return strings.Replace(form, "%", w.dialect.text(value), 1)
	}
	return strings.Replace(form, "%", w.variable(strings.ToUpper(name)), 1)
}

func (w *writer) list(values []string, form string) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = strings.Replace(form, "%", w.dialect.text(flow.Clean(v)), 1)
	}
	return strings.Join(out, ", ")
}

func (w *writer) variable(name string) string {
	if !slices.Contains(w.variables, name) {
		w.variables = append(w.variables, name)
		if _, ofCase := w.known[strings.ToLower(name)]; ofCase {
			w.missing = append(w.missing, name)
		}
	}
	return fmt.Sprintf(w.dialect.env, name)
}
