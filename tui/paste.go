package tui

import (
	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// paste brings a pasted text to a field. A token belongs into one field alone, the one that hides it and finds
// its case; anywhere else it would stand on the screen, and from there in the history.
func (r *Root) paste(l *layer, m tea.PasteMsg) tea.Cmd {
	if _, kind, is := flow.TokenIn(m.Content); is {
		if finder, ok := l.screen.(screen.TokenFinder); !ok || !finder.FindsTokens() {
			r.notices.Say(r.now, kit.Warn, "not pasted: this is "+a(kind)+" token; / on the list of cases finds the case of one, and hides it")
			return nil
		}
	}
	return r.apply(l, l.screen.Update(m))
}

// a puts the article before the kind of a token.
func a(kind string) string {
	if kind == "access" {
		return "an access"
	}
	return "a " + kind
}
