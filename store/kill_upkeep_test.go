package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// copyIn is the name of a backup in the data directory itself.
const copyIn = "backup.copy"

// childUpkeep does one job and says each time how far it is.
func childUpkeep(ctx context.Context, job, dir string) error {
	o := Options{Dir: dir, Env: flow.Demo, Actor: "bob", OnProgress: func(what string, done, of uint64) { fmt.Println(what, done, of) }}
	if job == "restore" {
		_, err := Restore(ctx, o, RestoreOptions{File: filepath.Join(dir, copyIn), Force: true, By: "bob"})
		return err
	}
	s, err := Open(o)
	if err != nil {
		return err
	}
	switch job {
	case "backup":
		_, err = s.Backup(ctx, filepath.Join(dir, copyIn), true)
	case "compact":
		_, err = s.Compact(ctx)
	case "prune":
		_, err = s.Prune(ctx, contract.Start().Add(time.Hour), "bob")
	}
	return err
}

// TestKillUpkeep kills a process in the middle of its work on the whole history, behind every word
// about how far it is. What is there then is the old file or the new one, whole, and the next try does
// what the first could not.
func TestKillUpkeep(t *testing.T) {
	for _, job := range []string{"backup", "restore", "compact", "prune"} {
		t.Run(job, func(t *testing.T) {
			s := upkeep(t, 30)
			if job == "restore" {
				if _, err := s.Backup(t.Context(), filepath.Join(s.opt.Dir, copyIn), false); err != nil {
					t.Fatal(err)
				}
			}
			contract.Put(t, s, contract.Road(contract.ID(900), flow.Demo)[:3]...)
			old, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			outcomes := map[string]int{}
			for n, ended := 1, false; !ended; n += 1 + n/6 {
				if err := os.WriteFile(s.Path(), old, 0o600); err != nil {
					t.Fatal(err)
				}
				cmd, lines, _ := start(t, job, s)
				for range n {
					if !lines.Scan() {
						ended = true
						break
					}
				}
				<-time.After(rand.N(4 * time.Millisecond))
				_ = cmd.Process.Kill()
				for lines.Scan() {
				}
				_ = cmd.Wait()
				outcomes[afterKill(t, s, job)]++
				for _, name := range strings.Fields(names(t, s.opt.Dir)) {
					if strings.Contains(name, "aside") || job == "backup" && name == copyIn {
						_ = os.Remove(filepath.Join(s.opt.Dir, name))
					}
				}
			}
			t.Logf("%s: %v", job, outcomes)
			if len(outcomes) < 2 {
				t.Errorf("every kill came at the same stage: %v", outcomes)
			}
			again, lines, _ := start(t, job, s)
			for lines.Scan() {
			}
			if err := again.Wait(); err != nil {
				t.Fatal(err)
			}
			if left := names(t, s.opt.Dir); strings.Contains(left, ".new") {
				t.Errorf("there are %s", left)
			}
		})
	}
}

// afterKill proves what a kill left, and says what it was.
func afterKill(t *testing.T, s *Store, job string) string {
	t.Helper()
	r, err := s.Verify(t.Context())
	if err != nil || len(r.Faults) > 0 {
		t.Fatalf("the history is not whole: %+v, %v", r, err)
	}
	switch job {
	case "backup":
		if missing(filepath.Join(s.opt.Dir, copyIn)) {
			return "none"
		}
		if cases, _, err := s.at(filepath.Join(s.opt.Dir, copyIn)).proved(t.Context()); err != nil || cases != 31 {
			t.Errorf("a backup of %d cases, %v", cases, err)
		}
		return "whole"
	case "restore":
		c, err := s.Case(t.Context(), contract.ID(1))
		if err != nil {
			t.Error(err)
		}
		if _, err := s.Case(t.Context(), contract.ID(900)); (err != nil) != c.Restored() {
			t.Errorf("half of it was restored: %v", err)
		}
		return fmt.Sprint("restored ", c.Restored())
	case "compact":
		if r.Cases != 31 {
			t.Errorf("%d cases", r.Cases)
		}
		free, _, err := s.freePages()
		if err != nil {
			t.Error(err)
		}
		return fmt.Sprint("compacted ", free < 3)
	}
	if r.Cases != 31 && r.Cases != 21 {
		t.Errorf("%d cases", r.Cases)
	}
	return fmt.Sprintf("%d cases", r.Cases)
}
