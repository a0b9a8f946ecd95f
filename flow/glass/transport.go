package glass

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"sync"
	"time"

	"linkdesk/flow"
)

// bodyLimit is how much of a body is looked at. A page of 25 accounts has about 40 KB.
const bodyLimit = 64 << 10

// pane is the transport to one provider with somebody looking through.
type pane struct {
	rec      *Recorder
	base     http.RoundTripper
	provider string
	known    []flow.Secret
}

// RoundTrip makes the call of the transport behind it.
func (p *pane) RoundTrip(req *http.Request) (*http.Response, error) {
	errand, ok := flow.ErrandOf(req.Context())
	if !ok {
		return p.base.RoundTrip(req)
	}
	// What is masked later is a copy: who made the request may use it again by then.
	kept := &http.Request{Method: req.Method, URL: cloned(req.URL), Header: req.Header.Clone()}
	l := &look{pane: p, errand: errand, req: kept, at: p.rec.now()}
	returned := false
	defer func() {
		if !returned { // a transport that panics has no answer either
			l.end("the program itself failed during the call")
		}
	}()
	out := req
	if req.Body != nil && req.Body != http.NoBody {
		out = req.WithContext(req.Context()) // a copy: the request of a caller is not to be changed
		out.Body = &tee{ReadCloser: req.Body, copied: &l.sent}
		if req.GetBody != nil {
			out.GetBody = func() (io.ReadCloser, error) {
				body, err := req.GetBody()
				l.sent.reset()
				return &tee{ReadCloser: body, copied: &l.sent}, err
			}
		}
	}
	resp, err := p.base.RoundTrip(out)
	returned = true
	if resp == nil || err != nil {
		l.end(problem(err))
		return resp, err
	}
	if resp.Request == out {
		resp.Request = req
	}
	l.status, l.header = resp.StatusCode, resp.Header.Clone()
	if resp.Body == nil || resp.Body == http.NoBody || resp.StatusCode == http.StatusSwitchingProtocols {
		l.end("")
		return resp, nil
	}
	resp.Body = &tee{ReadCloser: resp.Body, copied: &l.came, end: l.end}
	return resp, nil
}

// look is one call while it is looked at.
type look struct {
	pane       *pane
	errand     flow.Errand
	req        *http.Request
	at         time.Time
	sent, came copied
	status     int
	header     http.Header
	once       sync.Once
}

// end keeps the call; why is what is wrong with the answer. Only the first end counts: a body is
// read to its end and closed after that. Masking takes as long as a call over a loopback does, so
// the client does not wait for it.
func (l *look) end(why string) {
	l.once.Do(func() {
		over := l.pane.rec.now()
		l.pane.rec.ring.begin()
		go func() {
			l.pane.rec.ring.add(l.safely(why, over))
		}()
	})
}

// safely masks the call. A mistake here must not bring a payment down, and what it was about is
// not shown then.
func (l *look) safely(why string, over time.Time) (x flow.Exchange) {
	defer func() {
		if recover() != nil {
			x = flow.Exchange{Errand: l.errand, Provider: l.pane.provider, Method: l.req.Method, Status: l.status, At: l.at,
				Problem: "the program itself failed when it masked this call, so nothing of it is shown"}
		}
	}()
	return l.exchange(why, over)
}

// problem says why there is no answer. The error's own words may name a proxy with its password,
// so none of them is kept.
func problem(err error) string {
	var op *net.OpError
	var timeout net.Error
	switch {
	case err == io.EOF: // as a body should end
		return ""
	case errors.Is(err, context.Canceled):
		return "the call was ended before its answer was there"
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &timeout) && timeout.Timeout():
		return "no answer came within the time limit"
	case errors.As(err, &op) && op.Op == "dial":
		return "there was no connection"
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return "the connection ended before the answer did"
	}
	return "the connection failed before the answer was there"
}

func cloned(u *url.URL) *url.URL {
	if u == nil {
		return nil
	}
	out := *u
	return &out
}
