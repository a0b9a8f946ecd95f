package tui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// Copier puts a text into the clipboard by some program of the surroundings. It reports
// which one (how) and whether that one said it worked (sure). The error says in a clause why
// none did. It must end with ctx.
type Copier func(ctx context.Context, text string) (how string, sure bool, err error)

// copyLimit bounds a Copier that forgets its own limit.
const copyLimit = 3 * time.Second

// copied is the end of a Copier.
type copied struct {
	what screen.Copy
	how  string
	sure bool
	err  error
}

// copy asks the surroundings first, because they can say whether it worked. The terminal's
// own clipboard cannot, so it is the second choice.
func (r *Root) copy(l *layer, what screen.Copy) tea.Cmd {
	what.Text = kit.SafeLines(what.Text)
	copier := r.opts.Copier
	if copier == nil {
		return r.copied(copied{what: what})
	}
	return r.run(l, screen.Job{Limit: copyLimit, Run: func(ctx context.Context) any {
		how, sure, err := copier(ctx, what.Text)
		return copied{what, how, sure && err == nil, err}
	}})
}

// copied says what is known of a copy, and no more. Where no program took the text, it is
// sent to the terminal.
func (r *Root) copied(c copied) tea.Cmd {
	if c.sure {
		r.notices.Say(r.now, kit.Good, "✓ copied"+named(c.what)+" ("+c.how+")")
		return nil
	}
	said := "sent to the terminal" + named(c.what) + ", which does not confirm"
	if c.what.Or != "" {
		said += " (" + c.what.Or + ")"
	}
	if c.err != nil {
		said += "; " + c.err.Error()
	}
	r.notices.Say(r.now, kit.Plain, said)
	return r.sendClipboard(c.what.Text)
}

// named says what was copied, where that is not plain.
func named(what screen.Copy) string {
	if what.What == "" {
		return ""
	}
	return " " + what.What
}

// sendClipboard sends a text by OSC 52. tmux takes that for itself under one setting and lets
// a wrapped one through to the terminal behind it under another, so both are sent there.
func (r *Root) sendClipboard(text string) tea.Cmd {
	if !r.tmux {
		return tea.SetClipboard(text)
	}
	return tea.Sequence(tea.SetClipboard(text), tea.Raw(ansi.TmuxPassthrough(ansi.SetSystemClipboard(text))))
}
