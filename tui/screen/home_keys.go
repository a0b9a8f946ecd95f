package screen

import (
	"slices"

	"linkdesk/tui/kit"
)

// The ways on from Home.
const (
	IntentNew         kit.Intent = "new_case"
	IntentEnvironment kit.Intent = "environment"
	intentBoard       kit.Intent = "board"
	intentToList      kit.Intent = "list" // back to it from what lies in front of it
	intentFindCase    kit.Intent = "find_case"
	intentFilter      kit.Intent = "filter"
	intentOrder       kit.Intent = "order"
	intentAll         kit.Intent = "all_cases"
	intentStopLooking kit.Intent = "stop_looking"
)

// Keys is the table of Home.
func (h *Home) Keys() []kit.Table {
	if h.front != nil {
		return h.front.keys()
	}
	some := len(h.win.rows) > 0 || !h.filter.Empty()
	open := kit.Key{Press: []string{"n"}, Intent: IntentNew, Help: "new case", Hint: true, Off: h.desk.Defaults().ReadOnly}
	order := kit.Key{Press: []string{"o"}, Intent: intentOrder, Help: "oldest first"}
	if h.oldestFirst {
		order.Help = "newest first"
	}
	env := kit.Key{Press: []string{"e"}, Intent: IntentEnvironment, Help: "environment", Hint: true}
	if !h.many {
		env.Off = "there is no other environment"
	}
	first := []kit.Key{h.enterKey(), h.escKey()}
	if !h.filter.Empty() {
		slices.Reverse(first) // on a narrow terminal the way out of the filter must not be the one that is left off
	}
	keys := append(first, []kit.Key{open,
		{Press: []string{"/"}, Intent: intentFindCase, Help: "find", Hint: some},
		{Press: []string{"f"}, Intent: intentFilter, Help: "filter", Hint: some},
		{Press: []string{"b"}, Intent: intentBoard, Help: "board", Hint: some},
		order, env}...)
	keys = append(append(keys, stageKey(h.desk, "s", "ctrl+s")...), moves("case")...)
	return []kit.Table{{Scope: "Cases", Keys: append(keys, pages()...)}}
}

func (h *Home) enterKey() kit.Key {
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "open", Hint: true}
	switch {
	case len(h.win.rows) > 0:
	case !h.loaded:
		enter.Off = "the cases are still being read"
	case !h.filter.Empty():
		enter.Off = "no case fits the filter"
	default:
		enter.Help, enter.Off = "start a case", h.desk.Defaults().ReadOnly
	}
	return enter
}

// escKey takes away what was added last: the search for more, the filter, and then the console.
func (h *Home) escKey() kit.Key {
	esc := back()
	switch {
	case h.looking():
		esc.Intent, esc.Help = intentStopLooking, "stop looking"
	case !h.filter.Empty():
		esc.Intent, esc.Help = intentAll, "all cases"
	default:
		esc.Hint = false
	}
	return esc
}

// pages are the rows that move by a page.
func pages() []kit.Key {
	return []kit.Key{
		{Press: []string{"pgup"}, Intent: IntentPageUp, Help: "a page up"},
		{Press: []string{"pgdown"}, Show: "pgdn", Intent: IntentPageDown, Help: "a page down"},
	}
}
