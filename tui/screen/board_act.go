package screen

import "linkdesk/tui/kit"

// act moves on the board and leads to a case.
func (b *board) act(i kit.Intent) Out {
	n, height := len(b.lines()), b.height
	step := map[kit.Intent]int{IntentUp: -1, IntentDown: 1, IntentPageUp: -height, IntentPageDown: height, IntentFirst: -n, IntentLast: n}[i]
	switch {
	case step > 0:
		b.grid.Move(step, n)
		b.settle(1)
	case step < 0:
		b.grid.Move(step, n)
		b.settle(-1)
		b.showTop(height)
	case i == IntentEnter:
		return b.enter()
	}
	b.grid.Follow(n, height+1)
	return Out{}
}

// enter opens the case under the cursor, or looks further back.
func (b *board) enter() Out {
	line, ok := b.under()
	switch {
	case ok && line.more:
		return b.list(line.group.next, line.group.who)
	case ok:
		return Out{Go: &Page{Kind: CasePage, Case: line.row.ID}}
	}
	return Out{}
}

// point moves the view with the wheel, puts the cursor where somebody clicks, and opens the case on
// which it stands already. The names of the groups take no cursor.
func (b *board) point(m Pointer) Out {
	n, before := len(b.lines()), b.grid.Cursor()
	if m.Wheel != 0 {
		b.grid.Scroll(m.Wheel*wheelRows, n, b.height+1)
		if b.grid.Cursor() != before {
			b.settle(max(min(m.Wheel, 1), -1))
		}
		return Out{}
	}
	i, ok := b.grid.At(m.Y, n, b.height+1)
	switch {
	case !m.Click || !ok:
	case i == before:
		return b.enter()
	default:
		if line := b.lines()[i]; line.row != nil || line.more {
			b.grid.Set(i, n)
		}
	}
	return Out{}
}
