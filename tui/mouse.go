package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// wheelLines is how far a panel moves with one notch of the wheel.
const wheelLines = 3

// hinted is a click on the hint of a key, as it was drawn.
type hinted struct{ key kit.Key }

// onHints hears clicks on the hint line. The terminal's program calls it with the view that was
// drawn last, so that a click means what stood there and not what has come since.
func onHints(spots []kit.Spot, row int) func(tea.MouseMsg) tea.Cmd {
	return func(msg tea.MouseMsg) tea.Cmd {
		m, ok := msg.(tea.MouseClickMsg)
		if !ok || m.Button != tea.MouseLeft || m.Y != row {
			return nil
		}
		for _, s := range spots {
			if m.X >= s.X && m.X < s.X+s.W {
				return func() tea.Msg { return hinted{s.Key} }
			}
		}
		return nil
	}
}

// hinted does what a key means whose hint was clicked, if it still means that.
func (r *Root) hinted(m hinted) tea.Cmd {
	if r.asking() != nil {
		return nil
	}
	for _, t := range r.Keys() {
		for _, k := range t.Keys {
			if k.Intent == m.key.Intent && k.Help == m.key.Help && k.Off == "" {
				return r.follow(k)
			}
		}
	}
	return nil
}

// point gives a click or a turn of the wheel to whom it belongs. A dialog hears neither: nothing
// is agreed to with a mouse that happens to be there.
func (r *Root) point(m tea.Mouse) tea.Cmd {
	wheel := map[tea.MouseButton]int{tea.MouseWheelUp: -1, tea.MouseWheelDown: 1}[m.Button]
	body := kit.Body(r.w, r.h)
	at := screen.Pointer{X: m.X - body.X, Y: m.Y - body.Y, Wheel: wheel, Click: m.Button == tea.MouseLeft}
	switch {
	case wheel == 0 && !at.Click, r.tooSmall(), r.asking() != nil, !r.mouse(r.face()):
	case at.X < 0 || at.Y < 0 || at.X >= body.W || at.Y >= body.H:
	case r.panel != nil:
		r.scroll(wheel * wheelLines)
	default:
		return r.apply(r.top(), r.top().screen.Update(at))
	}
	return nil
}

// mouse reports whether the page in front wants the mouse. What was said so far may hold ids, so
// there the terminal's own selection is worth more.
func (r *Root) mouse(face screen.Face) bool {
	if r.panel != nil {
		return r.panel.kind == panelHelp
	}
	return face.Mouse && face.Code == nil
}
