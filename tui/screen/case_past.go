package screen

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// recalled is what the history knows of the trouble that a case stands at.
type recalled struct {
	id      flow.CaseID
	key     string
	similar flow.Similar
	err     error
}

// recall asks once for each trouble what became of it in other cases. Trouble that is still being tried
// against is none yet.
func (c *Case) recall() []Job {
	m, can := c.desk.(flow.Rememberer)
	cs := c.snap.Case
	_, due := c.due()
	key := cs.Trouble()
	if !can || due || key == "" || key == c.pastKey {
		return nil
	}
	c.past, c.pastKey = flow.Similar{}, key
	return []Job{{Limit: listLimit, Run: func(ctx context.Context) any {
		s, _, err := flow.Recall(ctx, m, cs)
		return recalled{cs.ID, key, s, err}
	}}}
}

// takeRecalled keeps it. A history that could not be read is asked again with the next snapshot.
func (c *Case) takeRecalled(m recalled) {
	switch {
	case m.id != c.id || m.key != c.pastKey:
	case m.err != nil:
		c.pastKey = ""
	default:
		c.past = m.similar
	}
}

// addPast says how often the trouble was there before, and what helped. That it is new says little.
func (c *Case) addPast(p *kit.Page) {
	if c.past.Seen > 0 && c.past.Code == c.snap.Case.Trouble() {
		p.Pair("seen before", c.past.Brief())
	}
}
