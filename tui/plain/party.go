package plain

import (
	"context"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// page goes where an act leads.
func (v *visit) page(ctx context.Context, p screen.Page) error {
	switch p.Kind {
	case screen.PartyPage:
		party, err := v.party(ctx, v.desk, p.Party)
		if err != nil {
			return err
		}
		return v.wish(ctx, flow.SetParty{Party: party, By: v.by(party)})
	case screen.ProcessorPage:
		return v.processor(ctx)
	case screen.TransfersPage:
		return v.transfers(ctx, p)
	case screen.CasePage:
		return v.console.visit(ctx, v.desk, p.Case, false)
	case screen.NewAccountPage:
		v.say("The application for a new account is a form of the screen: start linkdesk without --plain for it, or open the account at the partner and give its ids here.")
	}
	return nil
}

// wish gives a command and says why it was refused, if it was.
func (v *visit) wish(ctx context.Context, cmd flow.Command) error {
	if err := v.desk.Do(ctx, v.id, cmd); err != nil {
		return v.refused(ctx, err, nil)
	}
	return nil
}

// by is who said who the counterparty is.
func (v *visit) by(p flow.Party) string { return byOf(v.desk.Defaults(), p) }

func byOf(d screen.Defaults, p flow.Party) string {
	if p == d.Party {
		return d.By
	}
	return "operator"
}

// newCase asks who it is about and opens it.
func (c *console) newCase(ctx context.Context, desk screen.Desk) (flow.CaseID, error) {
	d := desk.Defaults()
	c.say("A new case. An empty line takes what stands in brackets; b goes back.")
	party, err := c.party(ctx, desk, d.Party)
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
		{"client_user_id", "your own id of this customer, not an e-mail or phone", &p.ClientUserID, screen.CheckUser},
		{"Legal name", "as the bank knows it: " + house + " compares the two", &p.LegalName, screen.CheckName},
		{"Kind", "personal or business", &kind, checkKind},
	}
	if d.Adapter {
		fields = append(fields,
			field{"Partner account", "the id of the customer's open account at " + house, &p.PartnerAccount, screen.CheckPartnerID("account")},
			field{"Partner contact", "the id of the contact at " + house + " who owns it", &p.PartnerContact, screen.CheckPartnerID("contact")})
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

// processor asks for another partner by its name at Plaid.
func (v *visit) processor(ctx context.Context) error {
	v.say("Who shall receive the processor token? linkdesk submits to Prime Trust itself. For any other partner the road ends with the processor token, which you hand over.")
	line, err := v.ask(ctx, "Name of the partner as Plaid writes it, such as dwolla (empty: none)")
	if err != nil || line == "" || line == "b" {
		return err
	}
	d := v.desk.Defaults()
	return v.wish(ctx, flow.SetProcessor{Processor: line, Adapter: line == d.Processor && d.Adapter})
}

// login asks for the test bank and the test user of the next hand-off.
func (v *visit) login(ctx context.Context) error {
	banks, users := flow.TestBanks(), flow.TestUsers()
	var items []item
	for _, b := range banks {
		items = append(items, item{words: b.Name + ": " + b.Note})
	}
	v.say("Which test bank?")
	v.list(items)
	bank, err := v.choose(ctx, "Test bank", items)
	if err != nil {
		return err
	}
	items = nil
	for _, u := range users {
		items = append(items, item{words: u.Username + " / " + u.Password + ": " + u.Note})
	}
	v.say("Which test user?")
	v.list(items)
	user, err := v.choose(ctx, "Test user", items)
	if err != nil {
		return err
	}
	v.sheet.UseLogin(banks[bank], users[user])
	v.say("The next hand-off begins at " + strings.TrimSuffix(kit.Safe(banks[bank].Name), ".") + " with " + users[user].Username + ".")
	return nil
}
