package screen

import (
	"fmt"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// addAccounts is the pane from the exchange to the choice. The list takes what its detail
// below leaves of the pane.
func (c *Case) addAccounts(p *kit.Page, sc Scene, w, h int) {
	cs := c.snap.Case
	if len(cs.Accounts) == 0 {
		if cs.Phase == flow.PhaseChoosing {
			p.Text(kit.Warn, "The bank gave no account at all. Make a new link token (l) and have the customer choose accounts.")
			return
		}
		p.Text(kit.Plain, "The customer came back from Link. Its public token is exchanged for an access token, which is sealed at once, and the accounts are read.")
		p.Gap()
		p.Pair("bank", cs.Link.InstitutionName)
		return
	}
	rows := make([][]kit.Cell, len(cs.Accounts))
	for i, a := range cs.Accounts {
		rows[i] = accountRow(a)
	}
	list := pickerHeight(len(rows), h-p.Len())
	p.Mark()
	p.Block(c.grid.View(sc.Theme, accountColumns(), rows, w, list))
	if list-1 < len(rows) {
		p.Text(kit.Dim, fmt.Sprintf("%d accounts in all", len(rows)))
	} else {
		p.Gap()
	}
	if a, ok := c.account(); ok {
		addAccount(p, a)
	}
}

// pickerHeight is the height of a list of n accounts, its header included, in a pane that has h rows
// left.
func pickerHeight(n, h int) int {
	const detail = 7 // rows below the list that should stay in sight
	return min(n+1, max(h-detail, 4))
}

// accountColumns are the columns of the picker.
func accountColumns() []kit.Column {
	return []kit.Column{
		{Title: "account", Min: 16},
		{Title: "kind", Width: 15, Drop: 2},
		{Title: "mask", Width: 6},
		{Title: "available", Width: 13, Drop: 1, Right: true},
		{Title: "current", Width: 13, Drop: 3, Right: true},
	}
}

// accountRow is one account. One that cannot be used is marked with a sign, not only dim.
func accountRow(a flow.Account) []kit.Cell {
	name, tone := a.Name, kit.Plain
	if a.Unusable() != "" {
		name, tone = "✗ "+a.Name, kit.Dim
	}
	return []kit.Cell{
		{Tone: tone, Text: name}, {Tone: tone, Text: kindOf(a)}, {Tone: tone, Text: mask(a.Mask)},
		{Tone: tone, Text: money(a.Available)}, {Tone: tone, Text: money(a.Current)},
	}
}

func kindOf(a flow.Account) string {
	if a.Subtype != "" {
		return a.Subtype
	}
	return a.Type
}

// addAccount says all about the account under the cursor, first whether it can be used.
func addAccount(p *kit.Page, a flow.Account) {
	if why := a.Unusable(); why != "" {
		p.Item(kit.Warn, "✗", "Cannot be used: "+why+".")
	} else {
		p.Item(kit.Good, "✓", "Can be debited and credited by ACH.")
	}
	if why := a.Caution(); why != "" {
		p.Item(kit.Warn, "!", why)
	}
	if a.OfficialName != "" && a.OfficialName != a.Name {
		p.Pair("official name", a.OfficialName)
	}
	p.Pair("type", a.Type+", "+kindOf(a))
	p.Pair("available", money(a.Available))
	p.Pair("current", money(a.Current))
	if a.Verification != "" {
		p.Pair("verification", a.Verification)
	}
}
