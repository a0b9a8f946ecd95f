package link

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"

	"linkdesk/flow"
)

const (
	// openPatience is how long the address is kept from the operator while a browser starts.
	openPatience = 3 * time.Second
	// lingerClose is how long the server stays for the last answer to reach the page.
	lingerClose = 700 * time.Millisecond
	maxConns    = 8
)

// serve starts the server. The returned function ends it: the ports are closed at once, and an
// answer that is still under way has lingerClose to leave.
func (f *flight) serve(all []net.Listener) (stop func()) {
	srv := &http.Server{
		Handler:           f,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		// A result is answered when it is kept, and a history held by another console can take a while.
		WriteTimeout:   2 * time.Minute,
		IdleTimeout:    time.Minute,
		MaxHeaderBytes: 16 << 10,
		ErrorLog:       log.New(io.Discard, "", 0),
	}
	var done sync.WaitGroup
	for _, ln := range all {
		done.Go(func() { _ = srv.Serve(limitConns(ln, maxConns)) }) // it always ends with ErrServerClosed
	}
	return func() {
		ctx, cancel := context.WithTimeout(f.keep, lingerClose)
		defer cancel()
		if err := srv.Shutdown(ctx); err != nil {
			_ = srv.Close()
		}
		done.Wait()
		f.close()
	}
}

// announce opens the browser and tells the sink the address. Whatever the browser does, the
// operator has the address after openPatience; a page that is asked for is sign enough that
// the browser is there.
func (f *flight) announce(ctx context.Context, open func(context.Context, string) error) {
	defer close(f.announced)
	if open == nil {
		f.sink.Opened(f.bootURL(), false, "")
		return
	}
	tried := make(chan error, 1)
	go func() { tried <- open(ctx, f.bootURL()) }()
	patience := time.NewTimer(openPatience)
	defer patience.Stop()
	var err error
	select {
	case <-f.booted:
	case err = <-tried:
	case <-ctx.Done():
		err = ctx.Err()
	case <-patience.C:
		err = errors.New("it gives no sign that it has started")
	}
	if err != nil {
		f.sink.Opened(f.bootURL(), false, "no browser was opened: "+flow.Clean(err.Error()))
		return
	}
	f.started = true
	f.sink.Opened(f.bootURL(), true, "")
}
