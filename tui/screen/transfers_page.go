package screen

import (
	"context"
	"slices"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Transfers lists all money that moved in and out of the counterparty's account at the partner.
// It reads only.
type Transfers struct {
	inquiry
	desk Desk
	cust Custodian
	page Page // what it was opened with

	list   []flow.Transfer
	at     int // the page of the list, from 1 on; 0 before there is one
	more   bool
	grid   kit.Grid
	asked  int  // the page that was asked for last
	open   bool // the details of the line are shown
	scroll int  // in the details, or in the card of a fault
	w, h   int
}

// transferList is a page of the list.
type transferList struct {
	page int
	all  []flow.Transfer
	more bool
}

const intentReadAgain kit.Intent = "read_again"

// NewTransfers makes the page for the account of a case's counterparty.
func NewTransfers(desk Desk, page Page) *Transfers {
	t := &Transfers{inquiry: inquiry{op: "transfers"}, desk: desk, page: page}
	t.cust, _ = desk.(Custodian)
	return t
}

// transfersDeed leads to the page from the menu of a case.
func (c *Case) transfersDeed() deed {
	cs := c.snap.Case
	d := deed{words: "all transfers of the account", page: &Page{Kind: TransfersPage, Case: c.id, Party: cs.Party, Own: cs.Transfers}}
	// The desk asks one partner, and a case may have been meant for another one.
	if _, ok := c.desk.(Custodian); !ok || cs.Processor != c.desk.Defaults().Processor {
		d.off = noLogin(cs.Processor)
	}
	if cs.Party.PartnerAccount == "" {
		d.off = "the counterparty has no account id of " + partner(cs.Processor)
	}
	return d
}

// Start reads the newest ones, unless the page only comes back to the front.
func (t *Transfers) Start() Out {
	if t.at > 0 || t.asking || t.fault != nil {
		return Out{}
	}
	return t.read(1)
}

// Asking reports no dialog.
func (t *Transfers) Asking() *Ask { return nil }

// read asks for a page of the list.
func (t *Transfers) read(page int) Out {
	if t.cust == nil {
		t.fault = flow.Faultf(t.op, flow.Config, "NO_LOGIN", "%s", noLogin(t.desk.Defaults().Processor))
		return Out{}
	}
	t.asked, t.scroll = page, 0
	cust, account := t.cust, t.page.Party.PartnerAccount
	return t.begin(func(ctx context.Context) (any, error) {
		all, more, err := cust.Transfers(ctx, account, page)
		return transferList{page, all, more}, err
	})
}

// Update takes answers, the time and the size.
func (t *Transfers) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		t.now = m.Now
	case Resized:
		t.w, t.h = m.W, m.H
		t.scrollTo(t.scroll)
	case replied:
		if t.takes(m) {
			l, _ := m.answer.(transferList)
			t.take(l)
		}
	case Crashed:
		t.crashed(m.Err)
	}
	return Out{}
}

// take shows a page. Read again, the cursor stays on its transfer, whose line may be another one.
func (t *Transfers) take(l transferList) {
	was, had := t.under()
	again := l.page == t.at
	t.list, t.at, t.more = l.all, l.page, l.more
	if i := t.find(was.ID); had && again && i >= 0 {
		t.grid.Set(i, len(t.list))
		return
	}
	t.grid, t.open = kit.Grid{}, false
}

func (t *Transfers) find(id string) int {
	return slices.IndexFunc(t.list, func(x flow.Transfer) bool { return x.ID == id })
}

// under is the transfer under the cursor.
func (t *Transfers) under() (flow.Transfer, bool) {
	if i := t.grid.Cursor(); i < len(t.list) {
		return t.list[i], true
	}
	return flow.Transfer{}, false
}

// own reports that the case asked for a transfer itself.
func (t *Transfers) own(x flow.Transfer) bool {
	return slices.ContainsFunc(t.page.Own, func(o flow.Transfer) bool { return o.ID == x.ID })
}
