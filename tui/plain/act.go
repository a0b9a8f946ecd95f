package plain

import (
	"context"

	"linkdesk/tui/screen"
)

// act carries a choice out.
func (v *visit) act(ctx context.Context, ch screen.Choice) error {
	switch ch.Kind {
	case screen.ChoiceTimeline:
		v.timeline()
		v.known = true
		return nil
	case screen.ChoiceCalls:
		v.all(v.sheet.Calls(v.opts.Width))
		return nil
	case screen.ChoiceMoney:
		return v.money(ctx)
	case screen.ChoiceLogin:
		return v.login(ctx)
	case screen.ChoiceAccount:
		return v.done(ctx, v.sheet.Account(ctx, ch.N))
	case screen.ChoiceNote:
		return v.keepNote(ctx)
	case screen.ChoiceTicket:
		lines, said := v.sheet.Ticket(ctx)
		v.all(lines)
		v.say(said)
		v.known = true
		return nil
	case screen.ChoiceReveal:
		return v.reveal(ctx, ch)
	}
	return v.done(ctx, v.sheet.Act(ctx, ch.Intent))
}

// done says what came of an act and goes where it leads: to a question, to an amount, to a page.
func (v *visit) done(ctx context.Context, d screen.Done) error {
	for _, text := range d.Said {
		v.say(text)
	}
	if d.Text != "" {
		v.say(d.Remark)
		v.whole(d.Text)
	}
	switch {
	case d.Go != nil:
		return v.page(ctx, *d.Go)
	case v.sheet.Asking() != nil:
		return v.question(ctx)
	case v.sheet.Listing():
		return v.money(ctx)
	}
	if _, ok := v.sheet.Moving(); ok {
		return v.amount(ctx)
	}
	return nil
}
