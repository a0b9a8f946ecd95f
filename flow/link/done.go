package link

import (
	_ "embed"
	"html"
	"net/http"
	"strings"
	"sync"
	"time"
)

//go:embed assets/done.html
var doneHTML string

// holdDone is how long the page waits for the poll that it asked for, so that it can say how it
// ended.
const holdDone = 3 * time.Second

// donePage is where Plaid sends the customer's browser at the end of a hosted visit. The visit
// proves nothing, since anybody on this machine can make it: it is a reason to ask Plaid now.
type donePage struct {
	host, path string
	end        func(linger time.Duration) // stops the server
	life       *time.Timer

	visit chan struct{} // holds one visit that was not heard of yet
	seen  chan struct{} // closed by the first visit
	over  chan struct{} // closed when the flight has its result
	said  ending        // readable once over is closed
	fixes bool          // the flight repairs an Item; likewise

	closed chan struct{} // closed when the server has ended

	first, settling, closing sync.Once
}

// close returns when the port is free.
func (p *donePage) close() {
	if p == nil {
		return
	}
	p.closing.Do(func() {
		go func() {
			defer close(p.closed)
			p.life.Stop()
			p.end(lastDone)
		}()
	})
	<-p.closed
}

// visits tells of the page being asked for; nil, which never does, where there is no page.
func (p *donePage) visits() <-chan struct{} {
	if p == nil {
		return nil
	}
	return p.visit
}

// settle is what the page says from now on. The first word stands.
func (p *donePage) settle(e ending, update bool) {
	if p == nil {
		return
	}
	p.settling.Do(func() {
		p.said, p.fixes = e, update
		close(p.over)
	})
}

// ServeHTTP refuses in the order of flight.ServeHTTP.
func (p *donePage) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	headers(w.Header())
	switch {
	case r.Host != p.host:
		refuse(w, http.StatusMisdirectedRequest, "this address is not served here")
	case r.URL.Path != p.path:
		refuse(w, http.StatusNotFound, "there is no such page")
	case r.Method != http.MethodGet:
		w.Header().Set("Allow", http.MethodGet)
		refuse(w, http.StatusMethodNotAllowed, "this address takes GET only")
	default:
		p.show(w, r)
	}
}

// show waits a little for the result, and claims nothing without one.
func (p *donePage) show(w http.ResponseWriter, r *http.Request) {
	p.first.Do(func() { close(p.seen) })
	select {
	case p.visit <- struct{}{}:
	default: // one that nobody has heard of yet is enough
	}
	patience := time.NewTimer(holdDone)
	defer patience.Stop()
	state, title, text := "waiting", "You can close this window", "The person who opened this page sees the result."
	select {
	case <-p.over:
		state, text = p.said.Ending, p.said.Text
		title = titleOf(state, p.fixes)
	case <-patience.C:
	case <-r.Context().Done():
		return
	}
	w.Header().Set("Content-Security-Policy",
		"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	write(w, http.StatusOK, doneHTML, strings.NewReplacer("{{css}}", pageCSS, "{{state}}", state,
		"{{title}}", html.EscapeString(title), "{{text}}", html.EscapeString(text)))
}

// titleOf is an ending in a few words. The hand-off page has the same.
func titleOf(state string, update bool) string {
	titles := map[string]string{endLinked: "Account linked", endLeft: "No account linked", endFailed: "Linking did not work"}
	if update {
		titles = map[string]string{endLinked: "Login repaired", endLeft: "Nothing was changed", endFailed: "The repair did not work"}
	}
	return titles[state]
}
