package primetrust

import (
	"bytes"
	"context"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
	"time"

	"linkdesk/flow"
)

const (
	callLimit = 30 * time.Second
	bodyLimit = 1 << 20
)

// request is one HTTP request before it has its credentials.
type request struct {
	op     string // names the work in faults
	method string
	path   string // from the root, with its query
	key    string // idempotency key, "" = none
	body   []byte
	// private are values of the body that may come back in no fault.
	private []string
}

// answer is what came of one request.
type answer struct {
	call    flow.Call
	header  http.Header
	body    []byte
	tooLong bool
	err     error // no answer, or not all of it
	unsent  bool  // with err: it is proved that no byte of the request left
}

// send makes one attempt. It goes to the transport itself rather than through an
// http.Client, so that nothing can follow a redirect with the credentials or repeat a POST.
func (c *Client) send(ctx context.Context, r request, authorize func(*http.Request)) answer {
	began := c.now()
	endpoint, _, _ := strings.Cut(r.path, "?")
	a := answer{call: flow.Call{Endpoint: r.method + " " + endpoint}}
	if err := ctx.Err(); err != nil {
		a.err, a.unsent = err, true
		return a
	}
	ctx, cancel := context.WithTimeout(ctx, callLimit)
	defer cancel()
	var asked, connected atomic.Bool
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn: func(string) { asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	})
	req, err := http.NewRequestWithContext(ctx, r.method, c.base.String()+r.path, bytes.NewReader(r.body))
	if err != nil {
		a.err, a.unsent = err, true
		return a
	}
	req.GetBody = nil // without it the transport cannot send the body a second time
	req.Header.Set("Accept", "application/vnd.api+json, application/json")
	req.Header.Set("User-Agent", "linkdesk")
	if len(r.body) > 0 {
		req.Header.Set("Content-Type", "application/vnd.api+json")
	}
	if r.key != "" {
		req.Header.Set("X-Idempotent-ID-V2", r.key)
	}
	authorize(req)
	a.read(c.wire.RoundTrip(req))
	// A connection is the last point at which nothing has left for certain: from there on the
	// transport writes in a goroutine of its own. A foreign transport that tells nothing proves
	// nothing.
	a.unsent = a.err != nil && !connected.Load() && (c.native || asked.Load())
	a.call.TookMS = c.now().Sub(began).Milliseconds()
	return a
}

// read takes the whole answer, up to the limit.
func (a *answer) read(resp *http.Response, err error) {
	if err != nil {
		a.err = err
		return
	}
	defer func() { _ = resp.Body.Close() }()
	a.header, a.call.HTTPStatus = resp.Header, resp.StatusCode
	// Prime Trust documented no request id; X-Request-Id is what such services commonly send.
	a.call.RequestID = flow.CleanID(scrub(resp.Header.Get("X-Request-Id")))
	a.body, a.err = io.ReadAll(io.LimitReader(resp.Body, bodyLimit+1))
	a.tooLong = len(a.body) > bodyLimit
}

// isJSON looks at the content type; Prime Trust used both JSON and JSON:API's own.
func (a *answer) isJSON() bool {
	kind, _, err := mime.ParseMediaType(a.header.Get("Content-Type"))
	return err == nil && (kind == "application/json" || strings.HasSuffix(kind, "+json"))
}

func loopback(host string) bool {
	ip := net.ParseIP(host)
	return strings.EqualFold(host, "localhost") || (ip != nil && ip.IsLoopback())
}
