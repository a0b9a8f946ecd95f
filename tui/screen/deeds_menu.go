package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// moneyMenu is the page on which all that can be asked for about the money stands.
type moneyMenu struct{ grid kit.Grid }

// menuKeys are the table of the menu.
func (c *Case) menuKeys() []kit.Table {
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "do this", Hint: true}
	if d, ok := c.underMenu(); ok {
		enter.Off = d.off
	}
	keys := append([]kit.Key{enter}, moves("line")...)
	keys = append(keys, c.deedKeys(c.deeds())...)
	keys = append(keys, c.able(kit.Key{Press: []string{"b"}, Intent: intentBalances, Help: "balances of now"}, flow.CmdBalances))
	for i := range keys {
		keys[i].Hint = keys[i].Intent == IntentEnter
	}
	return []kit.Table{{Scope: "Money", Keys: append(keys, back())}}
}

// underMenu is the deed under the cursor.
func (c *Case) underMenu() (deed, bool) {
	all := c.deeds()
	if i := c.menu.grid.Cursor(); i < len(all) {
		return all[i], true
	}
	return deed{}, false
}

// actMenu carries out the keys of the menu.
func (c *Case) actMenu(i kit.Intent) Out {
	grid, n := &c.menu.grid, len(c.deeds())
	switch i {
	case IntentNo:
		c.ask = nil
	case IntentBack:
		c.menu = nil
	case IntentEnter:
		if d, ok := c.underMenu(); ok {
			return c.begin(d)
		}
	case IntentUp:
		grid.Move(-1, n)
	case IntentDown:
		grid.Move(1, n)
	case IntentFirst:
		grid.Set(0, n)
	case IntentLast:
		grid.Set(n, n)
	case intentBalances:
		c.menu = nil
		return c.do("asking the bank", flow.AskBalances{})
	default:
		out, _ := c.actDeed(i)
		return out
	}
	return Out{}
}

// menuBody draws the menu. What cannot be done now is marked with a sign, and the reason stands
// below the list when the cursor is on it.
func (c *Case) menuBody(sc Scene) string {
	all := c.deeds()
	letters := map[kit.Intent]string{intentBalances: "b"}
	for _, k := range c.deedKeys(all) {
		letters[k.Intent] = k.Label()
	}
	rows := make([][]kit.Cell, len(all))
	for i, d := range all {
		tone, words := kit.Plain, d.words
		if d.off != "" {
			tone, words = kit.Dim, "✗ "+d.words
		}
		rows[i] = []kit.Cell{{Tone: kit.Accent, Text: letters[d.intent]}, {Tone: tone, Text: kit.Safe(words)}}
	}
	foot := c.menuFoot(sc)
	list := min(len(rows)+1, menuRoom(sc.H, foot))
	lines := c.menu.grid.View(sc.Theme, []kit.Column{{Title: "key", Width: 3}, {Title: "what"}}, rows, sc.W, list)
	return kit.Stack(lines, kit.Fit("", sc.W, 1), foot.Show(max(sc.H-list-1, 1), 0))
}

// menuFoot says what enter leads to, or why to nothing.
func (c *Case) menuFoot(sc Scene) *kit.Page {
	foot := kit.NewPage(sc.Theme, sc.W)
	if d, ok := c.underMenu(); ok {
		if kit.Width(d.words) > sc.W-9 {
			foot.Text(kit.Plain, d.words)
		}
		switch {
		case d.off != "":
			foot.Item(kit.Warn, "✗", "Not now: "+d.off+".")
		default:
			foot.Text(kit.Dim, c.menuNote(d))
		}
	}
	return foot
}

// menuRoom is the height of the list above the foot.
func menuRoom(h int, foot *kit.Page) int { return max(h-foot.Len()-1, 2) }

// menuHeight is menuRoom at the size at which the menu was last drawn.
func (c *Case) menuHeight() int { return menuRoom(c.h, c.menuFoot(c.unseen())) }

// menuNote says what enter leads to.
func (c *Case) menuNote(d deed) string {
	switch {
	case d.pass:
		return "The simulator's clock moves on by 24 hours; what came of it is looked at."
	case d.move != "":
		return "The amount is asked for next, twice."
	case d.needs == flow.CmdPlay && d.ask == nil:
		return "A call that only a sandbox has. What it changed is learnt by looking."
	case d.ask != nil:
		return "It asks before anything is done."
	}
	return "It changes nothing."
}

// actMoney carries out the keys of the pages about money and those that lead to them; ok is false
// for all others.
func (c *Case) actMoney(i kit.Intent) (Out, bool) {
	switch {
	case i == intentDeedYes:
		return c.actDeed(i)
	case c.moving != nil:
		return c.actMove(i), true
	case c.menu != nil:
		return c.actMenu(i), true
	}
	return c.actDeed(i)
}
