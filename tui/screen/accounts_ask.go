package screen

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// question is a page of accounts, or the contacts of one account.
type question struct {
	text    string
	page    int
	account *flow.PartnerAccount
}

// answered is the answer to a question.
type answered struct {
	q        question
	list     flow.AccountPage
	contacts []flow.PartnerContact
}

// ask puts a question to the partner.
func (a *Accounts) ask(q question) Out {
	if a.reg == nil {
		a.fault = flow.Faultf("accounts", flow.Config, "NO_LOGIN", "%s", noRegistry(a.desk))
		return Out{}
	}
	a.last, a.scroll = q, 0
	reg := a.reg
	return a.begin(func(ctx context.Context) (any, error) {
		m := answered{q: q}
		var err error
		if q.account != nil {
			m.contacts, err = reg.Contacts(ctx, q.account.ID)
		} else {
			m.list, err = reg.Accounts(ctx, q.text, q.page)
		}
		return m, err
	})
}

// answered shows an answer; why there is none is shown by the inquiry.
func (a *Accounts) answered(r replied) {
	if !a.takes(r) {
		return
	}
	m, _ := r.answer.(answered)
	if m.q.account != nil {
		a.of, a.contacts, a.people = m.q.account, m.contacts, kit.Grid{}
		return
	}
	a.list, a.text, a.loaded, a.grid = m.list, m.q.text, true, kit.Grid{}
}

// noRegistry says why a desk's partner cannot be asked, "" when it can.
func noRegistry(desk Desk) string {
	if _, ok := desk.(Registry); ok {
		return ""
	}
	return noLogin(desk.Defaults().Processor)
}

func noLogin(processor string) string { return "there is no login to " + partner(processor) + " here" }
