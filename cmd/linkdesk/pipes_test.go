//go:build unix

package main

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"linkdesk/flow"
)

// A pipe in the place of a file that is read is refused, or passed over: nobody may write to it, ever,
// and then the program would hang at its start, where no signal ends it in order.
func TestAPipeWhereAFileIsReadIsNotWaitedFor(t *testing.T) {
	a := bare(t)
	pipe := func(name string) string {
		path, err := filepath.Abs(name)
		if err == nil {
			err = syscall.Mkfifo(path, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
		return path
	}
	if err := os.Remove("config.toml"); err != nil {
		t.Fatal(err)
	}
	pipe("config.toml")
	done := make(chan error)
	go func() { _, err := a.settings().of(flow.Sandbox).find(setHandoff); done <- err }()
	if err := soon(t, done); err == nil || !strings.Contains(err.Error(), "not a small file") {
		t.Errorf("config.toml: %v", err)
	}
	port := pipe("demo-sim.port")
	go func() {
		ln, err := listenAgain(t.Context(), port, false)
		if err == nil {
			err = ln.Close()
		}
		done <- err
	}()
	if err := soon(t, done); err != nil {
		t.Errorf("the port of before: %v", err)
	}
}

func soon(t *testing.T, done <-chan error) error {
	t.Helper()
	select {
	case err := <-done:
		return err
	case <-time.After(20 * time.Second):
		t.Fatal("it waits for ever")
		return nil
	}
}
