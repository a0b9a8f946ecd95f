package tui

import (
	"context"

	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// top is the layer in front.
func (r *Root) top() *layer { return r.stack[len(r.stack)-1] }

// push puts a screen in front.
func (r *Root) push(page screen.Page, s screen.Screen) {
	r.layers++
	ctx, cancel := context.WithCancel(r.ctx)
	r.stack = append(r.stack, &layer{r.layers, page, s, ctx, cancel})
	delete(r.left, page.Case)
}

// pop takes the screen in front away and ends its work. Work of the engine goes on; that a
// case was left at work is remembered for the question at the end.
func (r *Root) pop() {
	top := r.top()
	if top.page.Kind == screen.CasePage && r.face().Busy != "" {
		r.left[top.page.Case] = r.desk
	}
	top.cancel()
	r.stack = r.stack[:len(r.stack)-1]
}

// start tells the screen in front its size and that it is in front.
func (r *Root) start() tea.Cmd {
	top := r.top()
	return tea.Batch(r.resize(), r.apply(top, top.screen.Update(screen.Tick{Now: r.now})), r.apply(top, top.screen.Start()))
}

// resize tells the screen in front the size of its body.
func (r *Root) resize() tea.Cmd {
	top, body := r.top(), kit.Body(r.w, r.h)
	return r.apply(top, top.screen.Update(screen.Resized{W: body.W, H: body.H}))
}

// deliver brings a result to the layer that asked for it. A layer that is gone has no use
// for it.
func (r *Root) deliver(m result) tea.Cmd {
	if crash, ok := m.msg.(screen.Crashed); ok {
		r.notices.Fail(r.now, crash.Err.Error())
	}
	if c, ok := m.msg.(copied); ok {
		return r.copied(c)
	}
	for _, l := range r.stack {
		if l.id == m.layer {
			return r.apply(l, l.screen.Update(m.msg))
		}
	}
	return nil
}

// apply carries out what a screen wants. Only the screen in front may navigate; a late
// answer to one behind it must not pull the operator away.
func (r *Root) apply(l *layer, out screen.Out) tea.Cmd {
	cmds := make([]tea.Cmd, 0, len(out.Jobs)+2)
	for _, job := range out.Jobs {
		cmds = append(cmds, r.run(l, job))
	}
	if out.Say.Text != "" {
		r.notices.Say(r.now, out.Say.Tone, out.Say.Text)
	}
	if out.Fail != "" {
		r.notices.Fail(r.now, out.Fail)
	}
	if out.Known != nil {
		r.known = out.Known
	}
	if out.Copy.Text != "" {
		cmds = append(cmds, r.copy(l, out.Copy))
	}
	if out.Print.Text != "" {
		cmds = append(cmds, r.print(out.Print))
	}
	if l == r.top() && (out.Desk != nil || out.Back || out.Go != nil) {
		cmds = append(cmds, r.navigate(out))
	}
	return tea.Batch(cmds...)
}

// make builds the screen of a page.
func (r *Root) make(p screen.Page) screen.Screen {
	switch p.Kind {
	case screen.NewCasePage:
		return screen.NewCase(r.opts.Desks, r.known, r.desk).For(p.Party)
	case screen.PartyPage:
		return screen.EditParty(r.desk, p.Case, p.Party)
	case screen.ProcessorPage:
		return screen.NewProcessor(r.desk, p.Case)
	case screen.CasePage:
		return screen.NewCaseView(r.desk, p.Case)
	case screen.SetupPage:
		return screen.NewSetup(r.opts.Desks, p.Env)
	case screen.AccountsPage:
		return screen.NewAccounts(r.deskOf(p), p)
	case screen.NewAccountPage:
		return screen.NewApply(r.deskOf(p), p)
	case screen.TransfersPage:
		return screen.NewTransfers(r.deskOf(p), p)
	case screen.StagePage:
		return screen.NewStage(r.desk, p)
	case screen.EnvironmentPage:
		return screen.NewEnvironments(r.opts.Desks, "")
	}
	return screen.NewHome(r.desk, r.several())
}

// deskOf is the desk that a page works at: a form may have chosen another one than the console's.
func (r *Root) deskOf(p screen.Page) screen.Desk {
	if p.Desk != nil {
		return p.Desk
	}
	return r.desk
}

// several reports whether there is a choice of environments at all.
func (r *Root) several() bool { return len(r.known) > 1 }
