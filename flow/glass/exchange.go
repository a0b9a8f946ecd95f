package glass

import (
	"fmt"
	"mime"
	"net/http"
	"strings"
	"time"

	"linkdesk/flow"
)

// exchange masks a call that is over.
func (l *look) exchange(why string, over time.Time) flow.Exchange {
	m := newMasker(l.pane.rec.names, l.pane.known)
	m.asking = true
	x := flow.Exchange{Errand: l.errand, Provider: l.pane.provider, Method: l.req.Method, Status: l.status,
		At: l.at, Took: max(over.Sub(l.at), 0), Problem: why}
	// What is sent is looked at first: an answer may repeat it.
	x.Request.Headers = m.headers(l.req.Header, true)
	sent, size := l.sent.get()
	x.Request.Body, x.Request.Note = m.message(l.req.Header, sent, size)
	x.URL, _ = m.url(l.req.URL.String())
	x.Endpoint = m.path(l.req.URL.Path)
	if l.pane.provider != flow.Plaid {
		x.Endpoint = x.Method + " " + x.Endpoint
	}
	m.asking = false
	if l.status != 0 {
		x.Answer.Headers = m.headers(l.header, false)
		came, size := l.came.get()
		m.found = ""
		x.Answer.Body, x.Answer.Note = m.message(l.header, came, size)
		x.RequestID = m.found
	}
	if x.RequestID == "" {
		x.RequestID, _ = m.shown(id, l.header.Get("X-Request-Id"))
	}
	return x
}

// message masks a body, and says what is missing of it. Of what is not JSON nothing is shown: a
// page that a gateway makes may repeat all that it was sent.
func (m *masker) message(h http.Header, body []byte, size int64) (shown, note string) {
	if size == 0 {
		return "", ""
	}
	cut := size > int64(len(body))
	mediaType, _, err := mime.ParseMediaType(h.Get("Content-Type"))
	if mediaType, _ = m.shown(word, mediaType); err != nil || mediaType == "" {
		mediaType = "of no known type"
	}
	if strings.HasSuffix(mediaType, "json") {
		if shown, ok := m.body(body, cut); ok && cut {
			return shown, fmt.Sprintf("only the first %d of %d bytes were looked at", len(body), size)
		} else if ok {
			return shown, ""
		}
		return "", fmt.Sprintf("%d bytes that call themselves %s and cannot be read as JSON; they are not shown", size, mediaType)
	}
	return "", fmt.Sprintf("%d bytes, %s; what is not JSON is not shown", size, mediaType)
}

// shown is a value as it may be seen, "" when it may not.
func (m *masker) shown(k kind, s string) (string, bool) {
	if out, ok := m.seen(k, s); ok {
		return out, true
	}
	return "", false
}
