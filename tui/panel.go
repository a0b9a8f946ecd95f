package tui

import (
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// panel is a page in front of the screen: the keys, or what was said.
type panel struct {
	kind   panelKind
	scroll int
}

type panelKind int

const (
	panelHelp panelKind = iota
	panelNotices
)

func (p *panel) title() string {
	if p.kind == panelNotices {
		return "Notices"
	}
	return "Help"
}

// table is the key table of a panel. Every key that opens one closes it too.
func (p *panel) table() kit.Table {
	return kit.Table{Scope: p.title(), Leak: kit.LeakNone, Keys: []kit.Key{
		{Press: []string{"esc", "enter", "q", "?", "f1", "ctrl+n"}, Intent: screen.IntentBack, Help: "back", Hint: true},
		{Press: []string{"up", "k", "pgup"}, Show: "↑", Intent: screen.IntentUp, Help: "scroll up", Hint: true},
		{Press: []string{"down", "j", "pgdown", "space"}, Show: "↓", Intent: screen.IntentDown, Help: "scroll down", Hint: true},
	}}
}

// turn scrolls or closes the panel.
func (r *Root) turn(i kit.Intent) {
	step := max(kit.Body(r.w, r.h).H/2, 1)
	switch i {
	case screen.IntentBack:
		r.panel = nil
	case screen.IntentUp:
		r.scroll(-step)
	case screen.IntentDown:
		r.scroll(step)
	}
}

// scroll moves the panel by lines.
func (r *Root) scroll(lines int) {
	body := kit.Body(r.w, r.h)
	r.panel.scroll = r.panelPage(body.W).Clamp(body.H, r.panel.scroll+lines)
}

// panelPage sets the panel.
func (r *Root) panelPage(w int) *kit.Page {
	if r.panel.kind == panelHelp {
		p := kit.Help(r.theme, w, append(r.top().screen.Keys(), r.program())...)
		p.Rule("Mouse")
		p.Text(kit.Dim, "In lists and here the wheel moves, a click chooses a line, and a click on a key in the last line presses it. To select text there, hold Shift in most terminals. Where ids stand, the mouse is left to the terminal.")
		return p
	}
	p := kit.NewPage(r.theme, w)
	p.Heading(kit.Plain, "What was said so far, newest first")
	p.Gap()
	for _, n := range r.notices.All() {
		p.Item(n.Tone, n.Time.In(r.now.Location()).Format("15:04:05"), n.Text)
	}
	if p.Len() == 2 {
		p.Text(kit.Dim, "Nothing yet.")
	}
	return p
}
