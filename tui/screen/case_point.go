package screen

import (
	"linkdesk/tui/kit"
)

// picking reports that a list is in front, in which the mouse helps: the accounts to choose from, or
// the menu of the money. Elsewhere a case shows ids and addresses that people select with it.
func (c *Case) picking() bool {
	if c.moving != nil || c.choosing != nil {
		return false
	}
	return c.menu != nil || c.picks() && !c.timeline && c.token == ""
}

// point moves the cursor of the list in front. A click chooses a line and nothing more: what is
// done takes a key.
func (c *Case) point(m Pointer) Out {
	switch {
	case !c.picking():
	case c.menu != nil:
		n := len(c.deeds())
		pointInto(&c.menu.grid, m, n, min(n+1, c.menuHeight()), m.Y)
	default:
		n := len(c.snap.Case.Accounts)
		line, height := c.pickerLine(m)
		pointInto(&c.grid, m, n, height, line)
	}
	return Out{}
}

// pickerLine is the line of the list of accounts under the pointer, and the height of the list.
func (c *Case) pickerLine(m Pointer) (line, height int) {
	r := c.areas(c.w, c.h).pane
	if m.X < r.X || m.X >= r.X+r.W || m.Y < r.Y || m.Y >= r.Y+r.H {
		return -1, 0
	}
	page := c.pane(c.unseen(), r.W, r.H)
	offset := page.Clamp(r.H, c.scroll)
	if page.Len() > r.H && m.Y == r.Y+r.H-1 {
		return -1, 0 // the line that tells of more
	}
	return m.Y - r.Y + offset - page.Marked(), pickerHeight(len(c.snap.Case.Accounts), r.H-page.Marked())
}

// pointInto moves the cursor of a list of n rows that is drawn in h lines, the first of them its
// header. line is the one under the pointer.
func pointInto(grid *kit.Grid, m Pointer, n, h, line int) {
	switch {
	case m.Wheel != 0:
		grid.Move(m.Wheel, n)
		grid.Follow(n, h)
	case m.Click && line >= 1 && line < h:
		if row := grid.Top(n, h) + line - 1; row < n {
			grid.Set(row, n)
		}
	}
}
