package screen

import "linkdesk/tui/kit"

// look carries out the intents that change only what is seen.
func (c *Case) look(i kit.Intent) {
	n := len(c.snap.Case.Accounts)
	switch i {
	case IntentNo:
		c.ask = nil
	case intentSubmit:
		c.ask = askSubmit(c.snap.Case)
	case intentConfirm:
		c.ask = askConfirm(c.snap.Case, c.desk.Defaults().Keys)
	case intentReveal:
		if c.token == "" {
			c.ask = askReveal(c.snap.Case)
		}
		c.token = ""
	case intentClose:
		c.ask = askClose(c.snap.Case)
	case intentGiveUp:
		c.ask = askGiveUp(c.snap.Case)
	case intentLogin:
		c.choosing = newChooser(c.sandbox(), c.login)
	case intentTimeline:
		c.timeline, c.scroll = !c.timeline, 0
	case IntentPageUp:
		c.scrollTo(c.scroll - max(c.h/2, 1))
	case IntentPageDown:
		c.scrollTo(c.scroll + max(c.h/2, 1))
	case IntentUp:
		c.grid.Move(-1, n)
	case IntentDown:
		c.grid.Move(1, n)
	case IntentFirst:
		c.grid.Set(0, n)
	case IntentLast:
		c.grid.Set(n, n)
	}
}
