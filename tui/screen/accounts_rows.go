package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

func foundColumns() []kit.Column {
	return []kit.Column{{Title: "account", Min: 20}, {Title: "status", Width: 12}, {Title: "frozen", Width: 8, Drop: 1},
		{Title: "id", Width: 36, Drop: 2}}
}

func foundRows(all []flow.PartnerAccount) [][]kit.Cell {
	out := make([][]kit.Cell, len(all))
	for i, a := range all {
		frozen := kit.Cell{Tone: kit.Dim, Text: "no"}
		if a.Frozen {
			frozen = kit.Cell{Tone: kit.Warn, Text: "! frozen"}
		}
		out[i] = []kit.Cell{{Text: a.Name}, accountStatus(a.Status), frozen, {Tone: kit.Dim, Text: a.ID}}
	}
	return out
}

func contactColumns() []kit.Column {
	return []kit.Column{{Title: "contact", Min: 20}, {Title: "kind", Width: 7, Drop: 1}, {Title: "CIP, AML", Width: 13},
		{Title: "id", Width: 36, Drop: 2}}
}

func contactRows(all []flow.PartnerContact) [][]kit.Cell {
	out := make([][]kit.Cell, len(all))
	for i, c := range all {
		kind, cleared := "person", kit.Cell{Tone: kit.Good, Text: "✓ cleared"}
		if c.Business {
			kind = "company"
		}
		if !c.Cleared {
			cleared = kit.Cell{Tone: kit.Warn, Text: "! not cleared"}
		}
		out[i] = []kit.Cell{{Text: c.Name}, {Text: kind}, cleared, {Tone: kit.Dim, Text: c.ID}}
	}
	return out
}

// accountStatus is an account's status with a sign.
func accountStatus(status string) kit.Cell {
	word := accountWord(status)
	switch status {
	case "opened":
		return kit.Cell{Tone: kit.Good, Text: "✓ " + word}
	case "pending", "incomplete":
		return kit.Cell{Tone: kit.Accent, Text: "◐ " + word}
	}
	if over(status) {
		return kit.Cell{Tone: kit.Bad, Text: "✗ " + word}
	}
	return kit.Cell{Tone: kit.Warn, Text: "? " + word}
}

// over reports that an account takes nothing any more.
func over(status string) bool {
	return status == "closed" || status == "voided" || status == "pending_closure"
}

// accountWord is the partner's word without its underscores.
func accountWord(status string) string {
	switch status {
	case "":
		return "not known"
	case "pending_closure":
		return "closing"
	}
	return strings.ReplaceAll(status, "_", " ")
}
