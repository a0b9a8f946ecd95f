package screen

import "linkdesk/flow"

// merge puts pages where they belong. The cursor stays on its case.
func (b *board) merge(m boarded) {
	under, _ := b.under()
	for i := range b.groups {
		page, ok := m.pages[b.groups[i].who]
		if !ok {
			continue
		}
		for _, row := range page.Rows {
			b.leave(row)
		}
		b.groups[i].take(m, page)
	}
	lines := b.lines()
	for i, l := range lines {
		if l.row != nil && under.row != nil && l.row.ID == under.row.ID {
			b.grid.Set(i, len(lines))
		}
	}
	b.settle(1)
}

// leave takes a case out of the group in which it was before. What is loaded of older cases is as
// old as its page, and a case must not wait for two at a time.
func (b *board) leave(row flow.Summary) {
	for i := range b.groups {
		g := &b.groups[i]
		for j, old := range g.rows {
			if old.ID == row.ID && g.who != row.Who {
				g.rows = append(g.rows[:j:j], g.rows[j+1:]...)
				break
			}
		}
	}
}

// take joins a page to a group: behind what is there, or in the place of what is as new as it.
func (g *boardGroup) take(m boarded, page flow.Page) {
	var rows []boardRow
	for _, s := range page.Rows {
		rows = append(rows, boardRow{s, m.looks[s.ID]})
	}
	old := g.rows
	g.read = true
	if m.before != "" {
		g.rows, g.more, g.next = append(old, rows...), page.More, page.Next
		return
	}
	if !page.More {
		g.rows, g.more, g.next = rows, false, ""
		return
	}
	var kept []boardRow
	for _, r := range old {
		if r.ID < page.Next {
			kept = append(kept, r)
		}
	}
	if len(kept) == 0 || len(kept) == len(old) {
		// Nothing older was loaded, or more cases came in than a page has: what lies between was
		// never read.
		g.rows, g.more, g.next = rows, true, page.Next
		return
	}
	g.rows = append(rows, kept...)
}

// lines are all lines of the board.
func (b *board) lines() []boardLine {
	var out []boardLine
	for i := range b.groups {
		g := &b.groups[i]
		out = append(out, boardLine{group: g})
		for j := range g.rows {
			out = append(out, boardLine{group: g, row: &g.rows[j]})
		}
		if g.more {
			out = append(out, boardLine{group: g, more: true})
		}
	}
	return out
}

// under is the line under the cursor; false on the name of a group.
func (b *board) under() (boardLine, bool) {
	lines := b.lines()
	if i := b.grid.Cursor(); i < len(lines) {
		return lines[i], lines[i].row != nil || lines[i].more
	}
	return boardLine{}, false
}

// settle moves the cursor off the name of a group, in a direction if there is a line there.
func (b *board) settle(delta int) {
	lines := b.lines()
	b.grid.Set(b.grid.Cursor(), len(lines))
	for _, d := range []int{delta, -delta} {
		for i := b.grid.Cursor(); i >= 0 && i < len(lines); i += d {
			if lines[i].row != nil || lines[i].more {
				b.grid.Set(i, len(lines))
				return
			}
		}
	}
}

// showTop scrolls up to the names above the first case, which the cursor cannot reach.
func (b *board) showTop(height int) {
	lines, at := b.lines(), b.grid.Cursor()
	for i := range at {
		if lines[i].row != nil || lines[i].more {
			return
		}
	}
	b.grid.Set(0, len(lines))
	b.grid.Follow(len(lines), height+1)
	b.grid.Set(at, len(lines))
}
