//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// kills is how many processes TestKilledAnywhere kills: KILLS, or enough for every event once.
func kills(t *testing.T) int {
	t.Helper()
	n, err := strconv.Atoi(os.Getenv("KILLS"))
	if os.Getenv("KILLS") == "" {
		return 24
	}
	if err != nil || n < 1 {
		t.Fatalf("KILLS=%q is no number of kills", os.Getenv("KILLS"))
	}
	return n
}

// line is what a JSON line says that these tests need.
type line struct {
	Kind   string `json:"kind"`
	Case   string `json:"case"`
	Seq    uint32 `json:"seq"`
	Status string `json:"status"`
	FTM    string `json:"funds_transfer_method_id"`
	// Of the result alone.
	Transfers []transferLine `json:"transfers"`
	Fault     *flow.Fault    `json:"fault"`
}

// linkdesk prepares the program as another process.
func linkdesk(t *testing.T, dir string, env []string, args ...string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// testscript lets the test binary be a command by the name it is started under.
	name := filepath.Join(dir, "linkdesk")
	if _, err := os.Lstat(name); err != nil {
		if err := os.Symlink(self, name); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Env = append(os.Environ(), append([]string{"LINKDESK_DATA=" + filepath.Join(dir, "data"), "HOME=" + dir,
		"XDG_CONFIG_HOME=" + filepath.Join(dir, "config"), "LINKDESK_KEYRING=off"}, env...)...)
	cmd.Dir = dir
	return cmd
}

// killedRun starts a run, reads acknowledged events until there are n of them, waits a random
// moment and kills. It returns what was acknowledged.
func killedRun(t *testing.T, dir string, env []string, n int, after time.Duration, args ...string) []line {
	t.Helper()
	cmd := linkdesk(t, dir, env, args...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var seen []line
	scan := bufio.NewScanner(out)
	scan.Buffer(nil, 1<<20)
	for scan.Scan() {
		var l line
		if json.Unmarshal(scan.Bytes(), &l) != nil {
			continue // a line that the kill cut in two was not acknowledged
		}
		if l.Seq > 0 {
			seen = append(seen, l)
		}
		if len(seen) == n {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	_ = cmd.Wait()
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		struck.Add(1)
	}
	return seen
}

// struck counts the processes that a kill really ended; the others were through before it.
var struck atomic.Int64

// TestKilledAnywhere kills the program with SIGKILL after each of its events and at random
// moments, and resumes. The result is always the same, with exactly one
// funds-transfer-method at the simulator and every acknowledged event in the history.
func TestKilledAnywhere(t *testing.T) {
	before := struck.Load()
	random := rand.New(rand.NewPCG(2026, 11))
	t.Log("seed 2026, 11")
	// A simulator outside of the killed process, like linkdesk sim.
	outside, err := sim.New(sim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(outside)
	defer server.Close()
	elsewhere := []string{"LINKDESK_PLAID_URL=" + server.URL, "LINKDESK_LINK_URL=" + server.URL, "LINKDESK_PRIMETRUST_URL=" + server.URL}
	for i := range kills(t) {
		n, after := i%23+1, time.Duration(random.IntN(12_000))*time.Microsecond
		inside := i%2 == 0
		t.Run(fmt.Sprintf("%d after event %d", i+1, n), func(t *testing.T) {
			env := elsewhere
			if inside {
				env = nil
			}
			killAndResume(t, env, n, after, func() int { return methods(t, server.URL) })
		})
	}
	total, hit := 2*kills(t), int(struck.Load()-before)
	t.Logf("%d of %d kills struck a running process", hit, total)
	if hit < total/4 {
		t.Errorf("only %d of %d kills struck: the test proves little", hit, total)
	}
}

func killAndResume(t *testing.T, env []string, n int, after time.Duration, outside func() int) {
	t.Helper()
	dir := t.TempDir()
	before := outside()
	seen := killedRun(t, dir, env, n, after, "run", "--env", "demo", "--json")
	if len(seen) == 0 {
		t.Fatal("the run acknowledged nothing")
	}
	id := seen[0].Case
	// A second death on the way of the resume.
	seen = append(seen, killedRun(t, dir, env, 3, after/2, "run", "--resume", id, "--json")...)

	var out, errs bytes.Buffer
	cmd := linkdesk(t, dir, env, "run", "--resume", id, "--json")
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("resume: %v\n%s%s", err, out.String(), errs.String())
	}
	lines := decode(t, &out)
	result := lines[len(lines)-1]
	if result.Kind != "result" || result.Status != "submitted" || result.FTM == "" {
		t.Errorf("result %+v", result)
	}
	seen = append(seen, lines[:len(lines)-1]...)
	if env != nil {
		if made := outside() - before; made != 1 {
			t.Errorf("%d funds-transfer-methods at the simulator", made)
		}
	} else if made := keptMethods(t, dir); made != 1 {
		t.Errorf("%d funds-transfer-methods in the state of the simulator", made)
	}

	out.Reset()
	cmd = linkdesk(t, dir, env, "history", "show", id, "--json")
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	kept := map[uint32]string{}
	for _, l := range decode(t, &out) {
		kept[l.Seq] = l.Kind
	}
	for _, l := range seen {
		if kept[l.Seq] != l.Kind {
			t.Errorf("acknowledged event %d %s is %q in the history", l.Seq, l.Kind, kept[l.Seq])
		}
	}
}

func decode(t *testing.T, r io.Reader) []line {
	t.Helper()
	var out []line
	for dec := json.NewDecoder(r); dec.More(); {
		var l line
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		out = append(out, l)
	}
	return out
}

// simState is what a simulator says of itself.
type simState struct {
	Items         int `json:"items"`
	Tokens        int `json:"processor_tokens"`
	Methods       int `json:"funds_transfer_methods"`
	Contributions int `json:"contributions"`
	Seeded        struct {
		Account string `json:"pt_account_id"`
		Contact string `json:"pt_contact_id"`
	} `json:"seeded"`
}

func standing(t *testing.T, url string) (state simState) {
	t.Helper()
	res, err := http.Get(url + "/_sim/state")
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&state); err != nil {
		t.Fatal(err)
	}
	return state
}

func methods(t *testing.T, url string) int {
	t.Helper()
	return standing(t, url).Methods
}

// keptMethods reads the embedded simulator's state as a new process would.
func keptMethods(t *testing.T, dir string) int {
	t.Helper()
	s, err := sim.New(sim.Options{StateFile: filepath.Join(dir, "data", "demo-sim.json")})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	return methods(t, server.URL)
}
