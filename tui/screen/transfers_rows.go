package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// ownSign marks the transfers that the case asked for.
const ownSign = "●"

// columns has room for the longest amount: one that is cut would be another one.
func (t *Transfers) columns() []kit.Column {
	amount := len("amount")
	for _, x := range t.list {
		amount = max(amount, kit.Width(x.Amount.String()))
	}
	return []kit.Column{{Width: 1}, {Title: "state", Width: 11}, {Title: "amount", Width: min(amount, 22), Right: true},
		{Title: "kind", Width: len(flow.Contribution), Drop: 1}, {Title: "made", Width: 10, Drop: 2}, {Title: "why it came back", Min: 16, Drop: 3}}
}

func (t *Transfers) rows() [][]kit.Cell {
	out := make([][]kit.Cell, len(t.list))
	for i, x := range t.list {
		mark, why := kit.Cell{}, kit.Cell{}
		if t.own(x) {
			mark = kit.Cell{Tone: kit.Accent, Text: ownSign}
		}
		if x.State() == flow.TransferReversed {
			if why = (kit.Cell{Tone: kit.Bad, Text: x.Reversal}); x.Reversal == "" {
				why.Text = "without a reason"
			}
		}
		// The day until which it is held is told by the details.
		x.ClearsOn = ""
		out[i] = []kit.Cell{mark, transferCell(x), {Text: x.Amount.String()}, {Text: string(x.Kind)}, {Tone: kit.Dim, Text: day(x.Created)}, why}
	}
	return out
}

// details is all that is known of a transfer.
func (t *Transfers) details(sc Scene, x flow.Transfer, w int) *kit.Page {
	p := kit.NewPage(sc.Theme, w)
	t.addDetails(p, x)
	return p
}

// addDetails sets all that is known of a transfer.
func (t *Transfers) addDetails(p *kit.Page, x flow.Transfer) {
	cell := transferCell(x)
	p.Heading(cell.Tone, kit.Safe(cell.Text+": "+transferName(x)))
	if t.own(x) {
		p.Item(kit.Accent, ownSign, "This case asked for it.")
	} else {
		p.Item(kit.Dim, " ", "This case did not ask for it.")
	}
	addTransfer(p, x)
	p.Labels(len("funds-transfer"))
	for _, id := range [][2]string{{"funds-transfer", x.ID}, {string(x.Kind), x.Order}, {"authorization", x.AuthorizationID}} {
		if id[1] != "" {
			p.Pair(id[0], id[1])
		}
	}
}
