package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// day is the date of a time as the partner wrote it.
func day(at string) string {
	date, _, _ := strings.Cut(at, "T")
	return date
}

// reversal says what came back and why, in the bank's words.
func reversal(t flow.Transfer) string {
	words := "sent back"
	if t.Reversed != nil {
		words += " " + t.Reversed.String()
	}
	if t.ReversedAt != "" {
		words += " on " + day(t.ReversedAt)
	}
	if t.Reversal == "" {
		return words + ", without a reason"
	}
	return words + ": " + kit.Quote(t.Reversal)
}

// transferDates are the days of a transfer in the order of its life, those of its holds apart. A
// day that its state says already is left out.
func transferDates(t flow.Transfer) []string {
	clears := t.ClearsOn
	if s := t.State(); s != flow.TransferPending && s != flow.TransferUnknown || t.ClearedAt != "" {
		clears = ""
	}
	var out []string
	for _, line := range [][][2]string{
		{{"made", t.Created}, {"settled", t.SettledAt}, {"cancelled", t.CancelledAt}},
		{{"clears", clears}, {"contingencies cleared", t.ClearedAt}},
	} {
		var parts []string
		for _, x := range line {
			if x[1] != "" {
				parts = append(parts, x[0]+" "+day(x[1]))
			}
		}
		if len(parts) > 0 {
			out = append(out, strings.Join(parts, ", "))
		}
	}
	return out
}

// addHolds sets what keeps a transfer: each hold that does, and in one line those that do not.
// What came to its end is not kept by anything.
func addHolds(t flow.Transfer, note func(kit.Tone, string)) {
	if s := t.State(); s == flow.TransferCancelled || s == flow.TransferReversed {
		return
	}
	var cleared []string
	for _, h := range t.Holds {
		if h.Status == "cleared" {
			cleared = append(cleared, h.Type)
			continue
		}
		words := "hold " + h.Type + ": " + h.Status
		if h.Message != "" {
			words += ", " + kit.Quote(h.Message)
		}
		note(kit.Plain, words)
	}
	if len(cleared) > 0 {
		note(kit.Dim, "holds cleared: "+strings.Join(cleared, ", "))
	}
}
