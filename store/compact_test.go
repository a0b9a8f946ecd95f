package store

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func TestACompactedHistoryIsTheSame(t *testing.T) {
	s := upkeep(t, 30)
	if r, err := s.Prune(t.Context(), contract.Start().Add(time.Hour), "alice"); err != nil || r.Cases != 10 {
		t.Fatalf("%+v, %v", r, err)
	}
	_ = os.Remove(s.beforeCompact())
	old, was := rowsOf(t, s.Path()), sequencesOf(t, s)
	text, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	r, err := s.Compact(t.Context())
	if err != nil || r.After == 0 || r.After > r.Before {
		t.Fatalf("%+v, %v", r, err)
	}
	if rowsOf(t, s.Path()) != old || sequencesOf(t, s) != was {
		t.Error("rows or sequences are others")
	}
	if kept, err := os.ReadFile(s.beforeCompact()); err != nil || string(kept) != string(text) {
		t.Errorf("the old file was not kept as it was: %v", err)
	}
	if free, pages, err := s.freePages(); err != nil || free*10 > pages {
		t.Errorf("%d of %d pages are free, %v", free, pages, err)
	}
	// A start for reading only touches nothing; the next good one ends the wait.
	reopen(t, s, func(o *Options) { o.ReadOnly = true })
	if missing(s.beforeCompact()) {
		t.Error("a look removed the old file")
	}
	reopen(t, s)
	if n := names(t, s.opt.Dir); n != "demo.db demo.id demo.key demo.lock" {
		t.Errorf("there are %s", n)
	}
	contract.Put(t, s, contract.Road(contract.ID(500), flow.Demo)...)
	if r, err := s.Verify(t.Context()); err != nil || len(r.Faults) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

func sequencesOf(t *testing.T, s *Store) (n uint64) {
	t.Helper()
	err := s.view(t.Context(), func(tx *bolt.Tx) error {
		n = tx.Bucket([]byte(bucketEvents)).Sequence()
		return nil
	})
	if err != nil || n == 0 {
		t.Fatalf("sequence %d, %v", n, err)
	}
	return n
}

// TestUpkeepDuringAFlow is fault F50: another process appends without end while the history is
// backed up, pruned and compacted. It waits for the lock, meets the new file by its name, and
// nothing that it was told is kept is lost.
func TestUpkeepDuringAFlow(t *testing.T) {
	s := upkeep(t, 30)
	c, err := s.Case(t.Context(), contract.ID(1))
	if err != nil {
		t.Fatal(err)
	}
	cmd, lines, _ := start(t, "append", s)
	acked := int(c.Seq)
	read := func(n int) {
		t.Helper()
		for ; n > 0; n-- {
			if !lines.Scan() {
				t.Fatal("the other console ended")
			}
			if acked, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatalf("the other console said %q", lines.Text())
			}
		}
	}
	dir := t.TempDir()
	read(5)
	for i := range 3 {
		file := filepath.Join(dir, strconv.Itoa(i))
		if r, err := s.Backup(t.Context(), file, false); err != nil || r.Events < acked {
			t.Errorf("%+v, %v", r, err)
		}
		read(3)
		if _, err := s.Prune(t.Context(), contract.Start().Add(time.Duration(i+1)*10*time.Minute), "alice"); err != nil {
			t.Error(err)
		}
		read(3)
		if _, err := s.Compact(t.Context()); err != nil {
			t.Error(err)
		}
		read(3)
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		acked, _ = strconv.Atoi(lines.Text())
	}
	_ = cmd.Wait()
	records, err := s.Records(t.Context(), contract.ID(1))
	if err != nil || len(records) < acked {
		t.Errorf("%d records, and %d were acknowledged: %v", len(records), acked, err)
	}
	if r, err := s.Verify(t.Context()); err != nil || len(r.Faults) > 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestAWaiterHearsHowFarItIs: whoever waits for the lock is told what takes so long.
func TestAWaiterHearsHowFarItIs(t *testing.T) {
	s := upkeep(t, 3)
	var busy []string
	other := newStore(t, in(s), func(o *Options) { o.Wait, o.Actor = 300*time.Millisecond, "bob" })
	o := s.opt
	o.OnProgress = func(string, uint64, uint64) {
		if len(busy) == 0 {
			// It would wait until the backup has ended, and the backup waits for it.
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			if _, err := other.Case(ctx, contract.ID(1)); err != nil {
				busy = append(busy, err.Error())
			}
		}
	}
	again, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := again.Backup(t.Context(), filepath.Join(t.TempDir(), "b"), false); err != nil {
		t.Fatal(err)
	}
	if len(busy) != 1 || !strings.Contains(busy[0], "alice") || !strings.Contains(busy[0], "backing up, 0 %") {
		t.Errorf("it heard %q", busy)
	}
}
