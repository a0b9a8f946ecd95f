package plain

import (
	"context"
	"errors"
	"slices"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// visit is the page of one case.
type visit struct {
	*console
	desk  screen.Desk
	id    flow.CaseID
	sheet *screen.Sheet
	told  uint32 // the newest event that was told
	url   string // the customer's address that was told
	note  string
	known bool // nothing has changed since the facts were told
	// trouble is why a wait failed last; it is said once.
	trouble string
}

// visit opens a case and stays with it until the operator goes back. With fresh, its events so
// far are told as well, since this console has made them.
func (c *console) visit(ctx context.Context, desk screen.Desk, id flow.CaseID, fresh bool) error {
	v := &visit{console: c, desk: desk, id: id, sheet: screen.NewSheet(desk, id)}
	snap, err := desk.View(ctx, id)
	if err != nil {
		return v.unread(ctx, err)
	}
	if !fresh {
		v.told = snap.Case.Seq
	}
	for {
		if err := v.settle(ctx, snap); err != nil {
			return err
		}
		if !v.known {
			v.facts(ctx)
		}
		v.known = false
		if err := v.once(ctx); err != nil {
			return err
		}
		if snap, err = desk.View(ctx, id); err != nil {
			return v.unread(ctx, err)
		}
	}
}

// unread says that a case could not be read, and goes back.
func (v *visit) unread(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	v.say("The case cannot be read: " + kit.Safe(err.Error()) + ".")
	return errBack
}

// facts says where the case is and what is known at that stop.
func (v *visit) facts(ctx context.Context) {
	v.sheet.Recall(ctx)
	cs := v.sheet.Snap().Case
	name := cs.Party.LegalName
	if name == "" {
		name = "not named yet"
	}
	v.sayf("Case %s, %s, in %s.", cs.ID, kit.Safe(name), cs.Env)
	v.say(v.sheet.Place())
	v.say(v.sheet.Standing())
	v.all(v.sheet.Facts(v.opts.Width))
}

// once lets one thing be chosen and does it. Where that leads to no other page, it is done.
func (v *visit) once(ctx context.Context) error {
	all := v.sheet.Choices()
	var items []item
	for _, ch := range all {
		items = append(items, item{ch.Words, ch.Letter, ch.Off, ch.Light})
	}
	snap := v.sheet.Snap()
	if _, due := flow.Due(snap.Case); due && snap.Running {
		items = append(items, item{words: "wait on", light: true})
	}
	v.list(items)
	n, err := v.choose(ctx, "Choice", items)
	switch {
	case errors.Is(err, errLeft):
		return v.leave(ctx)
	case err != nil:
		return err
	case n == len(all):
		return nil
	}
	// What the case is now decides, not what it was when the question was asked.
	if err := v.refresh(ctx); err != nil {
		return err
	}
	ch := all[n]
	if !v.stillThere(ch) {
		v.say("The case has moved on meanwhile. Nothing was done; look again.")
		return nil
	}
	return stay(v.act(ctx, ch))
}

// refresh reads the case anew.
func (v *visit) refresh(ctx context.Context) error {
	snap, err := v.desk.View(ctx, v.id)
	if err != nil {
		return v.unread(ctx, err)
	}
	v.sheet.Take(snap, v.opts.Now())
	return nil
}

// stillThere reports that a choice means the same as when it was listed.
func (v *visit) stillThere(ch screen.Choice) bool {
	return slices.ContainsFunc(v.sheet.Choices(), func(now screen.Choice) bool {
		return now.Intent == ch.Intent && now.Kind == ch.Kind && now.N == ch.N && now.Off == "" && now.Words == ch.Words
	})
}
