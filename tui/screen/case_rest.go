package screen

import "linkdesk/flow"

// resting reports a phase in which a submitted case is only looked at. A desk does that by itself,
// and must not close what the operator has open.
func resting(p flow.Phase) bool {
	switch p {
	case flow.PhaseSubmitted, flow.PhaseWantFollow, flow.PhaseBalances, flow.PhaseWantItem, flow.PhaseWantRotate, flow.PhaseWantRemove:
		return true
	}
	return false
}

// followed asks the desk when it looks at the case next, which takes it no time.
func (c *Case) followed() {
	c.directed()
	if f, ok := c.desk.(Follower); ok {
		c.nextLook, _ = f.NextLook(c.id)
	}
}
