package screen

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// did takes the end of a command. What it changed is read at once; until then the screen
// shows the past, and a hurried second key press must not act on that.
func (c *Case) did(err error) Out {
	if err != nil {
		c.doing = ""
		return outOf(err)
	}
	c.done = true
	return Out{Jobs: []Job{c.read()}}
}

// seen takes a snapshot. An answer for another case, or one older than what is on screen,
// is dropped.
func (c *Case) seen(m seen) Out {
	if m.id != c.id {
		return Out{}
	}
	if m.wait {
		c.waiting = false
	} else if c.done {
		c.doing, c.done = "", false
	}
	if m.err != nil {
		// A wait that failed is begun again by the next tick, so a history that is
		// locked for a while costs a second and not the screen.
		if !errors.Is(m.err, context.Canceled) {
			c.trouble = listTrouble(m.err)
		}
		c.unread = !c.loaded
		return Out{}
	}
	c.trouble, c.unread = "", false
	asked := c.moving != nil
	if !c.loaded || m.snap.Version >= c.snap.Version {
		c.take(m.snap)
	}
	out := Out{Jobs: c.next()}
	if asked && c.moving == nil {
		out.Say = kit.Line{Tone: kit.Warn, Text: "the case went on meanwhile: look at its money before you ask for more"}
	}
	return out
}

// take shows a newer snapshot.
func (c *Case) take(snap flow.Snapshot) {
	moved := !c.loaded || snap.Case.Phase != c.snap.Case.Phase && !(resting(c.snap.Case.Phase) && resting(snap.Case.Phase))
	if !c.loaded && snap.Case.Link.Handoff != "" {
		c.kind = snap.Case.Link.Handoff
	}
	if snap.HandoffURL != c.snap.HandoffURL {
		c.code = kit.Code{}
	}
	if f := snap.Case.Fault; f != nil && f.Code == flow.CodeFinished {
		c.kind = snap.Case.Link.Handoff // the one that has something to take
	}
	c.loaded, c.snap = true, snap
	if snap.Case.Phase == flow.PhaseClosed {
		c.token = "" // destroyed, so it must not stand on the screen either
	}
	if moved {
		// A dialog asks about the stop it was opened at; when the case has moved on, its
		// question is void.
		c.scroll, c.ask, c.choosing, c.moving, c.menu = 0, nil, nil, nil, nil
	}
	if c.moving != nil && c.moving.seen != len(snap.Case.Transfers) {
		c.moving, c.ask = nil, nil // somebody else has moved money since the page was opened
	}
	if c.menu != nil {
		c.menu.grid.Move(0, len(c.deeds()))
	}
	c.followed()
	c.lookThrough()
	if len(snap.Case.Accounts) > 0 && !c.aimed {
		c.aimed = true
		c.grid.Set(c.aim(), len(snap.Case.Accounts))
	}
	c.grid.Set(c.grid.Cursor(), len(snap.Case.Accounts))
}

// aim is the account the cursor starts on: the story's, or the first that can be used.
func (c *Case) aim() int {
	first := -1
	for i, a := range c.snap.Case.Accounts {
		if a.Unusable() != "" {
			continue
		}
		if want := c.desk.Defaults().AccountMask; want != "" && a.Mask == want {
			return i
		}
		if first < 0 {
			first = i
		}
	}
	return max(first, 0)
}
