package fake

import "linkdesk/flow"

// See lets the desk remember a call, as the newest one of its case.
func (d *Desk) See(calls ...flow.Exchange) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, x := range calls {
		d.seen = append([]flow.Exchange{x}, d.seen...)
	}
}

// Exchanges implements screen.Glass.
func (d *Desk) Exchanges(id flow.CaseID) (out []flow.Exchange) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, x := range d.seen {
		if x.Case == id {
			out = append(out, x)
		}
	}
	return out
}
