package sim

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"strconv"
)

// inProcess marks requests that came through Transport: they cannot have come
// from a web page, so the checks against one do not apply.
type inProcess struct{}

// Transport answers requests in this process, whatever host they name, with no
// socket. It honours the request's context as a network would: the caller gets
// the context's error at once, and the work may or may not have been done.
func (s *Sim) Transport() http.RoundTripper { return transport{s} }

type transport struct{ s *Sim }

func (t transport) RoundTrip(out *http.Request) (*http.Response, error) {
	ctx := out.Context()
	if err := ctx.Err(); err != nil {
		closeBody(out)
		return nil, err
	}
	in := out.Clone(context.WithValue(ctx, inProcess{}, true))
	in.RequestURI = out.URL.RequestURI()
	if in.Host == "" {
		in.Host = out.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	type result struct {
		rec  *recorder
		lost error
	}
	done := make(chan result, 1)
	go func() {
		rec := &recorder{header: make(http.Header)}
		res := result{rec: rec}
		defer func() {
			closeBody(out)
			if p := recover(); p == http.ErrAbortHandler {
				res.lost = io.ErrUnexpectedEOF
			} else if p != nil {
				// A server would log it and close the connection.
				res.lost = fmt.Errorf("the simulator failed: %v", p)
			}
			done <- res
		}()
		t.s.ServeHTTP(rec, in)
	}()
	select {
	case res := <-done:
		// Work that gave up because its caller did is the caller's error.
		if err := ctx.Err(); err != nil && res.lost != nil {
			return nil, err
		}
		if res.lost != nil {
			return nil, res.lost
		}
		return res.rec.response(out), nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func closeBody(r *http.Request) {
	if r.Body != nil {
		_ = r.Body.Close()
	}
}

// recorder is the http.ResponseWriter behind Transport.
type recorder struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (r *recorder) Header() http.Header { return r.header }

func (r *recorder) WriteHeader(status int) {
	if r.status == 0 {
		r.status = status
	}
}

func (r *recorder) Write(p []byte) (int, error) {
	r.WriteHeader(http.StatusOK)
	return r.body.Write(p)
}

func (r *recorder) response(req *http.Request) *http.Response {
	r.WriteHeader(http.StatusOK)
	return &http.Response{
		Status:        strconv.Itoa(r.status) + " " + http.StatusText(r.status),
		StatusCode:    r.status,
		Proto:         "HTTP/1.1",
		ProtoMajor:    1,
		ProtoMinor:    1,
		Header:        r.header.Clone(),
		Body:          io.NopCloser(&r.body),
		ContentLength: int64(r.body.Len()),
		Request:       req,
	}
}
