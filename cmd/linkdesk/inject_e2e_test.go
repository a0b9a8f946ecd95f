//go:build e2e && linux

package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// disk is a program that is run under strace, which makes its system calls fail.
type disk struct {
	strace, program string
	mu              sync.Mutex
	runs, hits      int
}

func newDisk(t *testing.T) *disk {
	t.Helper()
	d := &disk{strace: need(t, "strace"), program: filepath.Join(t.TempDir(), "linkdesk")}
	build := exec.Command("go", "build", "-o", d.program, ".")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	// strace must see the paths of the program's calls, which a sandbox or a missing right may
	// forbid without any other sign.
	dir := t.TempDir()
	ran := d.run(t, dir, "fdatasync:error=EIO:when=1", "run", "--env", "demo", "--json")
	if ran.struck == 0 {
		fmt.Printf("skipped: %s: strace cannot fail a call here: %.200s\n", t.Name(), ran.stderr)
		t.SkipNow()
	}
	return d
}

// patience is how long a run may take. It takes a quarter of a second where nothing is tried
// again, and four seconds where it is.
const patience = 20 * time.Second

// ran is what came of one run of the program.
type ran struct {
	code           int
	endless        bool // it had to be killed
	struck         int  // calls that were made to fail
	lines          []line
	stdout, stderr string
}

// run starts the program with its history in dir/data; inject says which of its calls on the
// files of the history fail, counted by thread, and "" lets all be.
func (d *disk) run(t *testing.T, dir, inject string, args ...string) ran {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	trace, data := filepath.Join(dir, "trace"), filepath.Join(dir, "data")
	argv := append([]string{d.program}, args...)
	if inject != "" {
		call, _, _ := strings.Cut(inject, ":")
		strace := []string{d.strace, "-f", "--seccomp-bpf", "-o", trace, "-e", "trace=" + call, "-e", "inject=" + inject, "-P", data}
		for _, name := range []string{"demo.db", "demo.db.new", "demo.id", "demo.key"} {
			strace = append(strace, "-P", filepath.Join(data, name))
		}
		argv = append(strace, argv...)
	}
	cmd := exec.CommandContext(ctx, argv[0], argv[1:]...)
	// strace alone would leave the program behind.
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	cmd.Env = append(os.Environ(), "LINKDESK_DATA="+data, "HOME="+dir)
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	r := ran{code: exitCode(err), endless: ctx.Err() != nil, stdout: out.String(), stderr: errs.String()}
	if inject != "" {
		told, _ := os.ReadFile(trace)
		r.struck = bytes.Count(told, []byte("(INJECTED)"))
	}
	if all := r.stdout + r.stderr; r.code < 0 && !r.endless || strings.Contains(all, "panic") || strings.Contains(all, "goroutine ") {
		t.Errorf("%v ended with %v:\n%s", args, err, all)
	}
	if strings.HasPrefix(out.String(), "{") {
		r.lines = decode(t, &out)
	}
	d.mu.Lock()
	d.runs, d.hits = d.runs+1, d.hits+r.struck
	d.mu.Unlock()
	return r
}
