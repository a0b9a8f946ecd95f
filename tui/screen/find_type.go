package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// typed changes the text. What looks like a token is hidden before anything is drawn.
func (f *find) typed(m tea.Msg) Out {
	before := f.form.Value("text")
	f.form.Update(m)
	now := f.form.Value("text")
	_, _, token := flow.TokenIn(now)
	f.form.Hide("text", token)
	if now == before {
		return Out{}
	}
	f.n++
	if strings.TrimSpace(now) == "" {
		f.clear(findIdle)
		return Out{}
	}
	f.state = findTyping
	return f.rest()
}

// clear forgets what was found.
func (f *find) clear(state findState) {
	f.text, f.kind, f.state, f.trouble = "", "", state, ""
	f.rows, f.listed, f.looked, f.more, f.next, f.most, f.capped = nil, map[flow.CaseID]bool{}, 0, false, "", foundAtOnce, false
	f.grid = kit.Grid{}
}

// point moves the view with the wheel, puts the cursor where somebody clicks, and opens the case on
// which it stands already.
func (f *find) point(m Pointer) Out {
	if m.Wheel != 0 {
		f.grid.Scroll(m.Wheel*wheelRows, f.lines(), f.room())
		return Out{}
	}
	i, ok := f.grid.At(m.Y-f.head(), f.lines(), f.room())
	switch {
	case !m.Click || !ok:
	case i == f.grid.Cursor():
		return f.enter()
	default:
		f.grid.Set(i, f.lines())
		f.grid.Follow(f.lines(), f.room())
	}
	return Out{}
}
