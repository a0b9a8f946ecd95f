package link

import (
	"context"
	"crypto/rand"
	"errors"
	"net"
	"time"

	"linkdesk/flow"
)

const (
	// lateDone is how long a page that nobody has seen yet stays after the flight: Plaid may know
	// of the end before the browser is sent back. Together with lastDone it is under a second.
	lateDone = 600 * time.Millisecond
	lastDone = 300 * time.Millisecond
)

// Completion opens the page of the case's next flight and returns its address, "" when there is
// none. The page lives until that flight is over, the case asks for another one, or four hours
// have passed.
func (h *Hosted) Completion(ctx context.Context, id flow.CaseID) string {
	if !h.Return {
		return ""
	}
	ln, err := h.listen(ctx)
	if err != nil {
		return "" // the poll finds out too, a little later
	}
	p := &donePage{host: ln.Addr().String(), path: "/done-" + rand.Text(),
		visit: make(chan struct{}, 1), seen: make(chan struct{}), over: make(chan struct{}), closed: make(chan struct{})}
	p.end = startServer(context.WithoutCancel(ctx), p, ln)
	p.life = time.AfterFunc(linkTokenLife, func() { h.forget(id, p) })
	h.mu.Lock()
	old := h.pages[id]
	if h.pages == nil {
		h.pages = map[flow.CaseID]*donePage{}
	}
	h.pages[id] = p
	h.mu.Unlock()
	old.close()
	return "http://" + p.host + p.path
}

// board gives the case's page to a flight, which ends it; nil when there is none.
func (h *Hosted) board(id flow.CaseID) *donePage {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := h.pages[id]
	if p != nil {
		p.life.Stop()
	}
	return p
}

// leave ends the page of a flight that is over, within a second and without making the flight
// wait for it.
func (h *Hosted) leave(id flow.CaseID, p *donePage) {
	if p == nil {
		return
	}
	p.settle(ending{endFailed, "This visit was called off. " + askAgain}, false)
	h.leaving.Go(func() {
		select {
		case <-p.seen:
		case <-p.closed:
		case <-time.After(lateDone):
		}
		h.forget(id, p)
	})
}

func (h *Hosted) forget(id flow.CaseID, p *donePage) {
	h.mu.Lock()
	if h.pages[id] == p {
		delete(h.pages, id)
	}
	h.mu.Unlock()
	p.close()
}

// Close ends every page that waits for a flight or has one.
func (h *Hosted) Close() {
	h.mu.Lock()
	pages := h.pages
	h.pages = nil
	h.mu.Unlock()
	for _, p := range pages {
		p.close()
	}
	h.leaving.Wait()
}

// listen refuses a listener that others could reach, also one it was given.
func (h *Hosted) listen(ctx context.Context) (net.Listener, error) {
	open := h.Listen
	if open == nil {
		open = new(net.ListenConfig).Listen
	}
	ln, err := open(ctx, "tcp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	if host, _, err := net.SplitHostPort(ln.Addr().String()); err != nil || host != "127.0.0.1" {
		_ = ln.Close()
		return nil, errors.New("this listener can be reached from elsewhere")
	}
	return ln, nil
}
