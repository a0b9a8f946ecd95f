//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"linkdesk/flow/sim"
)

// elsewhere starts a simulator that outlives the programs and returns its address and the
// variables that point a run at it.
func elsewhere(t *testing.T) (string, []string) {
	t.Helper()
	s, err := sim.New(sim.Options{Seed: 7})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	return server.URL, []string{"LINKDESK_PLAID_URL=" + server.URL, "LINKDESK_LINK_URL=" + server.URL, "LINKDESK_PRIMETRUST_URL=" + server.URL}
}

// TestALostAnswerIsUncertainAndThenFound: the work is done, every answer is lost, and the run
// says that it does not know. A resume learns the truth, and it was done once.
func TestALostAnswerIsUncertainAndThenFound(t *testing.T) {
	url, env := elsewhere(t)
	dir := t.TempDir()
	for nth := 1; nth <= 4; nth++ { // as often as a submission is tried
		fault(t, url, fmt.Sprintf(`{"path":"POST /v2/funds-transfer-methods","nth":%d,"kind":"drop-after"}`, nth))
	}
	var out bytes.Buffer
	cmd := linkdesk(t, dir, env, "run", "--env", "demo", "--json")
	cmd.Stdout = &out
	err := cmd.Run()
	lines := decode(t, &out)
	last := lines[len(lines)-1]
	if exitCode(err) != exitUncertain || last.Status != "uncertain" {
		t.Fatalf("exit %d, %+v", exitCode(err), last)
	}
	out.Reset()
	cmd = linkdesk(t, dir, env, "run", "--resume", last.Case, "--json")
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		t.Fatal(err)
	}
	lines = decode(t, &out)
	if last = lines[len(lines)-1]; last.Status != "submitted" || methods(t, url) != 1 {
		t.Errorf("%+v, %d funds-transfer-methods", last, methods(t, url))
	}
}

// TestTwoResumesAtOnce: one works, the other is told so; one submission.
func TestTwoResumesAtOnce(t *testing.T) {
	url, env := elsewhere(t)
	for range 5 {
		dir, before := t.TempDir(), methods(t, url)
		seen := killedRun(t, dir, env, 18, 0, "run", "--env", "demo", "--json")
		id := seen[0].Case
		var wg sync.WaitGroup
		codes := make([]int, 2)
		for i := range codes {
			wg.Go(func() { codes[i] = exitCode(linkdesk(t, dir, env, "run", "--resume", id, "--json").Run()) })
		}
		wg.Wait()
		for _, code := range codes {
			if code != exitOK && code != exitRefused {
				t.Errorf("exit codes %v", codes)
			}
		}
		// Whoever lost may try again.
		if err := linkdesk(t, dir, env, "run", "--resume", id, "--json").Run(); err != nil {
			t.Errorf("the third resume: %v", err)
		}
		if made := methods(t, url) - before; made != 1 {
			t.Errorf("%d funds-transfer-methods", made)
		}
	}
}

// TestAnInterruptEndsInOrder: a run that waits for a customer ends on SIGINT with its result
// line and 130, and goes on later.
func TestAnInterruptEndsInOrder(t *testing.T) {
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		t.Run(sig.String(), func(t *testing.T) {
			dir := t.TempDir()
			cmd := linkdesk(t, dir, nil, "run", "--env", "demo", "--handoff", "browser", "--no-open", "--json")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			var lines bytes.Buffer
			for scan := bufio.NewScanner(out); scan.Scan(); {
				fmt.Fprintln(&lines, scan.Text())
				if strings.Contains(scan.Text(), `"kind":"handoff_opened"`) {
					if err := cmd.Process.Signal(sig); err != nil {
						t.Fatal(err)
					}
				}
			}
			err = cmd.Wait()
			all := decode(t, &lines)
			last := all[len(all)-1]
			if exitCode(err) != exitInterrupted || last.Kind != "result" || last.Status != "open" {
				t.Errorf("exit %d, %+v", exitCode(err), last)
			}
			if err := linkdesk(t, dir, nil, "run", "--resume", last.Case, "--json").Run(); err != nil {
				t.Errorf("resume: %v", err)
			}
		})
	}
}

// TestAnInterruptDuringTheLastCallWaitsForItsAnswer: the submission is on its way when the
// signal comes. Its answer is kept, the road is done, and the run says so.
func TestAnInterruptDuringTheLastCallWaitsForItsAnswer(t *testing.T) {
	s, err := sim.New(sim.Options{Seed: 7, Latency: 400 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s)
	defer server.Close()
	env := []string{"LINKDESK_PLAID_URL=" + server.URL, "LINKDESK_PRIMETRUST_URL=" + server.URL}
	cmd := linkdesk(t, t.TempDir(), env, "run", "--env", "demo", "--json")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var lines bytes.Buffer
	for scan := bufio.NewScanner(out); scan.Scan(); {
		fmt.Fprintln(&lines, scan.Text())
		if strings.Contains(scan.Text(), `"effect":"submission"`) {
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
	}
	err = cmd.Wait()
	all := decode(t, &lines)
	if last := all[len(all)-1]; exitCode(err) != exitOK || last.Kind != "result" || last.Status != "submitted" {
		t.Errorf("exit %d, %+v", exitCode(err), last)
	}
}
