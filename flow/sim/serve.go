package sim

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
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

// noStore is shared by all answers; nothing writes into it.
var noStore = []string{"no-store"}

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
	header := w.Header()
	maps.Copy(header, rep.header)
	header["Cache-Control"] = noStore
	w.WriteHeader(rep.status)
	_, _ = w.Write(rep.body) // a client that went away is not our trouble
}

// takeBody reads the body before anything else. There is room for one byte more than
// was announced, so that the end of a body is met without asking for more room.
func takeBody(w http.ResponseWriter, r *http.Request) {
	limit := bodyLimit(r)
	room := min(r.ContentLength, usualBody) + 1
	if r.ContentLength < 0 { // it comes in chunks
		room = bytes.MinRead
	}
	taken := &takenBody{w: w, all: make([]byte, 0, room)}
	for taken.err == nil && len(taken.all) <= limit {
		all := slices.Grow(taken.all, 1)
		n, err := r.Body.Read(all[len(all):min(cap(all), limit+1)])
		taken.all, taken.err = all[:len(all)+n], err
	}
	if taken.err == io.EOF {
		taken.err = nil
	}
	r.Body = taken
}

// usualBody is as much as a client's word on its body's length is taken for.
const usualBody = 16 << 10

// takenBody is a body that was read, whole or as far as it came.
type takenBody struct {
	w    http.ResponseWriter
	all  []byte
	err  error
	read int // how much of it Read has given
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
	n := copy(p, b.all[b.read:])
	b.read += n
	switch {
	case n > 0 || len(p) == 0:
		return n, nil
	case b.err != nil:
		return 0, b.err
	}
	return 0, io.EOF
}

func (b *takenBody) Close() error { return nil }

// readBody is the body that takeBody took; ok is false when there was more than
// bodyLimit allows.
func readBody(r *http.Request) (body []byte, ok bool, err error) {
	taken := r.Body.(*takenBody)
	return taken.all, len(taken.all) <= bodyLimit(r), taken.err
}
