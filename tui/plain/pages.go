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
	case screen.NewCasePage:
		id, err := v.newCase(ctx, v.desk, p.Party)
		if err != nil {
			return err
		}
		return v.console.visit(ctx, v.desk, id, true)
	case screen.StagePage:
		return v.stage(ctx, v.desk)
	case screen.NewAccountPage:
		v.say("The application for a new account is a form of the screen: start linkdesk without --plain for it, or open the account at the partner and give its ids here.")
	default:
		v.say("That is a page of the screen: start linkdesk without --plain for it.")
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
