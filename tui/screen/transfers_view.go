package screen

import (
	"strconv"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Face shows the list with the details of its line, or why there is no list.
func (t *Transfers) Face(sc Scene) Face {
	f := Face{Env: t.desk.Env(), Title: "Transfers", Subject: t.page.Party.LegalName, Right: t.place(), Status: t.status()}
	if t.fault != nil {
		f.Right, f.Body = "", t.card(sc).Show(sc.H, t.scroll)
		return f
	}
	if sc.W < railFrom && f.Status.Text == "" {
		f.Status = kit.Line{Tone: kit.Dim, Text: f.Right} // a narrow title has no room for it
	}
	list, details := t.areas(sc.W, sc.H)
	x, ok := t.under()
	switch {
	case !ok:
		f.Body = t.nothing(sc).Show(sc.H, 0)
	case details.H == 0:
		f.Body = t.listed(sc, list)
	case list.H == 0:
		f.Body = t.details(sc, x, details.W).Show(details.H, t.scroll)
	case details.X > 0:
		f.Body = kit.Beside(t.listed(sc, list), bar(sc, list.H), t.details(sc, x, details.W).Show(details.H, t.scroll))
	default:
		f.Body = kit.Stack(t.listed(sc, list), t.details(sc, x, details.W).Show(details.H, t.scroll))
	}
	return f
}

// areas are the list and the details: beside it where there is room, else below it, and on the
// smallest terminals instead of it.
func (t *Transfers) areas(w, h int) (list, details kit.Rect) {
	all := kit.Rect{W: w, H: h}
	switch {
	case !t.open:
		return all, kit.Rect{}
	case w >= timelineFrom:
		cols := all.Columns(kit.Fill(1), kit.Fixed(2), kit.Fixed(44))
		return cols[0], cols[2]
	case h < 16:
		return kit.Rect{}, all
	}
	rows := all.Rows(kit.Fixed(7), kit.Fill(1))
	return rows[0], rows[1]
}

// scrollTo moves the details or the card of a fault, and no further than the last page.
func (t *Transfers) scrollTo(line int) {
	sc := Scene{Theme: kit.NewTheme(true, true), W: t.w, H: t.h, Now: t.now}
	if t.fault != nil {
		t.scroll = t.card(sc).Clamp(t.h, line)
	} else if x, ok := t.under(); ok && t.open {
		_, r := t.areas(t.w, t.h)
		t.scroll = t.details(sc, x, r.W).Clamp(r.H, line)
	}
}

func (t *Transfers) card(sc Scene) *kit.Page { return t.trouble(sc, t.desk, t.enter()) }

// place says where the cursor is, in a list of several pages with the page.
func (t *Transfers) place() string {
	where := t.grid.Position(len(t.list))
	if t.more || t.at > 1 {
		where = strings.TrimSuffix("page "+strconv.Itoa(t.at)+", "+where, ", ")
	}
	return where
}

// status says what is asked, and for how long.
func (t *Transfers) status() kit.Line {
	if !t.asking {
		return kit.Line{Tone: kit.Dim, Text: t.note}
	}
	words := "◐ asking " + partner(t.desk.Defaults().Processor) + " for the transfers "
	if t.asked > 1 {
		words += "(page " + strconv.Itoa(t.asked) + ") "
	}
	return kit.Line{Tone: kit.Accent, Text: words + clock(t.now.Sub(t.since))}
}

// nothing stands where there is no list.
func (t *Transfers) nothing(sc Scene) *kit.Page {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	switch who := partner(t.desk.Defaults().Processor); {
	case t.at == 0 && t.asking:
		p.Text(kit.Dim, "Reading the transfers …")
		return p
	case t.at == 0:
		p.Text(kit.Plain, "The transfers were not read.")
	case t.at > 1:
		p.Text(kit.Plain, "There is nothing on this page.")
	default:
		p.Text(kit.Plain, "No money has moved: "+who+" lists no transfer of this account.")
	}
	p.Gap()
	p.Action(t.enter())
	return p
}

// listed is the list, with what a narrow one leaves off told below it.
func (t *Transfers) listed(sc Scene, r kit.Rect) string {
	foot := kit.NewPage(sc.Theme, r.W)
	if x, ok := t.under(); ok && !t.open {
		t.addFoot(foot, x)
	}
	h := min(max(r.H-foot.Len()-1, 2), len(t.list)+1)
	grid := t.grid.View(sc.Theme, t.columns(), t.rows(), r.W, min(h, r.H))
	return kit.Fit(kit.Stack(grid, kit.Fit("", r.W, 1), foot.Show(foot.Len(), 0)), r.W, r.H)
}

// addFoot tells what a line may have no room for.
func (t *Transfers) addFoot(p *kit.Page, x flow.Transfer) {
	words := transferName(x)
	if x.Created != "" {
		words += ", made " + day(x.Created)
	}
	sign := " "
	if t.own(x) {
		sign, words = ownSign, words+", of this case"
	}
	p.Item(kit.Plain, sign, words+".")
	switch x.State() {
	case flow.TransferReversed:
		p.Item(kit.Bad, "✗", sentence(reversal(x)))
	case flow.TransferUnknown:
		p.Item(kit.Warn, "?", "Its status "+kit.Quote(x.Status)+" is not known to this program.")
	}
}
