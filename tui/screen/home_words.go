package screen

import (
	"strings"

	"linkdesk/flow"
)

// subject says which cases are listed, and in what order where that is not the usual one.
func (h *Home) subject() string {
	var parts []string
	if !h.filter.Empty() {
		parts = append(parts, filterWords(h.filter, h.desk.Defaults().Processor))
	}
	if h.oldestFirst {
		parts = append(parts, "oldest first")
	}
	return strings.Join(parts, ", ")
}

// brief is what a narrow list has no columns for.
func brief(s flow.Summary) string {
	parts := []string{shortID(s.ID), "acts: " + whoWord(s.Who)}
	if s.Mask != "" {
		parts = append(parts, mask(s.Mask))
	}
	return strings.Join(parts, "  ")
}

// waiting counts what waits for the reader, in all cases or in those that are here.
func (h *Home) waiting() string {
	n, all := 0, len(h.win.rows)
	for _, r := range h.win.rows {
		if r.Who == flow.Operator {
			n++
		}
	}
	if h.filter.Empty() && !h.win.edges[newerSide].more && !h.win.edges[olderSide].more {
		switch n {
		case 0:
			return "nothing waits for you"
		case 1:
			return "1 case waits for you"
		}
		return cases(n) + " wait for you"
	}
	switch these := " of these " + cases(all); {
	case n == 0:
		return "nothing here waits for you"
	case n == all && n > 1:
		return "all" + these + " wait for you"
	case n == 1:
		return "1" + these + " waits for you"
	default:
		return thousands(n) + these + " wait for you"
	}
}
