package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func TestAnotherProcessHoldsTheLock(t *testing.T) {
	s := newStore(t, func(o *Options) { o.Wait = 40 * time.Millisecond })
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[0])
	cmd, lines, in := start(t, "hold", s)
	if !lines.Scan() || lines.Text() != "held" {
		t.Fatalf("the child said %q", lines.Text())
	}
	who := fmt.Sprintf("bob, pid %d, since ", cmd.Process.Pid)
	_, appendErr := s.Append(t.Context(), road[1])
	_, caseErr := s.Case(t.Context(), contract.ID(1))
	_, openErr := Open(s.opt)
	for name, err := range map[string]error{"Append": appendErr, "Case": caseErr, "Open": openErr, "Probe": s.Probe(t.Context())} {
		var busy *flow.BusyError
		if !errors.As(err, &busy) || !strings.HasPrefix(busy.Holder, who) || busy.Waited < s.opt.Wait {
			t.Errorf("%s: %v; want it busy, held by %q", name, err, who)
		}
	}

	// A patient append says who it waits for, and gets in when the other process is gone.
	var told []string
	s.opt.OnBusy = func(holder string) {
		if told = append(told, holder); holder != "" {
			_ = in.Close()
		}
	}
	road[1].Patient = true
	contract.Put(t, s, road[1])
	if len(told) != 2 || !strings.HasPrefix(told[0], who) || told[1] != "" {
		t.Errorf("OnBusy was told %q", told)
	}
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
}

// The waits are long and cost nothing: the lock is tried with timers, which a bubble fakes.
func TestWaitInABubble(t *testing.T) {
	road := contract.Road(contract.ID(1), flow.Demo)
	open := func(t *testing.T) (*Store, func()) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		unlock, err := s.lock(nil, waitLimited, quiet)
		if err != nil {
			t.Fatal(err)
		}
		return s, unlock
	}
	bubble := func(name string, test func(*testing.T)) {
		t.Run(name, func(t *testing.T) { synctest.Test(t, test) })
	}
	bubble("long work that says how far it is is waited for", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		var told []string
		other := newStore(t, in(s), func(o *Options) { o.OnBusy = func(who string) { told = append(told, who) } })
		unlock, err := s.lock(nil, waitLimited, quiet)
		if err != nil {
			t.Fatal(err)
		}
		go func() {
			for n := range uint64(5) {
				s.tellProgress("backing up", n, 5)
				time.Sleep(2 * time.Second)
			}
			unlock()
		}()
		if _, err := other.List(t.Context(), flow.Query{}); err != nil {
			t.Error(err)
		}
		if len(told) < 4 || !strings.Contains(told[0], "backing up, ") || told[len(told)-1] != "" || told[0] == told[2] {
			t.Errorf("OnBusy was told %q", told)
		}
	})
	bubble("and left when the caller goes", func(t *testing.T) {
		s, unlock := open(t)
		defer unlock()
		s.tellProgress("backing up", 1, 5)
		ctx, cancel := context.WithTimeout(t.Context(), 7*time.Second)
		defer cancel()
		_, err := s.List(ctx, flow.Query{})
		var busy *flow.BusyError
		if !errors.As(err, &busy) || busy.Waited < 7*time.Second || !strings.Contains(busy.Holder, "backing up, 20 %") {
			t.Errorf("got %v", err)
		}
	})
	bubble("a command gives up after two seconds", func(t *testing.T) {
		s, unlock := open(t)
		defer unlock()
		_, err := s.Append(t.Context(), road[1])
		var busy *flow.BusyError
		if !errors.As(err, &busy) || busy.Waited < 2*time.Second || busy.Waited > 2030*time.Millisecond {
			t.Errorf("got %v", err)
		}
	})
	bubble("a patient append waits for ten minutes", func(t *testing.T) {
		s, unlock := open(t)
		time.AfterFunc(10*time.Minute, unlock)
		began := time.Now()
		a := road[1]
		a.Patient = true
		contract.Put(t, s, a)
		if took := time.Since(began); took < 10*time.Minute || took > 10*time.Minute+30*time.Millisecond {
			t.Errorf("it took %s", took)
		}
	})
	bubble("a patient append ends with its context", func(t *testing.T) {
		s, unlock := open(t)
		defer unlock()
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		a := road[1]
		a.Patient = true
		_, err := s.Append(ctx, a)
		var busy *flow.BusyError
		if !errors.As(err, &busy) || busy.Waited != time.Minute {
			t.Errorf("got %v", err)
		}
	})
	bubble("a short wait is nobody's business", func(t *testing.T) {
		s, unlock := open(t)
		s.opt.OnBusy = func(holder string) { t.Errorf("told of %q", holder) }
		time.AfterFunc(quietWait-10*time.Millisecond, unlock)
		contract.Put(t, s, road[1])
	})
}

// A lock file that is removed while somebody waits on it must not let two in.
func TestLockFileRemovedWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
		first, err := s.lock(nil, waitLimited, quiet)
		if err != nil {
			t.Fatal(err)
		}
		got := make(chan func())
		go func() {
			unlock, err := s.lock(nil, waitLimited, quiet)
			if err != nil {
				t.Error(err)
			}
			got <- unlock
		}()
		time.Sleep(100 * time.Millisecond)
		if err := os.Remove(s.file(".lock")); err != nil {
			t.Fatal(err)
		}
		third, err := s.lock(nil, waitLimited, quiet)
		if err != nil {
			t.Fatal(err)
		}
		first()
		time.Sleep(100 * time.Millisecond)
		select {
		case <-got:
			t.Error("two have the lock")
		default:
		}
		third()
		(<-got)()
	})
}

func TestHolderLine(t *testing.T) {
	host, _ := os.Hostname()
	for name, c := range map[string]struct{ line, want string }{
		"ours":           {"alice\t412\t" + host + "\t2026-11-22T10:02:03Z   \n", "alice, pid 412, since " + contract.Start().Local().Format("15:04:05")},
		"another host":   {"alice\t412\tdesk-7.example\tyesterday", "alice, pid 412 on desk-7.example"},
		"escape codes":   {"\x1b[31mal\x07ice\t412\t" + host + "\tnever", "\uFFFD[31mal\uFFFDice, pid 412"},
		"nothing":        {"", ""},
		"something else": {"hello\nworld", ""},
	} {
		if got := readSign(c.line); got != c.want {
			t.Errorf("%s: %q; want %q", name, got, c.want)
		}
	}
}

// A name with tabs and no end is still one line of one length.
func TestSignOfAStrangeActor(t *testing.T) {
	s := newStore(t, func(o *Options) { o.Actor = strings.Repeat("Zoë\t", 100) })
	unlock, err := s.lock(nil, waitLimited, quiet)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	b, err := os.ReadFile(s.file(".lock"))
	if err != nil || strings.Count(string(b), "\n") != 1 {
		t.Errorf("%q, %v", b, err)
	}
	contains(t, readSign(string(b)), "Zoë Zoë", fmt.Sprintf(", pid %d, since ", os.Getpid()))
}
