package link

import (
	"context"
	"io"
	"log"
	"net"
	"net/http"
	"sync"
	"time"
)

const (
	// lingerClose is how long the server stays for the last answer to reach the page.
	lingerClose = 700 * time.Millisecond
	maxConns    = 64 // a browser needs six; whoever holds others open must not shut it out
)

// serve starts the server. The returned function ends it: the ports are closed at once, and an
// answer that is still under way has lingerClose to leave.
func (f *flight) serve(all []net.Listener) (stop func()) {
	end := startServer(f.keep, f, all...)
	return func() {
		end(lingerClose)
		f.close()
	}
}

// startServer serves h until the returned function is called, which gives an answer that
// is under way so long to leave.
func startServer(keep context.Context, h http.Handler, all ...net.Listener) (end func(linger time.Duration)) {
	srv := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       15 * time.Second,
		// A result is answered when it is kept, and a history held by another console can take a while.
		WriteTimeout: 2 * time.Minute,
		IdleTimeout:  10 * time.Second,
		// Cookies know no ports: those of every other program on 127.0.0.1 come along.
		MaxHeaderBytes:               64 << 10,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     log.New(io.Discard, "", 0),
	}
	var done sync.WaitGroup
	for _, ln := range all {
		done.Go(func() { _ = srv.Serve(limitConns(ln, maxConns)) }) // it always ends with ErrServerClosed
	}
	return func(linger time.Duration) {
		ctx, cancel := context.WithTimeout(keep, linger)
		defer cancel()
		if err := srv.Shutdown(ctx); err != nil {
			_ = srv.Close()
		}
		done.Wait()
	}
}
