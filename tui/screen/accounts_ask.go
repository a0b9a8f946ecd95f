package screen

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// registryLimit is longer than the partner's client gives one call by itself.
const registryLimit = 60 * time.Second

// question is a page of accounts, or the contacts of one account.
type question struct {
	text    string
	page    int
	account *flow.PartnerAccount
}

// answered is the answer to a question, stamped with its number.
type answered struct {
	seq      int
	q        question
	list     flow.AccountPage
	contacts []flow.PartnerContact
	err      error
}

// ask puts a question to the partner. It ends with the page, or by a.end.
func (a *Accounts) ask(q question) Out {
	if a.reg == nil {
		a.fault = flow.Faultf("accounts", flow.Config, "NO_LOGIN", "%s", noRegistry(a.desk))
		return Out{}
	}
	a.end("")
	a.asking, a.since, a.last, a.fault, a.scroll = true, a.now, q, nil, 0
	reg, seq, stop := a.reg, a.seq, a.stop
	return Out{Jobs: []Job{{Limit: registryLimit, Run: func(ctx context.Context) any {
		ctx, over := until(ctx, stop)
		defer over()
		m := answered{seq: seq, q: q}
		if q.account != nil {
			m.contacts, m.err = reg.Contacts(ctx, q.account.ID)
		} else {
			m.list, m.err = reg.Accounts(ctx, q.text, q.page)
		}
		return m
	}}}}
}

// end ends the question that is out, if any. Its answer is dropped, also when it comes after all.
func (a *Accounts) end(note string) {
	if a.asking {
		close(a.stop)
		a.stop = make(chan struct{})
	}
	a.seq++
	a.asking, a.note = false, note
}

// answered shows an answer, or why there is none.
func (a *Accounts) answered(m answered) {
	if m.seq != a.seq {
		return
	}
	a.asking = false
	switch {
	case errors.Is(m.err, context.DeadlineExceeded):
		a.fault = &flow.Fault{Op: "accounts", Kind: flow.Transient, Code: "NO_ANSWER", Who: flow.Operator,
			Message: "that took too long and was given up here; nothing was changed"}
	case m.err != nil:
		a.fault = flow.FaultOf(m.err, "accounts")
	case m.q.account != nil:
		a.of, a.contacts, a.people = m.q.account, m.contacts, kit.Grid{}
	default:
		a.list, a.text, a.loaded, a.grid = m.list, m.q.text, true, kit.Grid{}
	}
}

// noRegistry says why a desk's partner cannot be asked, "" when it can.
func noRegistry(desk Desk) string {
	if _, ok := desk.(Registry); ok {
		return ""
	}
	return "there is no login to " + partner(desk.Defaults().Processor) + " here"
}
