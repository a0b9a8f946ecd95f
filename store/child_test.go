package store

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// childEnv turns the test binary into the other console of a test.
const childEnv = "LINKDESK_STORE_TEST_CHILD"

func TestMain(m *testing.M) {
	if job := os.Getenv(childEnv); job != "" {
		// A process of its own has no test whose context it could use.
		if err := child(context.Background(), job, os.Args[len(os.Args)-1]); err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// start runs a child on the directory of s and returns its lines and its standard input.
func start(t *testing.T, job string, s *Store) (*exec.Cmd, *bufio.Scanner, io.WriteCloser) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe, s.opt.Dir)
	cmd.Env = append(os.Environ(), childEnv+"="+job)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewScanner(out), in
}

func child(ctx context.Context, job, dir string) error {
	switch job {
	case "check":
		return CheckFile(ctx, dir)
	case "flip":
		return childFlip(ctx, dir)
	case "backup", "restore", "compact", "prune":
		return childUpkeep(ctx, job, dir)
	case "upgrade":
		fmt.Println("opening")
	case "upgrade without room":
		if err := limitFiles(16 << 10); err != nil {
			return err
		}
	}
	s, err := Open(Options{Dir: dir, Env: flow.Demo, Actor: "bob"})
	if err != nil {
		return err
	}
	if step, is := strings.CutPrefix(job, "rekey "); is {
		return childRekey(ctx, s, step)
	}
	switch job {
	case "upgrade":
		fmt.Println("open")
		return nil
	case "hold":
		// Holds the lock until its input ends.
		unlock, err := s.lock(nil, waitLimited, quiet)
		if err != nil {
			return err
		}
		defer unlock()
		fmt.Println("held")
		_, err = io.Copy(io.Discard, os.Stdin)
		return err
	case "append":
		return childAppend(ctx, s)
	case "power":
		return childPower(ctx, s)
	case "concurrent":
		return childConcurrent(ctx, s)
	case "full":
		s.growStep = 16 << 10
		fi, err := os.Stat(s.Path())
		if err != nil {
			return err
		}
		if err := limitFiles(uint64(fi.Size()) + 200<<10); err != nil {
			return err
		}
		return childAppend(ctx, s)
	}
	return fmt.Errorf("no such job: %s", job)
}

// childRekey changes the key and kills itself at a step.
func childRekey(ctx context.Context, s *Store, step string) error {
	s.step = func(at string) {
		if p, err := os.FindProcess(os.Getpid()); err == nil && at == step {
			_ = p.Kill()
			select {} // the signal is on its way
		}
	}
	_, err := s.Rekey(ctx, s.KeyFilePlace(""), true)
	return err
}

// childAppend writes two events and a secret at a time, for ever, and says each time how far
// it came. A line that its parent has read is an acknowledgement.
func childAppend(ctx context.Context, s *Store) error {
	c, err := s.Case(ctx, contract.ID(1))
	if err != nil {
		return err
	}
	for seq := c.Seq; ; seq += 2 {
		_, err := s.Append(ctx, flow.Append{Case: contract.ID(1), Expect: seq, At: contract.Start(), Actor: "bob",
			Events: []flow.Event{seen(seq + 1), seen(seq + 2)},
			Seal:   []flow.SealedSecret{{Kind: flow.LinkToken, Secret: contract.Token(flow.LinkToken, int(seq+2))}}})
		if err != nil {
			return err
		}
		fmt.Println(seq + 2)
	}
}

// childPower takes a new case along its road and says each time how far it came, in one
// system call that a trace shows between those on the history.
func childPower(ctx context.Context, s *Store) error {
	for _, a := range contract.Road(contract.ID(powerCase), flow.Demo) {
		if _, err := s.Append(ctx, a); err != nil {
			return err
		}
		if _, err := fmt.Fprintln(os.Stdout, int(a.Expect)+len(a.Events)); err != nil {
			return err
		}
	}
	return nil
}

// powerCase is newer than the cases of testdata/schema1.db.gz.
const powerCase = 4

// seen is an event that can follow itself for ever and that knows its place.
func seen(seq uint32) flow.Event {
	return flow.LinkEventSeen{Event: flow.LinkEvent{Name: "TRANSITION_VIEW", View: fmt.Sprint("PANE_", seq)}}
}
