package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// View is a summary of the state. Everything the terminal is told is set here.
func (r *Root) View() tea.View {
	v := tea.View{AltScreen: true, WindowTitle: "linkdesk"}
	if r.w <= 0 || r.h <= 0 {
		return v
	}
	if r.tooSmall() {
		v.SetContent(kit.TooSmall(r.w, r.h))
		return v
	}
	face := r.face()
	badge := screen.Badge(face.Env)
	if face.Env != "" {
		v.WindowTitle += " " + badge.Word
	}
	v.WindowTitle += ": " + face.Title
	v.ProgramStatus, v.Cursor = face.Program, face.Cursor
	v.KeyboardEnhancements.ReportEventTypes = face.Repeats
	body := kit.Body(r.w, r.h)
	if v.Cursor != nil {
		v.Cursor.X, v.Cursor.Y = v.Cursor.X+body.X, v.Cursor.Y+body.Y
	}
	if code := face.Code; code != nil && r.panel == nil && r.asking() == nil {
		if page, ok := r.codePage(*code); ok {
			v.SetContent(page)
			return v
		}
		face.Body = r.noCode(*code)
	}
	chrome := kit.Chrome{Badge: badge, Title: face.Title, About: face.Subject, Right: face.Right, Status: r.status(face), Scopes: r.Keys()}
	if r.panel != nil {
		chrome.Title, chrome.About, chrome.Right, v.Cursor = r.panel.title(), "", "", nil
		face.Body = r.panelPage(body.W).Show(body.H, r.panel.scroll)
	}
	frame := chrome.Frame(r.theme, r.w, r.h, face.Body)
	if ask := r.asking(); ask != nil {
		frame, v.Cursor = r.overlay(frame, ask, body)
		v.ProgramStatus = &tea.ProgramStatus{State: tea.ProgramStateBlocked, Kind: tea.ProgramStatusKindPermission, Message: ask.Status}
	}
	if r.leaving {
		// The terminal keeps the last status after the program has gone.
		v.ProgramStatus = &tea.ProgramStatus{State: tea.ProgramStateIdle}
	}
	v.SetContent(frame)
	return v
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

// face is what the screen in front shows at this size.
func (r *Root) face() screen.Face {
	body := kit.Body(r.w, r.h)
	return r.top().screen.Face(screen.Scene{Theme: r.theme, W: body.W, H: body.H, Now: r.now})
}

// status is the line above the hints: an error or a notice first, then what goes on.
func (r *Root) status(face screen.Face) kit.Line {
	if line, ok := r.notices.Current(r.now); ok {
		return line
	}
	return face.Status
}

func (r *Root) tooSmall() bool { return r.w < kit.MinWidth || r.h < kit.MinHeight }
