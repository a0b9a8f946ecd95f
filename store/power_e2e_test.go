//go:build e2e && linux

package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestTerminalPowerCut records every write and sync of a process that makes a history, or
// brings an old one up, and appends to it. From the record it makes what disks are left with
// when the power fails in between. All that was acknowledged is there, the rest is there whole
// or not at all, and the case can go on.
func TestTerminalPowerCut(t *testing.T) {
	strace, err := exec.LookPath("strace")
	if err != nil {
		fmt.Printf("skipped: %s: strace is not installed\n", t.Name())
		t.SkipNow()
	}
	for name, c := range map[string]struct {
		images int
		before func(t *testing.T) (dir string, files map[string][]byte)
	}{
		"creation": {400, func(t *testing.T) (string, map[string][]byte) { return filepath.Join(t.TempDir(), "a", "b"), nil }},
		"upgrade": {200, func(t *testing.T) (string, map[string][]byte) {
			o, old := schema1(t)
			return o.Dir, map[string][]byte{"demo.db": old}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			dir, files := c.before(t)
			ops := record(t, strace, dir)
			seed := uint64(time.Now().UnixNano())
			t.Logf("seed %d, %d calls", seed, len(ops))
			p := &powerTest{dir: dir, files: files, ops: ops, random: rand.New(rand.NewPCG(seed, 13))}
			p.want, err = newStore(t, func(o *Options) { o.Dir = dir }).Records(t.Context(), contract.ID(powerCase))
			if err != nil {
				t.Fatal(err)
			}
			if p.cuts(t, c.images); t.Failed() {
				t.Fatalf("with seed %d", seed)
			}
			t.Logf("%d of %d cuts came when something was not safe", p.unsafe, c.images)
			if p.unsafe < c.images/4 {
				t.Error("the test proves little")
			}
		})
	}
}

// record runs the child under strace and returns its calls.
func record(t *testing.T, strace, dir string) []op {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	trace := filepath.Join(t.TempDir(), "trace")
	cmd := exec.CommandContext(t.Context(), strace, "-f", "--seccomp-bpf", "-xx", "-s", "10000000", "-o", trace,
		"-e", "trace=openat,close,pwrite64,write,ftruncate,fsync,fdatasync,renameat,renameat2,linkat,unlinkat,mkdirat", exe, dir)
	cmd.Env = append(os.Environ(), childEnv+"=power")
	out, err := cmd.CombinedOutput()
	if strings.Contains(string(out), "PTRACE") || strings.Contains(string(out), "ptrace") {
		fmt.Printf("skipped: %s: tracing is refused here: %.200s\n", t.Name(), out)
		t.SkipNow()
	}
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	f, err := os.Open(trace)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	ops, err := readTrace(f)
	if err != nil {
		t.Fatal(err)
	}
	return ops
}

// powerTest makes images of one record.
type powerTest struct {
	dir    string
	files  map[string][]byte // before the record
	ops    []op
	want   []flow.Record // the case at its end
	random *rand.Rand
	unsafe int // cuts that lost something
}

// cuts plays the record once and cuts the power at so many places of it.
func (p *powerTest) cuts(t *testing.T, images int) {
	t.Helper()
	places := make([]int, images)
	for i := range places {
		places[i] = p.random.IntN(len(p.ops))
	}
	slices.Sort(places)
	disk, acked := newPowerDisk(p.dir, p.files), 0
	for at, o := range p.ops {
		if o.call == "write" && o.fd == 1 {
			n, err := strconv.Atoi(strings.TrimSpace(o.strings[0]))
			if err != nil {
				t.Fatalf("the child said %q", o.strings[0])
			}
			acked = n
		} else {
			disk.do(o)
		}
		for ; len(places) > 0 && places[0] == at && !t.Failed(); places = places[1:] {
			p.image(t, disk, acked)
		}
	}
}

// image makes one image of the disk and looks at it.
func (p *powerTest) image(t *testing.T, disk *powerDisk, acked int) {
	t.Helper()
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o700); err != nil {
		t.Fatal(err)
	}
	if disk.dirty() {
		p.unsafe++
	}
	there, err := disk.cut(dir, p.random)
	if err != nil {
		t.Fatal(err)
	}
	if !there && acked > 0 {
		t.Errorf("%d events were acknowledged, and the directory %s is gone", acked, p.dir)
		return
	}
	p.look(t, dir, acked)
}
