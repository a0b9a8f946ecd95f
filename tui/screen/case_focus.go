package screen

import "context"

// returned reads the case at once when the operator comes back to the terminal, and has the customer's
// page asked for at once, since they may have come back from there.
func (c *Case) returned() Out {
	out := c.Start()
	if h, ok := c.desk.(Hastener); ok {
		id := c.id
		out.Jobs = append(out.Jobs, Job{Limit: viewLimit, Run: func(context.Context) any { h.Hasten(id); return nil }})
	}
	return out
}
