package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// applyLabels is the widest label of the form.
const applyLabels = 16

// signRows are the rows below the agreement: a line, what can be done, and a reason against it.
const signRows = 4

// Face shows the form, the agreement, a fault, or the case.
func (a *Apply) Face(sc Scene) Face {
	if a.step == applyWatches {
		return a.view.Face(sc)
	}
	f := Face{Env: a.desk.Env(), Title: "New account"}
	switch a.step {
	case applyTells:
		f.Body = a.card(sc).Show(sc.H, a.scroll)
	case applyReads, applyGives:
		f.Title = "Agreement"
		a.readFace(sc, &f)
	default:
		a.askFace(sc, &f)
	}
	return f
}

// askFace shows the part of the form around the focus.
func (a *Apply) askFace(sc Scene, f *Face) {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Labels(applyLabels)
	who := partner(a.desk.Defaults().Processor)
	if sc.H >= 17 {
		p.Heading(kit.Plain, "A new account at "+who)
		p.Text(kit.Dim, "What you type goes to "+who+", for the agreement and then for the account. Here it is kept sealed, and only until the account is there.")
		if a.desk.Env() == flow.Production {
			p.Text(kit.Bad, "This is PRODUCTION: a real account of a real customer.")
		}
	}
	cursor, at := a.form.Draw(sc.Theme, p, kit.HintHere)
	p.Gap()
	p.Action(a.enter())
	// The focus stays some rows off the end, so that what comes next is seen too.
	offset := p.Clamp(sc.H, at.Last-max(sc.H-5, sc.H/2))
	if cursor != nil {
		cursor.Y -= offset
	}
	f.Body, f.Cursor = p.Show(sc.H, offset), cursor
	if a.asking {
		f.Status = kit.Line{Tone: kit.Accent, Text: "◐ asking " + who + " for the agreement " + clock(a.now.Sub(a.since))}
	}
}

// card is the fault, with what is lost by it: nothing.
func (a *Apply) card(sc Scene) *kit.Page {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Labels(len("http status"))
	cs := flow.Case{ID: a.id, Env: a.desk.Env(), Processor: a.desk.Defaults().Processor, Adapter: true}
	addFault(p, a.fault, cs, "")
	p.Gap()
	p.Action(a.enter())
	p.Text(kit.Dim, "What you typed is still there.")
	return p
}

// readRows are those of the agreement in a body of h rows.
func (a *Apply) readRows(h int) int { return max(h-signRows, 2) }

// text is the agreement. The words are the partner's, so they are only wrapped.
func (a *Apply) text(sc Scene) *kit.Page {
	w := min(sc.W, 76)
	p := kit.NewPage(sc.Theme, w)
	for _, line := range strings.Split(a.agreement, "\n") {
		if strings.TrimSpace(line) == "" {
			p.Gap()
			continue
		}
		for _, part := range kit.Wrap(line, w-2) {
			p.Raw(kit.Plain, "┆ "+part) // the partner's words, on every line
		}
	}
	return p
}

// readFace shows the agreement and, once its end was seen, where it is signed.
func (a *Apply) readFace(sc Scene, f *Face) {
	h := a.readRows(sc.H)
	foot := kit.NewPage(sc.Theme, min(sc.W, 76))
	foot.Labels(len("Signature"))
	foot.Block(sc.Theme.Rule(min(sc.W, 76)))
	switch {
	case a.step == applyGives:
		foot.Text(kit.Dim, "Signed by "+kit.Safe(a.signer())+".")
		f.Status = kit.Line{Tone: kit.Accent, Text: "◐ writing it down …"}
		f.Busy = "the application is being written down"
	case !a.read:
		foot.Action(a.enter())
		foot.Text(kit.Dim, "It can be signed when you have seen its end.")
	default:
		f.Cursor = a.sign.View(sc.Theme, foot, true)
		if f.Cursor != nil {
			f.Cursor.Y += h
		}
		foot.Action(a.enter())
	}
	f.Body = kit.Stack(kit.Fit(a.text(sc).Show(h, a.scroll), min(sc.W, 76), h), kit.Fit(foot.Show(foot.Len(), 0), min(sc.W, 76), min(sc.H-h, signRows)))
}
