package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/screen"
)

// navigate changes the stack: to the home page of a desk, back, and on to a page.
func (r *Root) navigate(out screen.Out) tea.Cmd {
	switch {
	case out.Desk != nil && (out.Desk != r.desk || out.Go == nil):
		for range r.stack {
			r.pop()
		}
		r.desk = out.Desk
		r.push(screen.Page{Kind: screen.HomePage}, screen.NewHome(r.desk, r.several()))
		if page := (screen.Page{Kind: screen.CasePage, Case: r.opts.Case}); page.Case != "" {
			r.opts.Case = ""
			out.Go = &page
		}
	case out.Back && len(r.stack) == 1:
		return r.leave()
	case out.Back:
		was := r.top().page
		r.pop()
		if was.Kind == screen.CasePage && out.Give == nil {
			out.Give = screen.CameFrom{Case: was.Case}
		}
	}
	given := r.give(out.Give)
	if out.Go != nil && !r.unwind(*out.Go) {
		r.push(*out.Go, r.make(*out.Go))
	}
	return tea.Batch(given, r.start())
}

// give brings what a page leaves behind to the one that is in front now.
func (r *Root) give(what any) tea.Cmd {
	if what == nil {
		return nil
	}
	return r.apply(r.top(), r.top().screen.Update(what))
}

// unwind makes room for a case, which is always right on top of the list: the forms that led to
// it go, with all that was typed there. It reports whether the case itself was found behind them.
func (r *Root) unwind(p screen.Page) bool {
	if p.Kind != screen.CasePage {
		return false
	}
	for len(r.stack) > 1 {
		switch top := r.top().page; {
		case top.Kind == screen.CasePage && top.Case == p.Case:
			return true
		case top.Kind == screen.HomePage:
			return false
		}
		r.pop()
	}
	return false
}
