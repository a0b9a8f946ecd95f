//go:build e2e && linux

package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestTerminalDiskErrors makes the system calls of the real program on its history fail: the
// first of a kind, the second and so on, until a run meets none any more. Each time all that was
// acknowledged is in the history, the file is sound, and the case comes to its end without the
// fault, with exactly one funds-transfer-method.
func TestTerminalDiskErrors(t *testing.T) {
	d := newDisk(t)
	t.Cleanup(func() { t.Logf("%d runs, %d calls failed", d.runs, d.hits) })
	// EIO at every place; the others, which go the same way, at some.
	for _, call := range []string{"pwrite64", "fdatasync", "fsync", "ftruncate", "renameat", "linkat"} {
		d.untilClean(t, call, "error=EIO", 1, d.strictly)
		d.untilClean(t, call, "error=ENOSPC", 3, d.strictly)
	}
	// A write that takes nothing of what it was given.
	d.untilClean(t, "pwrite64", "retval=0", 4, d.strictly)
	// A disk that says that it took more than it did: no program can know what it lost, but it
	// must not show anything wrong.
	d.untilClean(t, "pwrite64", "retval=512", 4, d.loosely)
}

// untilClean lets the n-th call of every thread fail for n = 1, 1+step, ... until none does.
func (d *disk) untilClean(t *testing.T, call, fault string, step int, check func(*testing.T, string, ran)) {
	// Two at a time: the machine may have no more.
	t.Run(call+" "+fault, func(t *testing.T) {
		t.Parallel()
		for n := 1; !t.Failed(); n += step {
			clean := false
			t.Run(fmt.Sprint(n), func(t *testing.T) {
				dir := t.TempDir()
				r := d.run(t, dir, fmt.Sprintf("%s:%s:when=%d", call, fault, n), "run", "--env", "demo", "--seed", "7", "--json")
				clean = r.struck == 0
				if clean && r.code != exitOK {
					t.Errorf("exit %d without a fault: %s", r.code, r.stderr)
				}
				check(t, dir, r)
			})
			if clean {
				return
			}
		}
	})
}

// strictly is what holds when every call that failed said so.
func (d *disk) strictly(t *testing.T, dir string, r ran) {
	t.Helper()
	toldClearly(t, r)
	if r.endless || r.code == exitUsage && len(r.lines) > 0 {
		t.Errorf("exit %d, killed %t, after %s: %s", r.code, r.endless, r.stdout, r.stderr)
	}
	if len(r.lines) == 0 {
		// Nothing was begun, and the next start is a first one.
		if r = d.run(t, dir, "", "run", "--env", "demo", "--seed", "7", "--json"); r.code != exitOK {
			t.Fatalf("the next start: exit %d: %s", r.code, r.stderr)
		}
	}
	id, acked := r.lines[0].Case, r.lines
	soundFile(t, dir)
	if r = d.run(t, dir, "", "run", "--resume", id, "--json"); r.code != exitOK {
		t.Fatalf("the resume: exit %d: %s", r.code, r.stderr)
	}
	if last := r.lines[len(r.lines)-1]; last.Status != "submitted" || last.FTM == "" {
		t.Errorf("the resume ended with %+v", last)
	}
	if made := keptMethods(t, dir); made != 1 {
		t.Errorf("%d funds-transfer-methods at the simulator", made)
	}
	d.holds(t, dir, id, append(acked, r.lines...))
	soundFile(t, dir)
	if v := d.run(t, dir, "", "history", "verify", "--env", "demo"); v.code != exitOK {
		t.Errorf("verify: exit %d: %s%s", v.code, v.stdout, v.stderr)
	}
}

// loosely is what holds even when the disk lies: no crash, and a history that shows nothing
// but what was acknowledged, or says that it is damaged.
func (d *disk) loosely(t *testing.T, dir string, r ran) {
	t.Helper()
	toldClearly(t, r)
	if len(r.lines) == 0 {
		return
	}
	// A program that has an outcome to keep tries on until somebody puts the history right.
	if r.endless && !strings.Contains(r.stderr, "trying on: ") {
		t.Errorf("it had to be killed: %s", r.stderr)
	}
	show := d.run(t, dir, "", "history", "show", r.lines[0].Case, "--json")
	toldClearly(t, show)
	acked := map[uint32]string{}
	for _, l := range r.lines {
		acked[l.Seq] = l.Kind
	}
	for _, l := range show.lines {
		if kind := acked[l.Seq]; l.Seq > 0 && kind != "" && kind != l.Kind {
			t.Errorf("event %d was acknowledged as %s and is shown as %s", l.Seq, kind, l.Kind)
		}
	}
}

// toldClearly: a failure is told in a sentence about the history, and never as a mistake of ours.
func toldClearly(t *testing.T, r ran) {
	t.Helper()
	if r.code == exitOK || r.endless {
		return
	}
	if r.code > exitHistory {
		t.Errorf("exit %d", r.code)
	}
	told := r.stderr
	if i := strings.LastIndex(told, "linkdesk: "); i >= 0 {
		told = told[i:]
	} else if i := strings.LastIndex(r.stdout, `"fault":{`); i >= 0 {
		told = r.stdout[i:] // the result has said it
	}
	if !strings.Contains(told, "history") && !strings.Contains(told, "data directory") && !strings.Contains(told, "key file") {
		t.Errorf("exit %d says %q", r.code, told)
	}
}

// holds compares what was acknowledged with what the history shows.
func (d *disk) holds(t *testing.T, dir, id string, acked []line) {
	t.Helper()
	show := d.run(t, dir, "", "history", "show", id, "--json")
	if show.code != exitOK {
		t.Fatalf("history show: exit %d: %s", show.code, show.stderr)
	}
	kept := map[uint32]string{}
	for _, l := range show.lines {
		kept[l.Seq] = l.Kind
	}
	for _, l := range acked {
		if l.Seq > 0 && kept[l.Seq] != l.Kind {
			t.Errorf("acknowledged event %d %s is %q in the history", l.Seq, l.Kind, kept[l.Seq])
		}
	}
}

// soundFile checks the pages of the history by bbolt's own look.
func soundFile(t *testing.T, dir string) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(dir, "data", "demo.db"), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		var all []error
		for err := range tx.Check() {
			all = append(all, err)
		}
		return errors.Join(all...)
	})
	if err != nil {
		t.Errorf("the history is not consistent: %v", err)
	}
}
