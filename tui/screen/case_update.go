package screen

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
)

// Update takes snapshots, the ends of commands, and ticks.
func (c *Case) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		c.now = m.Now
		c.followed()
		c.lookThrough()
		if m.Now.After(c.hideAt) {
			c.token = ""
		}
		if !c.loaded {
			return c.readAgain()
		}
		return Out{Jobs: c.next()}
	case Resized:
		c.w, c.h = m.W, m.H
	case Pointer:
		return c.point(m)
	case Focused:
		return c.returned()
	case Crashed:
		c.doing, c.done, c.waiting = "", false, false
	case did:
		if m.id == c.id {
			return c.did(m.err)
		}
	case revealed:
		if m.id == c.id {
			return c.revealedNow(m)
		}
	case ticketed:
		if m.id == c.id {
			return c.ticketedNow(m)
		}
	case seen:
		out := c.seen(m)
		out.Jobs = append(out.Jobs, c.recall()...)
		return out
	case recalled:
		c.takeRecalled(m)
	case beat:
		return c.beaten(m)
	case tea.KeyPressMsg, tea.PasteMsg:
		if c.moving != nil {
			return c.moveUpdate(m)
		}
		if c.noting != nil {
			return c.noteUpdate(m)
		}
		if _, press := m.(tea.KeyPressMsg); press {
			c.code = kit.Code{} // the other page here that hears of keys without a meaning
		}
	}
	return Out{}
}
