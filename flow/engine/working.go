package engine

import "linkdesk/flow"

// Working are the cases that this process works on now: a call is on its way, a wait is waited
// out, or a hand-off is open.
func (e *Engine) Working() []flow.CaseID {
	e.mu.Lock()
	defer e.mu.Unlock()
	var out []flow.CaseID
	for id, l := range e.live {
		l.mu.Lock()
		idle := l.idle
		l.mu.Unlock()
		select {
		case <-idle:
		default:
			out = append(out, id)
		}
	}
	return out
}
