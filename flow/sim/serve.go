package sim

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// maxBody is the largest request body that is read, and maxUpload the largest
// that brings a file: a photograph of a passport has a few megabytes.
const (
	maxBody   = 1 << 20
	maxUpload = 8 << 20
)

func bodyLimit(r *http.Request) int {
	if r.Method == http.MethodPost && r.URL.Path == uploadPath {
		return maxUpload
	}
	return maxBody
}

// How long a client may take. A latency or a delay of a fault is on our side and
// does not count.
const (
	headerPatience = 5 * time.Second
	bodyPatience   = 30 * time.Second
	writePatience  = 30 * time.Second
	idlePatience   = 2 * time.Minute
	maxHeaders     = 16 << 10
)

// Server serves the simulator as it is meant to be served: nobody who is slow or
// sends without end can hold it.
func (s *Sim) Server() *http.Server {
	return &http.Server{Handler: s, ReadHeaderTimeout: headerPatience, ReadTimeout: bodyPatience, IdleTimeout: idlePatience,
		MaxHeaderBytes: maxHeaders}
}

// ServeHTTP answers as the provider that owns the path.
func (s *Sim) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	path := r.URL.Path
	switch {
	case r.Method == http.MethodGet && s.serveLinkPage(w, r):
	case primePath(path):
		s.answer(w, r, s.servePT, ptCrash)
	case strings.HasPrefix(path, "/_link/"):
		s.answer(w, r, s.serveLink, plaidCrash)
	case strings.HasPrefix(path, steerPath):
		s.answer(w, r, s.serveSteering, plaidCrash)
	default:
		s.answer(w, r, s.servePlaid, plaidCrash)
	}
}

// answer runs one request and writes what came of it. A panic becomes a 500 in
// the shape of its provider; the broken connection of a fault stays one.
func (s *Sim) answer(w http.ResponseWriter, r *http.Request, serve func(*http.Request) reply, crash crash) {
	takeBody(w, r)
	rep := func() (rep reply) {
		defer func() {
			p := recover()
			if p != nil && p != http.ErrAbortHandler {
				rep = crash(s.requestID(), fmt.Sprint("the simulator failed: ", p))
			}
			if !strings.HasPrefix(r.URL.Path, steerPath) {
				s.steering.note(r, s.opts.Now(), rep)
			}
			if p == http.ErrAbortHandler {
				panic(p)
			}
		}()
		return serve(r)
	}()
	r.Body = http.NoBody // a large one need not wait for its connection to close
	_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(s.patience))
	for name, values := range rep.header {
		w.Header()[name] = values
	}
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(rep.status)
	_, _ = w.Write(rep.body) // a client that went away is not our trouble
}

// takeBody reads the body before anything else.
func takeBody(w http.ResponseWriter, r *http.Request) {
	limit := bodyLimit(r)
	var body bytes.Buffer
	body.Grow(int(min(max(r.ContentLength, 0), usualBody)) + bytes.MinRead)
	_, err := body.ReadFrom(io.LimitReader(r.Body, int64(limit)+1))
	r.Body = &takenBody{w: w, rest: bytes.NewReader(body.Bytes()), all: body.Bytes(), err: err}
}

// usualBody is as much as a client's word on its body's length is taken for.
const usualBody = 16 << 10

// takenBody is a body that was read, whole or as far as it came.
type takenBody struct {
	w    http.ResponseWriter
	rest *bytes.Reader
	all  []byte
	err  error
}

// ourTime ends the time that a client has for sending, once its body is whole:
// from here on it is we who are slow. In this process there is no connection to set
// a time on, which is no trouble.
func ourTime(r *http.Request) {
	if b, ok := r.Body.(*takenBody); ok && b.err == nil && len(b.all) <= bodyLimit(r) {
		_ = http.NewResponseController(b.w).SetReadDeadline(time.Time{})
	}
}

func (b *takenBody) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if err == io.EOF && b.err != nil {
		err = b.err
	}
	return n, err
}

func (b *takenBody) Close() error { return nil }

// readBody is the body that takeBody took; ok is false when there was more than
// bodyLimit allows.
func readBody(r *http.Request) (body []byte, ok bool, err error) {
	taken := r.Body.(*takenBody)
	return taken.all, len(taken.all) <= bodyLimit(r), taken.err
}
