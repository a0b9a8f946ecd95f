package screen

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// beat is the time that passes after a key, and the key's number.
type beat struct {
	id     flow.CaseID
	number int
}

// moveUpdate takes what is typed on the page, a paste, and the time that passes after a key.
func (c *Case) moveUpdate(msg tea.Msg) Out {
	m := c.moving
	if m.form.At() != fieldAgain {
		m.form.Update(msg)
		return Out{}
	}
	why, number := m.pace.Judge(msg)
	if why != "" {
		m.form.Refuse(fieldAgain, why)
	} else {
		m.form.Update(msg)
	}
	return c.beatAfter(number)
}

// beatAfter lets a moment pass after a key. Update reads no clock, so the time comes as a message.
func (c *Case) beatAfter(number int) Out {
	if number == 0 {
		return Out{}
	}
	id := c.id
	return Out{Jobs: []Job{{Run: func(ctx context.Context) any {
		select {
		case <-time.After(kit.PaceBeat):
		case <-ctx.Done():
		}
		return beat{id, number}
	}}}}
}

// beaten counts such a moment.
func (c *Case) beaten(b beat) Out {
	if c.moving != nil && b.id == c.id && c.moving.pace.Beat(b.number) {
		return c.beatAfter(b.number)
	}
	return Out{}
}
