package link

import (
	"context"
	"errors"
	"net"
	"testing"
	"testing/synctest"
	"time"
)

// Somebody who opens connections and says nothing is cut off, and until then at most eight
// of them are held.
func TestSilentConnections(t *testing.T) {
	fly(t, nil, func(t *testing.T, b *bubble) {
		for range maxConns {
			c, err := b.mem.dial(t.Context(), "", "")
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.Close() }()
		}
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 4*time.Second)
		defer cancel()
		if _, err := b.mem.dial(ctx, "", ""); err == nil {
			t.Error("a ninth connection was taken")
		}
		began := time.Now()
		b.boot() // waits for room
		if waited := time.Since(began); waited > 2*time.Second {
			t.Errorf("room was made only after another %s", waited)
		}
		b.stillGood()
	})
}

// Close ends an Accept that waits for room, which the listener below knows nothing of.
func TestAFullListenerCloses(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		mem := newMemory()
		ln := limitConns(mem, 1)
		go func() {
			if _, err := mem.dial(t.Context(), "", ""); err != nil {
				t.Error(err)
			}
		}()
		if _, err := ln.Accept(); err != nil {
			t.Fatal(err)
		}
		refused := make(chan error, 1)
		go func() {
			_, err := ln.Accept()
			refused <- err
		}()
		synctest.Wait()
		if err := errors.Join(ln.Close(), ln.Close()); err != nil {
			t.Error(err)
		}
		if err := <-refused; !errors.Is(err, net.ErrClosed) {
			t.Errorf("Accept: %v", err)
		}
	})
}
