package screen

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
)

// typed changes the text. What looks like a token is hidden before anything is drawn.
func (f *find) typed(m tea.Msg) Out {
	before := f.form.Value("text")
	if p, is := m.(tea.PasteMsg); is {
		m = tea.PasteMsg{Content: gist(p.Content)}
	}
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

// mostTyped is how much a line of a form takes.
const mostTyped = 200

// gist is what is looked for in a pasted text that is too long for the line.
func gist(pasted string) string {
	if len(pasted) <= mostTyped {
		return pasted
	}
	if token, _, is := flow.TokenIn(pasted); is {
		return token
	}
	return flow.Seek(pasted).Gist(mostTyped)
}

// clear forgets what was found.
func (f *find) clear(state findState) {
	*f = find{desk: f.desk, form: f.form, w: f.w, h: f.h, n: f.n, state: state, most: foundAtOnce}
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
