package screen

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const intentNote kit.Intent = "note"

const fieldNote = "note"

// newNote is the line into which a note is written. It stays open while the case goes on behind
// it: what somebody types is not thrown away.
func newNote() *kit.Form {
	return kit.NewForm(kit.Field{Name: fieldNote, Label: "Note", Hint: "at most 500 characters"})
}

// noteKey opens the line, also in a closed case.
func (c *Case) noteKey() kit.Key {
	return c.able(kit.Key{Press: []string{"W"}, Intent: intentNote, Help: "write a note"}, flow.CmdNote)
}

// noteKeys are the table of the line. Letters belong to it.
func (c *Case) noteKeys() []kit.Table {
	enter := c.able(kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "keep the note", Hint: true}, flow.CmdNote)
	if enter.Off == "" && strings.TrimSpace(c.noting.Value(fieldNote)) == "" {
		enter.Off = "a note needs words"
	}
	no := back()
	no.Help = "no note"
	return []kit.Table{{Scope: "Note", Leak: kit.LeakControl, Keys: []kit.Key{enter, no}}}
}

// actNote carries out the keys of the line. A note that is refused stays in it, to be mended.
func (c *Case) actNote(i kit.Intent) Out {
	switch i {
	case IntentBack:
		c.noting = nil
	case IntentEnter:
		note := flow.Note{Text: c.noting.Value(fieldNote), By: by}
		if _, err := flow.Decide(c.snap.Case, note, c.now); err != nil {
			c.noting.Blame(fieldNote, sentence(faultWords(err)))
			return Out{}
		}
		c.noting = nil
		return c.do("writing the note down", note)
	}
	return Out{}
}

// noteUpdate takes what is typed or pasted. What looks like a token is hidden before anything is drawn.
func (c *Case) noteUpdate(msg tea.Msg) Out {
	c.noting.Update(msg)
	_, _, token := flow.TokenIn(c.noting.Value(fieldNote))
	c.noting.Hide(fieldNote, token)
	return Out{}
}

// noteFace shows the line.
func (c *Case) noteFace(sc Scene, f Face) Face {
	f.Title = "Note"
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	roomy := sc.H >= moveRoomy
	if roomy {
		p.Heading(kit.Plain, "What shall be remembered with this case?")
		p.Gap()
	}
	f.Cursor = c.noting.View(sc.Theme, p, roomy)
	p.Gap()
	p.Text(kit.Dim, "It is kept in the history in clear, with your name, and goes along when the case is handed on.")
	if roomy {
		p.Gap()
		p.Action(c.noteKeys()[0].Keys[0])
	}
	f.Body = p.Show(sc.H, 0)
	return f
}

// Note takes the text of a note for a front without fields. It says why one is not kept.
func (s *Sheet) Note(ctx context.Context, text string) (Done, string) {
	s.c.noting = kit.NewForm(kit.Field{Name: fieldNote, Value: text})
	defer func() { s.c.noting = nil }()
	note := flow.Note{Text: text, By: by}
	if _, err := flow.Decide(s.c.snap.Case, note, s.c.now); err != nil {
		return Done{}, sentence(faultWords(err))
	}
	return s.run(ctx, s.c.actNote(IntentEnter)), ""
}
