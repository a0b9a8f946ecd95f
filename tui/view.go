package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// View is a summary of the state. What the terminal is told besides text is set by tell.
func (r *Root) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: "linkdesk", ReportFocus: !r.leaving}
	if r.w <= 0 || r.h <= 0 {
		return v
	}
	if r.tooSmall() {
		v.SetContent(kit.TooSmall(r.w, r.h))
		return v
	}
	face, body := r.face(), kit.Body(r.w, r.h)
	r.tell(&v, face)
	if v.Cursor = face.Cursor; v.Cursor != nil {
		v.Cursor.X, v.Cursor.Y = v.Cursor.X+body.X, v.Cursor.Y+body.Y
	}
	if code := face.Code; code != nil && r.panel == nil && r.asking() == nil {
		if page, ok := r.codePage(*code); ok {
			v.SetContent(page)
			return v
		}
		face.Body = r.noCode(*code)
	}
	chrome := r.chrome(face)
	if r.panel != nil {
		v.Cursor = nil
		face.Body = r.panelPage(body.W).Show(body.H, r.panel.scroll)
	}
	if v.MouseMode != tea.MouseModeNone {
		v.OnMouse = onHints(chrome.Hints(r.w), r.h-1)
	}
	frame := chrome.Frame(r.theme, r.w, r.h, face.Body)
	if ask := r.asking(); ask != nil {
		frame, v.Cursor = r.overlay(frame, ask, body)
	}
	v.SetContent(frame)
	return v
}

// chrome is the frame around the page in front.
func (r *Root) chrome(face screen.Face) kit.Chrome {
	c := kit.Chrome{Badge: screen.Badge(face.Env), Title: face.Title, About: face.Subject, Right: face.Right, Status: r.status(face), Scopes: r.Keys()}
	if face.Env == flow.Demo {
		c.Water = "DEMO, nothing here is real"
	}
	if r.readOnly(face.Env) {
		c.Mark = kit.Badge{Word: "READ-ONLY", Level: kit.Care}
	}
	if r.panel != nil {
		c.Title, c.About, c.Right = r.panel.title(), "", ""
	}
	return c
}

// readOnly reports that nothing can be done in an environment; where none is chosen, in none.
func (r *Root) readOnly(env flow.Environment) bool {
	if r.desk != nil && r.desk.Env() == env {
		return r.desk.Defaults().ReadOnly != ""
	}
	all := len(r.known) > 0
	for _, info := range r.known {
		if info.Env == env {
			return info.ReadOnly
		}
		all = all && info.ReadOnly
	}
	return env == "" && all
}

// overlay draws a dialog over the frame, inside the body.
func (r *Root) overlay(frame string, ask *screen.Ask, body kit.Rect) (string, *tea.Cursor) {
	box, cursor := ask.Dialog.View(r.theme, body.W, body.H)
	frame, at := kit.Overlay(frame, box, body)
	if cursor != nil {
		cursor.X, cursor.Y = cursor.X+at.X, cursor.Y+at.Y
	}
	return frame, cursor
}

// scene is what screens are drawn for at this size.
func (r *Root) scene() screen.Scene {
	body := kit.Body(r.w, r.h)
	return screen.Scene{Theme: r.theme, W: body.W, H: body.H, Now: r.now}
}

// face is what the screen in front shows at this size.
func (r *Root) face() screen.Face { return r.top().screen.Face(r.scene()) }

// status is the line above the hints: an error or a notice first, then what goes on.
func (r *Root) status(face screen.Face) kit.Line {
	if r.quiet.hot && r.quiet.missed {
		return kit.Line{Tone: kit.Dim, Text: "too soon: let your hands rest first"}
	}
	line, ok := r.notices.Current(r.now)
	if !ok {
		return face.Status
	}
	// What is cut has to be had in another way.
	const all = " (ctrl+n: all of it)"
	if room := r.w - 2; kit.Width(line.Text) > room && room > 2*len(all) {
		line.Text = kit.Cut(kit.Safe(line.Text), room-len(all)) + all
	}
	return line
}

func (r *Root) tooSmall() bool { return r.w < kit.MinWidth || r.h < kit.MinHeight }
