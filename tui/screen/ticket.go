package screen

import (
	"context"
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const intentTicket kit.Intent = "ticket"

// Exporter is a desk that can write down what somebody else may know about a case.
type Exporter interface {
	// Export is the ticket of a case as Markdown, and what was left out of it, in words. It may block and
	// is called from jobs only. Errors: flow.ErrNoCase, *flow.DamagedError, *flow.BusyError.
	Export(ctx context.Context, id flow.CaseID) (text string, left []string, err error)
}

// ticketed is a ticket on its way to the clipboard.
type ticketed struct {
	id   flow.CaseID
	text string
	left []string
	err  error
}

// ticketKey copies the case for a ticket, also a closed one, and where nothing may be written: it is a look.
func (c *Case) ticketKey() []kit.Key {
	if _, can := c.desk.(Exporter); !can {
		return nil
	}
	k := kit.Key{Press: []string{"E"}, Intent: intentTicket, Help: "copy the case for a ticket"}
	switch {
	case !c.loaded:
		k.Off = "the case is still being read"
	case c.doing != "":
		k.Off = "one moment: " + c.doing
	}
	return []kit.Key{k}
}

// ticket asks for it in the background.
func (c *Case) ticket() Out {
	desk, can := c.desk.(Exporter)
	if !can {
		return Out{}
	}
	c.doing = "writing the ticket"
	id := c.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		text, left, err := desk.Export(ctx, id)
		return ticketed{id, text, left, err}
	}}}}
}

// ticketedNow puts it into the clipboard and says what is not in it.
func (c *Case) ticketedNow(m ticketed) Out {
	c.doing = ""
	if m.err != nil {
		return outOf(m.err)
	}
	return Out{Say: kit.Line{Tone: kit.Dim, Text: "left out of the ticket: " + strings.Join(m.left, "; ")},
		Copy: Copy{Text: m.text, What: fmt.Sprintf("as Markdown, %d lines; the last ones say what was left out", strings.Count(m.text, "\n")),
			Or: exportCommand(m.id) + " prints it"}}
}

func exportCommand(id flow.CaseID) string { return "linkdesk history export " + string(id) }

// Ticket is the same for a front without a clipboard: its lines, and what there is to say about them.
func (s *Sheet) Ticket(ctx context.Context) (lines []string, said string) {
	for _, job := range s.c.ticket().Jobs {
		m := safely(ctx, job)
		out := s.c.Update(m)
		t, is := m.(ticketed)
		if !is || t.err != nil {
			return nil, sentence(kit.Safe(out.Fail + out.Say.Text))
		}
		said = "This is what " + exportCommand(t.id) + " prints. " + sentence(kit.Safe(out.Say.Text))
		return strings.Split(strings.TrimRight(t.text, "\n"), "\n"), said
	}
	return nil, ""
}
