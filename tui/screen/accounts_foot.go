package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// foot tells all of the row under the cursor, since a narrow list leaves things off.
func (a *Accounts) foot(sc Scene) *kit.Page {
	p := kit.NewPage(sc.Theme, sc.W)
	p.Labels(len("account id"))
	id := func(label, id string) {
		if sc.W >= 60 {
			p.Pair(label, id)
		} else {
			p.Item(kit.Dim, "·", id) // never a line of its own words alone
		}
	}
	switch {
	case a.of != nil && len(a.contacts) > 0:
		c := a.contacts[a.people.Cursor()]
		id("contact id", c.ID)
		addRequired(p, c)
		if k := a.enter(); over(a.of.Status) {
			p.Item(kit.Warn, "!", sentence(k.Off))
		}
	case a.of == nil && a.loaded && len(a.list.Accounts) > 0:
		account := a.list.Accounts[a.grid.Cursor()]
		id("account id", account.ID)
		if account.Frozen {
			p.Item(kit.Warn, "!", "Pulls or payments are frozen there.")
		}
	}
	return p
}

// addAccount says whose contacts these are.
func (a *Accounts) addAccount(p *kit.Page, account flow.PartnerAccount) {
	p.Heading(kit.Plain, "Account "+kit.Quote(kit.Cut(kit.Safe(account.Name), 60)))
	cell := accountStatus(account.Status)
	text := cell.Text
	if account.Frozen {
		cell.Tone, text = kit.Warn, text+", ! pulls or payments are frozen"
	}
	p.Text(cell.Tone, text)
}

// addRequired says how the partner's checks of a contact stand.
func addRequired(p *kit.Page, c flow.PartnerContact) {
	switch wanted := strings.Join(c.Required, "; "); {
	case wanted != "":
		p.Item(kit.Warn, "!", "Still required: "+kit.Safe(wanted)+".")
	case !c.Cleared:
		p.Item(kit.Warn, "!", "CIP or AML is not cleared yet.")
	default:
		p.Item(kit.Good, "✓", "CIP and AML are cleared, nothing is required.")
	}
}
