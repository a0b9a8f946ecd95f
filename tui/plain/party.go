package plain

import (
	"context"
	"errors"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// newCase asks who it is about and opens it.
func (c *console) newCase(ctx context.Context, desk screen.Desk, known flow.Party) (flow.CaseID, error) {
	d := desk.Defaults()
	c.say("A new case. An empty line takes what stands in brackets; b goes back.")
	if known == (flow.Party{}) {
		known = d.Party
	}
	party, err := c.party(ctx, desk, known)
	if err != nil {
		return "", err
	}
	id, err := desk.Open(ctx, flow.OpenCase{Env: desk.Env(), Processor: d.Processor, Adapter: d.Adapter, Handoff: d.Handoff, Scenario: d.Scenario})
	if err != nil {
		return "", c.refused(ctx, err, errBack)
	}
	if err = desk.Do(ctx, id, flow.SetParty{Party: party, By: byOf(d, party)}); err != nil {
		err = c.refused(ctx, err, nil) // the case exists, and asks for its counterparty again
	}
	return id, err
}

// refused says why something was refused, and returns what then is to be done.
func (c *console) refused(ctx context.Context, why, then error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	c.say(screen.Trouble(why))
	return then
}

// field is one question about a counterparty.
type field struct {
	label, hint string
	value       *string
	check       func(string) string
	// find looks for the answer at the partner; nil where nobody can be asked.
	find func(ctx context.Context, text string) error
}

// party asks who the counterparty is, field by field. What is wrong is said at once and asked again.
func (c *console) party(ctx context.Context, desk screen.Desk, p flow.Party) (flow.Party, error) {
	d := desk.Defaults()
	if p == (flow.Party{}) {
		p = d.Party
	}
	kind := "personal"
	if p.Business {
		kind = "business"
	}
	house := screen.PartnerName(d.Processor)
	fields := []field{
		{"client_user_id", "your own id of this customer, not an e-mail or phone", &p.ClientUserID, screen.CheckUser, nil},
		{"Legal name", "as the bank knows it: " + house + " compares the two", &p.LegalName, screen.CheckName, nil},
		{"Kind", "personal or business", &kind, checkKind, nil},
	}
	if d.Adapter {
		account := field{"Partner account", "the id of the customer's open account at " + house, &p.PartnerAccount, screen.CheckPartnerID("account"), nil}
		if reg, ok := desk.(screen.Registry); ok {
			account.hint += ", or / and a part of its name"
			account.find = func(ctx context.Context, text string) error { return c.findAccount(ctx, reg, text, &p) }
		}
		fields = append(fields, account,
			field{"Partner contact", "the id of the contact at " + house + " who owns it", &p.PartnerContact, screen.CheckPartnerID("contact"), nil})
	}
	for _, f := range fields {
		if err := c.field(ctx, f); err != nil {
			return p, err
		}
	}
	p.Business = kind == "business"
	return p, nil
}

func (c *console) field(ctx context.Context, f field) error {
	for {
		prompt := f.label + ", " + f.hint
		if *f.value != "" {
			prompt += " [" + *f.value + "]"
		}
		line, err := c.ask(ctx, prompt)
		switch {
		case err != nil:
			return err
		case line == "b" || line == "back":
			return errBack
		case f.find != nil && strings.HasPrefix(line, "/"):
			if err := f.find(ctx, strings.TrimSpace(line[1:])); err == nil {
				return nil
			} else if !errors.Is(err, errBack) {
				return err
			}
			continue
		case line == "":
			line = *f.value
		}
		if wrong := f.check(line); wrong != "" {
			c.say(wrong)
			continue
		}
		*f.value = line
		return nil
	}
}

func checkKind(v string) string {
	if v == "personal" || v == "business" {
		return ""
	}
	return "Type personal or business."
}
