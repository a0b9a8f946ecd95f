//go:build !windows

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// hold takes the side lock of a history as another process would and signs it.
func hold(t *testing.T, dir string) {
	t.Helper()
	f, err := os.OpenFile(filepath.Join(dir, "data", "demo.lock"), os.O_RDWR, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		t.Fatal(err)
	}
	host, _ := os.Hostname()
	if err := f.Truncate(0); err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(fmt.Appendf(nil, "alice\t412\t%s\t%s\n", host, time.Now().Format(time.RFC3339)), 0); err != nil {
		t.Fatal(err)
	}
}

func exitCode(err error) int {
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}

// TestALockedHistoryIsNamedNotWaitedFor: a command that cannot get in says who holds the
// history and ends with exit 5 after about two seconds.
func TestALockedHistoryIsNamedNotWaitedFor(t *testing.T) {
	dir := t.TempDir()
	if out, err := linkdesk(t, dir, nil, "run", "--env", "demo").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	hold(t, dir)
	for _, args := range [][]string{{"history", "list"}, {"run", "--env", "demo", "--json"}, {"history", "show", "nothing"}, {"demo", "--plain"}, {"--plain", "--env", "demo"},
		{"history", "backup", "b"}, {"history", "compact"}, {"history", "prune", "--before", "2026-01-31", "--yes"}} {
		start := time.Now()
		var out, errs bytes.Buffer
		cmd := linkdesk(t, dir, nil, args...)
		cmd.Stdout, cmd.Stderr = &out, &errs
		code := exitCode(cmd.Run())
		if code != exitHistory || !strings.Contains(errs.String(), "alice, pid 412") || out.Len() != 0 {
			t.Errorf("%v: exit %d, stdout %q, stderr %q", args, code, out.String(), errs.String())
		}
		// A hang is what this is about; a slow machine is not.
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("%v took %s", args, took)
		}
	}
}

// TestManyRunsShareOneHistory: several programs write one file and one simulator state at
// once; every case is whole and every submission happened once.
func TestManyRunsShareOneHistory(t *testing.T) {
	const runs = 6
	dir := t.TempDir()
	linkdesk(t, dir, nil) // makes the name that the others start under
	var wg sync.WaitGroup
	for i := range runs {
		wg.Go(func() {
			cmd := linkdesk(t, dir, nil, "run", "--env", "demo", "--user", fmt.Sprintf("cu-%d", i), "--json")
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("run %d: %v\n%s", i, err, out)
			}
		})
	}
	wg.Wait()
	out, err := linkdesk(t, dir, nil, "history", "list", "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(out), `"status":"submitted"`); n != runs {
		t.Errorf("%d submitted cases, want %d", n, runs)
	}
	if n := keptMethods(t, dir); n != runs {
		t.Errorf("%d funds-transfer-methods, want %d", n, runs)
	}
}
