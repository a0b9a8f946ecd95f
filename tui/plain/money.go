package plain

import (
	"context"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// money lists all that can be asked for about the money of a case, and begins one of it.
func (v *visit) money(ctx context.Context) error {
	all := v.sheet.Deeds()
	var items []item
	for _, d := range all {
		items = append(items, item{words: d.Words, off: d.Off})
	}
	v.say("What about the money?")
	v.list(items)
	n, err := v.choose(ctx, "Money", items)
	if err != nil {
		return err
	}
	if err := v.refresh(ctx); err != nil {
		return err
	}
	if now := v.sheet.Deeds(); n >= len(now) || now[n] != all[n] {
		v.say("The case has moved on meanwhile. Nothing was done; look again.")
		return nil
	}
	return v.done(ctx, v.sheet.Begin(ctx, n))
}

// amount asks for an amount, twice. The second time is the yes, so it is asked like one.
func (v *visit) amount(ctx context.Context) error {
	question, _ := v.sheet.Moving()
	v.say(question)
	for {
		line, err := v.ask(ctx, "Amount in US dollars, such as 25.00 (empty: none)")
		if err != nil {
			return err
		}
		if line == "" {
			v.say("Nothing was done.")
			return nil
		}
		known, wrong := v.sheet.Amount(line, v.opts.Width)
		v.say(wrong)
		if wrong != "" {
			continue
		}
		v.all(known)
		break
	}
	v.settled(ctx)
	line, err := v.ask(ctx, "Type the amount again with its cents to agree; anything else is no")
	if err != nil {
		return err
	}
	d, wrong := v.sheet.Again(ctx, line)
	if wrong != "" {
		v.say(wrong)
		return nil
	}
	if v.sheet.Asking() != nil {
		return v.question(ctx)
	}
	return v.said(d)
}

// said says what came of a wish that leads to no further question.
func (v *visit) said(d screen.Done) error {
	for _, text := range d.Said {
		v.say(text)
	}
	return nil
}

// reveal shows the processor token after a question of its own: here it stands in the terminal's
// scrollback, and in whatever writes that down.
func (v *visit) reveal(ctx context.Context, ch screen.Choice) error {
	v.say("Show the processor token? Whoever holds it can read this account at Plaid. It will stand in the scrollback of this terminal and in every transcript of it.")
	v.say("That you did this becomes part of the history.")
	yes, err := v.sure(ctx, "show it", "")
	if err != nil || !yes {
		return err
	}
	v.sheet.Act(ctx, ch.Intent) // opens the screen's own question, which was asked just now
	if v.sheet.Asking() == nil {
		return nil
	}
	d := v.sheet.Answer(ctx, true)
	if d.Token != "" {
		v.whole(d.Token)
	}
	return v.said(d)
}

// transfers tells all money that the partner's account ever moved, newest first.
func (v *visit) transfers(ctx context.Context, p screen.Page) error {
	desk, ok := v.desk.(screen.Custodian)
	if !ok {
		return nil
	}
	for page := 1; ; page++ {
		all, more, err := desk.Transfers(ctx, p.Party.PartnerAccount, page)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			v.say("The transfers could not be read: " + kit.Safe(err.Error()) + ".")
			return nil
		}
		v.say(count(len(all), "transfer") + " of the account, newest first.")
		for _, t := range all {
			v.all(screen.TellTransfer(t, p.Own, v.opts.Width))
		}
		if !more {
			return nil
		}
		line, err := v.ask(ctx, "There are older ones; type m for them, anything else goes back")
		if err != nil || line != "m" {
			return err
		}
	}
}
