package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// stageLimit bounds one wish to the simulator: it may begin its world anew.
const stageLimit = 30 * time.Second

// StageMenu is where a Demo is directed: which story is played, how quickly, what time it is there,
// and the way back to a clean start.
type StageMenu struct {
	desk Desk
	dir  Director
	page Page

	st     Stage
	loaded bool
	doing  string // what the simulator is being asked, in words
	fault  string // why it did not do it
	tokens []tokenEnd

	form    *kit.Form
	grid    kit.Grid
	spans   kit.Grid
	passing bool // the choice of how much time shall pass is shown
	ask     *Ask
	scroll  int
	now     time.Time
	w, h    int
}

// staged is what became of a wish, with how it stands then.
type staged struct {
	st     Stage
	tokens []tokenEnd
	err    error
	then   Out // what to do when there is no error
}

// NewStage makes the page for a desk. page.Case is the case that it was opened from, if any.
func NewStage(desk Desk, page Page) *StageMenu {
	s := &StageMenu{desk: desk, page: page}
	s.dir, _ = desk.(Director)
	s.form = kit.NewForm(kit.Field{Name: "text", Label: "Find"})
	return s
}

// Start looks how it stands, also after coming back.
func (s *StageMenu) Start() Out {
	return s.wish("looking what is played", func(context.Context) (Out, error) { return Out{}, nil })
}

// wish asks the simulator for something, and looks how it stands then. One wish is out at most.
func (s *StageMenu) wish(words string, do func(context.Context) (Out, error)) Out {
	if s.doing != "" || s.dir == nil {
		return Out{}
	}
	s.doing, s.fault = words, ""
	dir, desk, id := s.dir, s.desk, s.page.Case
	return Out{Jobs: []Job{{Limit: stageLimit, Run: func(ctx context.Context) any {
		then, err := do(ctx)
		if err != nil || then.Desk != nil {
			return staged{err: err, then: then} // with another desk this one is over
		}
		st, err := dir.Stage(ctx)
		return staged{st: st, tokens: tokensOf(ctx, desk, id), err: err, then: then}
	}}}}
}

// Update takes what became of a wish, the time, and what is typed.
func (s *StageMenu) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		s.now = m.Now
	case Resized:
		s.w, s.h = m.W, m.H
	case Crashed:
		s.doing, s.fault = "", sentence(m.Err.Error())
	case staged:
		return s.staged(m)
	case tea.KeyPressMsg, tea.PasteMsg:
		if s.fault == "" && !s.passing {
			s.form.Update(m)
			s.grid.Set(0, len(s.found()))
			s.scroll = 0
		}
	}
	return Out{}
}

func (s *StageMenu) staged(m staged) Out {
	s.doing = ""
	if m.err != nil {
		s.fault = sentence(whyNot(m.err))
		return Out{}
	}
	if m.then.Desk != nil {
		return m.then
	}
	first := !s.loaded
	s.st, s.tokens, s.loaded = m.st, m.tokens, true
	if first {
		for i, story := range s.found() {
			if story.Name == s.st.Playing {
				s.grid.Set(i, len(s.found()))
			}
		}
	}
	return m.then
}

// whyNot is the message of a fault, or the error as it is.
func whyNot(err error) string {
	if f, ok := err.(*flow.Fault); ok {
		return f.Message
	}
	return err.Error()
}

// Asking is the open dialog.
func (s *StageMenu) Asking() *Ask { return s.ask }
