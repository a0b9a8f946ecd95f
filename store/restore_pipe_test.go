//go:build unix

package store

import (
	"os"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// A pipe in the place of the id file must not stop a restore, which is what puts things right.
func TestARestoreDoesNotWaitForAPipe(t *testing.T) {
	s, file := backedUp(t, 3)
	id := s.file(".id")
	if err := os.Remove(id); err != nil {
		t.Fatal(err)
	}
	if err := unix.Mkfifo(id, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() {
		_, err := Restore(t.Context(), s.opt, RestoreOptions{File: file, Force: true})
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for ever")
	}
}
