package screen

import "linkdesk/tui/kit"

// enter is the one thing to do.
func (t *Transfers) enter() kit.Key {
	k := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "details", Hint: true}
	switch {
	case t.fault != nil:
		k.Help = "try again"
	case len(t.list) == 0:
		k.Help, k.Off = "read again", t.busy(t.desk)
	case t.open:
		k.Help = "close the details"
	}
	return k
}

// Keys is the table of the page. With the details open, the keys of a page scroll them.
func (t *Transfers) Keys() []kit.Table {
	leave := back()
	if t.asking {
		leave.Help = "stop"
	}
	keys := []kit.Key{t.enter()}
	switch {
	case t.fault != nil:
		return []kit.Table{{Scope: "Transfers", Keys: append(append(keys, reading()...), leave)}}
	case t.open:
		if !t.asking {
			leave.Help = "the list"
		}
		scroll := reading()
		scroll[0].Press, scroll[1].Press = scroll[0].Press[:1], scroll[1].Press[:1] // the arrows are the list's
		keys = append(keys, scroll...)
	default:
		keys = append(keys, turning(t.at, t.more, t.busy(t.desk))...)
	}
	keys = append(keys, moves("transfer")...)
	again := kit.Key{Press: []string{"r"}, Intent: intentReadAgain, Help: "read again", Off: t.busy(t.desk)}
	return []kit.Table{{Scope: "Transfers", Keys: append(keys, again, leave)}}
}

// Act moves in the list, asks, shows and leaves.
func (t *Transfers) Act(i kit.Intent) Out {
	n := len(t.list)
	switch i {
	case IntentEnter:
		if t.fault != nil || n == 0 {
			return t.read(max(t.asked, 1))
		}
		t.open, t.scroll = !t.open, 0
	case IntentBack:
		return t.leave()
	case intentNextPage:
		return t.read(t.at + 1)
	case intentPrevPage:
		return t.read(t.at - 1)
	case intentReadAgain:
		return t.read(max(t.at, 1))
	case IntentPageDown:
		t.scrollTo(t.scroll + max(t.h/2, 1))
	case IntentPageUp:
		t.scrollTo(t.scroll - max(t.h/2, 1))
	case IntentUp:
		t.moveTo(t.grid.Cursor() - 1)
	case IntentDown:
		t.moveTo(t.grid.Cursor() + 1)
	case IntentFirst:
		t.moveTo(0)
	case IntentLast:
		t.moveTo(n)
	}
	return Out{}
}

// moveTo puts the cursor on a line; its details begin at their top.
func (t *Transfers) moveTo(line int) {
	t.grid.Set(line, len(t.list))
	t.scroll = 0
}

// leave goes one step back: out of a question, out of a fault, out of the details, out of the page.
func (t *Transfers) leave() Out {
	switch {
	case t.asking:
		t.end("Stopped. Nothing was changed.")
	case t.fault != nil && t.at > 0:
		t.fault = nil
	case t.fault == nil && t.open:
		t.open = false
	default:
		return Out{Back: true}
	}
	return Out{}
}
