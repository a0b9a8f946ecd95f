//go:build unix

package sim

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A pipe as the state file is refused: opening it would wait for somebody who writes.
func TestAPipeIsNoStateFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(file, 0o600); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { _, err := New(Options{StateFile: file}); done <- err }()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "is no file") {
			t.Error(err)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for ever")
	}
}
