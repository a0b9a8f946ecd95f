package screen

import (
	"context"
	"errors"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// previewed is the agreement, stamped with the number of its question.
type previewed struct {
	seq  int
	text string
	err  error
}

// preview asks for the agreement. It signs nothing: the partner only shows what would be signed.
func (a *Apply) preview() Out {
	a.end()
	a.asking, a.since, a.fault = true, a.now, nil
	app := a.application()
	reg, seq, stop := a.reg, a.seq, a.stop
	return Out{Jobs: []Job{{Limit: registryLimit, Run: func(ctx context.Context) any {
		ctx, over := until(ctx, stop)
		defer over()
		text, err := reg.Preview(ctx, app)
		return previewed{seq, text, err}
	}}}}
}

// end ends the question for the agreement, if it is out.
func (a *Apply) end() {
	if a.asking {
		close(a.stop)
		a.stop = make(chan struct{})
	}
	a.seq++
	a.asking = false
}

// previewed shows the agreement, or why there is none.
func (a *Apply) previewed(m previewed) {
	if m.seq != a.seq {
		return
	}
	a.asking = false
	switch {
	case errors.Is(m.err, context.DeadlineExceeded):
		a.tell(&flow.Fault{Op: "agreement", Kind: flow.Transient, Code: "NO_ANSWER", Who: flow.Operator,
			Message: "that took too long and was given up here; nothing was asked for yet"})
	case m.err != nil:
		a.tell(flow.FaultOf(m.err, "agreement"))
		a.refuse()
	case strings.TrimSpace(m.text) == "":
		a.tell(flow.Faultf("agreement", flow.Refused, "NO_AGREEMENT",
			"%s gave no agreement, and nothing is signed unread", partner(a.desk.Defaults().Processor)))
	default:
		a.agreement, a.step, a.scroll, a.read = m.text, applyReads, 0, false
		who := a.signer()
		a.sign = kit.NewForm(kit.Field{Name: "signature", Label: "Signature", Check: func(v string) string {
			if v != who {
				return "Type " + kit.Quote(who) + " to sign."
			}
			return ""
		}, Hint: "type " + kit.Quote(who)})
		a.reach()
	}
}

// refuse puts a provider's reason beside the field that it is about.
func (a *Apply) refuse() {
	if f := a.fault; f != nil && f.Field != "" {
		a.form.BlameAll(map[string]string{f.Field: sentence(kit.Safe(f.Message))})
	}
}

// page goes on or back: in the agreement by nearly a page, in the card of a fault, or over fields.
func (a *Apply) page(by int) {
	switch a.step {
	case applyAsks:
		a.form.Move(by * pageFields)
	case applyTells:
		p := a.card(a.plain())
		a.scroll = p.Clamp(a.h, a.scroll+by*max(a.h/2, 1))
	case applyReads:
		h := a.readRows(a.h)
		a.scroll = a.text(a.plain()).Clamp(h, a.scroll+by*max(h-2, 1))
		a.reach()
	}
}

// reach notices that the end of the agreement is on the screen: from then on it can be signed.
func (a *Apply) reach() {
	if a.step != applyReads || a.w <= 0 {
		return
	}
	p, h := a.text(a.plain()), a.readRows(a.h)
	a.scroll = p.Clamp(h, a.scroll)
	a.read = a.read || a.scroll == p.Clamp(h, p.Len())
}

// plain is a scene of the size now, to count rows with.
func (a *Apply) plain() Scene {
	return Scene{Theme: kit.NewTheme(true, true), W: a.w, H: a.h, Now: a.now}
}
