package plain

import (
	"context"

	"linkdesk/tui/kit"
)

// question asks what stands before an act.
func (v *visit) question(ctx context.Context) error {
	d := v.sheet.Asking().Dialog
	v.say(d.Title)
	for _, text := range d.Body {
		v.say(text)
	}
	yes, err := v.sure(ctx, d.Act, d.Word)
	if err != nil {
		return err
	}
	before := v.sheet.Snap()
	ask := v.sheet.Asking()
	if yes {
		// Reading took time, in which the case may have moved on.
		now, err := v.desk.View(ctx, v.id)
		if err != nil {
			return v.unread(ctx, err)
		}
		if yes = now.Case.Phase == before.Case.Phase && now.Case.Halted == before.Case.Halted; !yes {
			v.say("The case has moved on meanwhile, and the question is void. Nothing was done.")
		}
	}
	if v.sheet.Asking() != ask {
		return nil
	}
	return v.done(ctx, v.sheet.Answer(ctx, yes))
}

// leave asks first where something would be cut short.
func (v *visit) leave(ctx context.Context) error {
	busy := v.sheet.Busy()
	if busy == "" {
		return errLeft
	}
	v.say("Leaving now: " + kit.Safe(busy) + ".")
	yes, err := v.sure(ctx, "leave", "")
	if err == nil && yes {
		err = errLeft
	}
	return err
}
