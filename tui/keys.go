package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// The intents of the program itself.
const (
	intentHelp    kit.Intent = "program.help"
	intentNotices kit.Intent = "program.notices"
	intentDismiss kit.Intent = "program.dismiss"
	intentQuit    kit.Intent = "program.quit"
	intentSuspend kit.Intent = "program.suspend"
	intentLeave   kit.Intent = "program.leave"
	intentGone    kit.Intent = "program.gone" // what the question whether to leave leads to
)

// program is the outermost key table. Help is on a function key too, because a question
// mark is text while somebody types.
func (r *Root) program() kit.Table {
	dismiss := kit.Key{Press: []string{"ctrl+x"}, Intent: intentDismiss, Help: "dismiss", Hint: true}
	if !r.notices.Failing() {
		dismiss.Off = "no error is shown"
	}
	return kit.Table{Scope: "Program", Keys: []kit.Key{
		{Press: []string{"?", "f1"}, Intent: intentHelp, Help: "help", Hint: true},
		{Press: []string{"ctrl+n"}, Intent: intentNotices, Help: "what was said so far"},
		dismiss,
		{Press: []string{"q"}, Intent: intentQuit, Help: "quit", Hint: true},
		{Press: []string{"ctrl+z"}, Intent: intentSuspend, Help: "back to the shell for a while (fg returns)"},
		{Press: []string{"ctrl+c"}, Intent: intentLeave, Help: "quit at once; asks only while a call that cannot be taken back is on its way"},
	}}
}

// Keys are the key tables that hear a key now, innermost first.
func (r *Root) Keys() []kit.Table {
	if ask := r.asking(); ask != nil {
		return []kit.Table{ask.Dialog.Table()}
	}
	if r.panel != nil {
		return []kit.Table{r.panel.table()}
	}
	tables := r.top().screen.Keys()
	if len(r.stack) == 1 {
		tables = outermost(tables)
	}
	return append(tables, r.program())
}

// outermost switches the key that leads back off where nothing is behind the screen: a hand that goes back
// through the pages must not fall out of the program.
func outermost(tables []kit.Table) []kit.Table {
	for _, t := range tables {
		for i, k := range t.Keys {
			if k.Intent == screen.IntentBack && k.Help == "back" {
				t.Keys[i].Off, t.Keys[i].Hint = "nothing is behind this page; q quits", false
			}
		}
	}
	return tables
}

// asking is the open dialog: the root's own, or the screen's.
func (r *Root) asking() *screen.Ask {
	if r.ask != nil {
		return r.ask
	}
	return r.top().screen.Asking()
}

// press turns a key into an intent and gives it to whom it belongs. Ctrl+C leaves whatever
// is open, because it is the key people trust.
func (r *Root) press(m tea.KeyPressMsg) tea.Cmd {
	r.lastKey = m.String()
	if r.lastKey == "ctrl+c" {
		return r.act(intentLeave)
	}
	if r.tooSmall() {
		return nil
	}
	if ask := r.asking(); ask != nil {
		heard, cmd := r.quiet.hears(m)
		if !heard {
			return cmd
		}
		return r.answer(ask, ask.Dialog.Press(m))
	}
	if !r.notices.Failing() {
		r.notices.Dismiss() // who presses the next key has read what was said to the last one
	}
	key, found := kit.Find(m, r.Keys()...)
	if !found && r.panel == nil {
		return r.apply(r.top(), r.top().screen.Update(m))
	}
	return r.follow(key)
}

// follow does what a row of a key table means, or says why it cannot be done now.
func (r *Root) follow(key kit.Key) tea.Cmd {
	switch {
	case r.panel != nil:
		r.turn(key.Intent)
		return nil
	case key.Off != "":
		r.notices.Say(r.now, kit.Warn, key.Help+", not now: "+key.Off)
		return nil
	}
	return r.act(key.Intent)
}

// beat lets the open dialog hear a key that had to stay alone first.
func (r *Root) beat(b beat) tea.Cmd {
	kept := r.quiet.beat(b)
	if ask := r.asking(); kept != nil && ask != nil {
		return r.answer(ask, ask.Dialog.Press(*kept))
	}
	return nil
}

// answer acts on what a dialog returned.
func (r *Root) answer(ask *screen.Ask, answer kit.Answer) tea.Cmd {
	intent := ask.Then
	switch answer {
	case kit.Unanswered:
		return nil
	case kit.No:
		intent = screen.IntentNo
	}
	if r.ask != nil {
		r.ask, r.guard = nil, false
		if intent == screen.IntentNo {
			return nil
		}
	}
	return r.act(intent)
}

// act carries out an intent of the program, or passes it to the screen in front.
func (r *Root) act(i kit.Intent) tea.Cmd {
	switch i {
	case intentHelp:
		r.panel = &panel{kind: panelHelp}
	case intentNotices:
		r.panel = &panel{kind: panelNotices}
	case intentDismiss:
		r.notices.Dismiss()
	case intentQuit:
		return r.leave()
	case intentSuspend:
		return tea.Suspend
	case intentLeave:
		return r.interrupt()
	case intentGone:
		return r.gone()
	default:
		return r.apply(r.top(), r.top().screen.Act(i))
	}
	return nil
}
