package plaid

import (
	"bytes"
	"context"
	"crypto/tls"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"linkdesk/flow"
)

const bodyLimit = 1 << 20

// record is what the guard saw of one exchange. It travels to the guard in the context,
// because plaid-go passes neither the body of an answer nor the state of a failed request
// on.
type record struct {
	status  int
	header  http.Header
	body    []byte
	tooLong bool
	err     error // no answer, or not all of it
	unsent  bool  // with err: it is proved that no byte of the request left
}

type recordKey struct{}

// guard stands between plaid-go and the network. It adds the credentials, takes the whole
// answer up to a limit, and finds out whether a failed request can have arrived.
type guard struct {
	base     http.RoundTripper
	native   bool // base reports its connections to httptrace
	clientID string
	secret   flow.Secret
}

// RoundTrip makes exactly one attempt.
func (g *guard) RoundTrip(req *http.Request) (*http.Response, error) {
	rec, ok := req.Context().Value(recordKey{}).(*record)
	if !ok {
		rec = &record{}
	}
	var asked, connected atomic.Bool
	out := req.Clone(httptrace.WithClientTrace(req.Context(), &httptrace.ClientTrace{
		GetConn: func(string) { asked.Store(true) },
		GotConn: func(httptrace.GotConnInfo) { connected.Store(true) },
	}))
	out.GetBody = nil // without it the transport cannot send the body a second time
	out.Header.Set("PLAID-CLIENT-ID", g.clientID)
	g.secret.Use(func(b []byte) { out.Header.Set("PLAID-SECRET", string(b)) })
	resp, err := g.base.RoundTrip(out)
	if err != nil {
		// A connection is the last point at which nothing has left for certain: from there on the
		// transport writes in a goroutine of its own. A foreign transport that tells nothing
		// proves nothing.
		rec.err, rec.unsent = err, !connected.Load() && (g.native || asked.Load())
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }()
	rec.status, rec.header = resp.StatusCode, resp.Header
	rec.body, rec.err = io.ReadAll(io.LimitReader(resp.Body, bodyLimit+1))
	rec.tooLong = len(rec.body) > bodyLimit
	if rec.err != nil {
		return nil, rec.err
	}
	resp.Body = io.NopCloser(bytes.NewReader(rec.body))
	return resp, nil
}

// cleanTransport shares nothing with the rest of the process. Idle connections are dropped
// early: one that the server closed meanwhile costs an unknown outcome.
func cleanTransport() http.RoundTripper {
	return &http.Transport{
		Proxy: http.ProxyFromEnvironment, ForceAttemptHTTP2: true, TLSHandshakeTimeout: 10 * time.Second,
		IdleConnTimeout: 15 * time.Second, MaxIdleConns: 4, TLSClientConfig: &tls.Config{MinVersion: tls.VersionTLS12},
	}
}

// Time limits. The balance call asks the bank and may take more than half a minute
// (plaid.com/docs/balance).
const (
	callLimit    = 30 * time.Second
	balanceLimit = 65 * time.Second
)

// endpoint is one call of Plaid's API.
type endpoint struct {
	op    string // names the work in faults
	path  string
	limit time.Duration // 0 = callLimit
}

// call runs one method of plaid-go and judges what came back.
func call[T any](ctx context.Context, c *Client, e endpoint, do func(context.Context) (T, *http.Response, error)) (T, flow.Call, *flow.Fault) {
	var none T
	if e.limit == 0 {
		e.limit = callLimit
	}
	rec := &record{}
	began := c.now()
	var out T
	var err error
	if rec.err = ctx.Err(); rec.err != nil {
		rec.unsent = true
	} else {
		ctx, cancel := context.WithTimeout(ctx, e.limit)
		defer cancel()
		var resp *http.Response
		out, resp, err = do(context.WithValue(ctx, recordKey{}, rec))
		if resp != nil {
			_ = resp.Body.Close()
		}
	}
	made := flow.Call{Endpoint: e.path, RequestID: requestID(rec.body), HTTPStatus: rec.status, TookMS: c.now().Sub(began).Milliseconds()}
	if f := c.judge(e, rec, made, err); f != nil {
		return none, made, f
	}
	return out, made, nil
}
