package screen

import (
	"strconv"

	"linkdesk/tui/kit"
)

// Face shows the search with its list, or the contacts of one account.
func (a *Accounts) Face(sc Scene) Face {
	f := Face{Env: a.desk.Env(), Title: "Accounts", Status: a.status()}
	if a.fault != nil {
		f.Body = a.card(sc).Show(sc.H, a.scroll)
		return f
	}
	head := kit.NewPage(sc.Theme, sc.W)
	if a.of != nil {
		f.Title, f.Right = "Contacts", a.people.Position(len(a.contacts))
		a.addAccount(head, *a.of)
	} else {
		head.Labels(len("Name"))
		f.Cursor = a.form.View(sc.Theme, head, sc.H >= 17)
		if a.loaded && (a.list.More || a.list.Page > 1) {
			f.Right = "page " + strconv.Itoa(a.list.Page)
		}
	}
	if sc.H >= 17 {
		head.Gap()
	}
	foot := a.foot(sc)
	gap := ""
	if sc.H >= 17 {
		gap = kit.Fit("", sc.W, 1)
	}
	h := max(sc.H-head.Len()-foot.Len()-len(gap)/max(sc.W, 1), 1)
	f.Body = kit.Stack(head.Show(head.Len(), 0), a.middle(sc, h), gap, foot.Show(foot.Len(), 0))
	return f
}

// status says what is asked, and for how long.
func (a *Accounts) status() kit.Line {
	who := partner(a.desk.Defaults().Processor)
	switch {
	case a.asking && a.last.account != nil:
		return kit.Line{Tone: kit.Accent, Text: "◐ asking " + who + " for the contacts " + clock(a.now.Sub(a.since))}
	case a.asking:
		return kit.Line{Tone: kit.Accent, Text: "◐ asking " + who + " for accounts " + clock(a.now.Sub(a.since))}
	}
	return kit.Line{Tone: kit.Dim, Text: a.note}
}

// middle is the list in front, or what to do where there is none.
func (a *Accounts) middle(sc Scene, h int) string {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	switch {
	case a.of != nil && len(a.contacts) == 0:
		p.Text(kit.Plain, "This account has no contact, so there is nobody who could own a bank account.")
		p.Gap()
		p.Text(kit.Dim, "Choose another account (esc), or open a new one.")
	case a.of != nil:
		return a.people.View(sc.Theme, contactColumns(), contactRows(a.contacts), sc.W, min(h, len(a.contacts)+1))
	case !a.loaded && a.asking:
		p.Text(kit.Dim, "Reading the accounts …")
	case !a.loaded:
		p.Action(a.enter())
	case len(a.list.Accounts) == 0:
		a.addNone(p)
	default:
		return a.grid.View(sc.Theme, foundColumns(), foundRows(a.list.Accounts), sc.W, min(h, len(a.list.Accounts)+1))
	}
	return kit.Fit(p.Show(h, 0), sc.W, h)
}

// addNone teaches what to do when nothing was found.
func (a *Accounts) addNone(p *kit.Page) {
	who := partner(a.desk.Defaults().Processor)
	switch {
	case a.list.Page > 1:
		p.Text(kit.Plain, "There is nothing on this page.")
	case a.text == "":
		p.Text(kit.Plain, who+" has no account yet that your login can see.")
	default:
		p.Text(kit.Plain, who+" has no account whose name contains "+kit.Quote(a.text)+".")
		p.Text(kit.Dim, "Type another part of the name, or ctrl+u and enter for all accounts.")
	}
	p.Gap()
	p.Action(a.openNew())
}

// card is the card of a fault.
func (a *Accounts) card(sc Scene) *kit.Page { return a.trouble(sc, a.desk, a.enter()) }

// scrollTo moves the card of a fault, and no further than its last page.
func (a *Accounts) scrollTo(line int) {
	if a.fault != nil {
		a.scroll = a.card(Scene{Theme: kit.NewTheme(true, true), W: a.w, H: a.h}).Clamp(a.h, line)
	}
}
