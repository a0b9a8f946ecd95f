//go:build unix

package link

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

// script is a browser command that a test can look at afterwards.
func script(t *testing.T, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "browser")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+body+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTheCommandRunsApartFromUs(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	t.Setenv("PLAID_SECRET", "canary")
	t.Setenv("LINKDESK_E2E_OUT", "canary")
	t.Setenv("OUT", out)
	command := script(t, `{ echo "args: $*"; echo "stdin: $(cat | wc -c)"; env; } > "$OUT" 2>&1; echo printed; echo printed >&2`)
	if err := OpenBrowser(command+" --new-window")(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(got), "args: --new-window "+address+"\n") || !strings.Contains(string(got), "stdin: 0\n") {
		t.Errorf("the browser was started as\n%s", got)
	}
	if strings.Contains(string(got), "canary") {
		t.Error("the browser got our keys")
	}
}

func TestABrowserThatFailsAtOnce(t *testing.T) {
	err := OpenBrowser(script(t, "exit 3"))(t.Context(), address)
	if err == nil || !strings.Contains(err.Error(), "exit status 3") {
		t.Errorf("%v", err)
	}
	if err := OpenBrowser("no-such-browser-here")(t.Context(), address); err == nil || !strings.Contains(err.Error(), "is not installed") {
		t.Errorf("%v", err)
	}
	t.Setenv("BROWSER", "no-such-browser-here:"+script(t, "exit 0"))
	if err := OpenBrowser("")(t.Context(), address); err != nil {
		t.Errorf("the second browser of the list was not tried: %v", err)
	}
}

// A browser in the foreground is left alone, in a process group of its own, also when the
// flight is over.
func TestABrowserInTheForeground(t *testing.T) {
	pid := filepath.Join(t.TempDir(), "pid")
	t.Setenv("OUT", pid)
	command := script(t, `echo $$ > "$OUT.new"; mv "$OUT.new" "$OUT"; exec cat "$OUT.fifo"`)
	if err := syscall.Mkfifo(pid+".fifo", 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := OpenBrowser(command)(ctx, address); err != nil {
		t.Fatal(err)
	}
	cancel()
	raw, err := os.ReadFile(pid)
	if err != nil {
		t.Fatal(err)
	}
	var id int
	for _, c := range strings.TrimSpace(string(raw)) {
		id = id*10 + int(c-'0')
	}
	group, err := syscall.Getpgid(id)
	if err != nil || group != id {
		t.Errorf("process %d is in group %d: %v", id, group, err)
	}
	// Opening the other end lets the command read to the end and leave.
	end, err := os.OpenFile(pid+".fifo", os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_ = end.Close()
}

func TestOpeningHonoursTheContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	fifo := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(fifo, 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("OUT", fifo)
	command := script(t, `exec cat "$OUT"`)
	cancel()
	began := time.Now()
	if err := OpenBrowser(command)(ctx, address); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if time.Since(began) > startPatience {
		t.Error("it waited for the browser after all")
	}
	end, err := os.OpenFile(fifo, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	_ = end.Close()
}

// Whatever is in PATH, nothing is started without a display: not even the script that stands
// for every opener there could be.
func TestNothingIsStartedWithoutADisplay(t *testing.T) {
	if runtime.GOOS == "darwin" {
		t.Skip("there is always a display")
	}
	dir, out := t.TempDir(), filepath.Join(t.TempDir(), "out")
	for _, name := range []string{"xdg-open", "x-www-browser", "www-browser", "wslview"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n: > \"$OUT\"\n"), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, value := range map[string]string{"PATH": dir + ":/bin:/usr/bin", "OUT": out, "DISPLAY": "", "WAYLAND_DISPLAY": "", "BROWSER": "",
		"WSL_DISTRO_NAME": "", "WSL_INTEROP": ""} {
		t.Setenv(name, value)
	}
	if err := OpenBrowser("")(t.Context(), address); err == nil || !strings.Contains(err.Error(), "no display") {
		t.Errorf("%v", err)
	}
	if _, err := os.Stat(out); err == nil {
		t.Error("something was started")
	}
	t.Setenv("DISPLAY", ":0")
	if err := OpenBrowser("")(t.Context(), address); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(out); err != nil {
		t.Errorf("with a display nothing was started: %v", err)
	}
}

// A browser made of text asks for the terminal by its name. In a session of its own it has none.
func TestTheBrowserHasNoTerminal(t *testing.T) {
	if _, err := os.Stat("/proc/self/stat"); err != nil {
		t.Skip("the session of a process cannot be read here")
	}
	out := filepath.Join(t.TempDir(), "out")
	t.Setenv("OUT", out)
	if err := OpenBrowser(script(t, `cat /proc/$$/stat > "$OUT"`))(t.Context(), address); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	// pid (name) state ppid pgrp session tty_nr
	fields := strings.Fields(string(raw))
	if len(fields) < 7 || fields[5] != fields[0] || fields[6] != "0" {
		t.Errorf("the process is %s", raw)
	}
}
