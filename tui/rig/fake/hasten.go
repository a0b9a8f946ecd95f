package fake

import "linkdesk/flow"

// Hasten implements screen.Hastener.
func (d *Desk) Hasten(flow.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.hastened++
}

// Hastened is how many times a hand-off was to be looked at at once.
func (d *Desk) Hastened() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.hastened
}
