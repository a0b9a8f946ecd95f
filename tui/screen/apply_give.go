package screen

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// gave is the end of writing the application down. The id stands even when only the case could be
// opened, so that trying again opens no second one.
type gave struct {
	id  flow.CaseID
	err error
}

// askOpen is the one question before the account is asked for.
func (a *Apply) askOpen() *Ask {
	who, name := partner(a.desk.Defaults().Processor), a.form.Value("owner.name")
	body := []string{
		who + " opens it for " + kit.Safe(name) + " and checks who that is (CIP and AML).",
		"The agreement is signed by " + kit.Safe(a.signer()) + ".",
		"It is sent once. If the answer is lost, it is asked for again under the same key, and no second account is opened.",
	}
	if a.desk.Env() == flow.Production {
		body = append([]string{"This is PRODUCTION: a real account of a real customer."}, body...)
	}
	return &Ask{Dialog: kit.Ask("Open the account?", "Open it", body...), Then: intentOpenYes, Status: "open an account at " + who}
}

// give opens the case, if there is none yet, and asks for the account.
func (a *Apply) give() Out {
	a.step = applyGives
	app := a.application()
	app.Signature = a.sign.Value("signature")
	cmd := flow.OpenAccount{Party: a.party(), Application: app, By: by}
	desk, id, d := a.desk, a.id, a.desk.Defaults()
	open := flow.OpenCase{Env: desk.Env(), Processor: d.Processor, Adapter: d.Adapter, Handoff: d.Handoff, Scenario: d.Scenario}
	if a.view != nil {
		a.asked = asks(a.view.snap)
	}
	return Out{Jobs: []Job{{Limit: openCaseLimit, Run: func(ctx context.Context) any {
		if id == "" {
			var err error
			if id, err = desk.Open(ctx, open); err != nil {
				return gave{"", err}
			}
		}
		return gave{id, desk.Do(ctx, id, cmd)}
	}}}}
}

// gave shows the case at work. What could not be written down is said, and can be given again.
func (a *Apply) gave(m gave) Out {
	if m.id != "" {
		a.id = m.id
	}
	var fault *flow.Fault
	switch {
	case errors.As(m.err, &fault):
		a.tell(fault)
		a.refuse()
		return Out{}
	case m.err != nil:
		a.step = applyReads
		return outOf(m.err)
	}
	a.step = applyWatches
	if a.view == nil {
		a.view = NewCaseView(a.desk, a.id)
		a.view.Update(Tick{a.now})
		a.view.Update(Resized{a.w, a.h})
	}
	return a.view.Start()
}

// watch looks what became of the application: a refusal leads back to the form, with the answers
// still in it, and an account leads on, without them.
func (a *Apply) watch(out Out) Out {
	if a.step != applyWatches || asks(a.view.snap) <= a.asked {
		return out
	}
	switch c := a.view.snap.Case; {
	case c.Phase == flow.PhaseWantAccount:
	case c.Phase == flow.PhaseOpened && c.Fault != nil:
		a.tell(c.Fault)
		a.refuse()
	default:
		next := a.toCase()
		next.Jobs = out.Jobs
		return next
	}
	return out
}

// toCase leaves the form, and all that was typed into it, for the case alone.
func (a *Apply) toCase() Out {
	return Out{Desk: a.desk, Go: &Page{Kind: CasePage, Case: a.id}}
}

// asks counts how often a case has asked for an account.
func asks(snap flow.Snapshot) int {
	n := 0
	for _, r := range snap.Records {
		if r.Event.Kind() == (flow.AccountAsked{}).Kind() {
			n++
		}
	}
	return n
}
