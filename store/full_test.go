//go:build unix

package store

import (
	"errors"
	"strings"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestDiskFull lets a child run into the end of its disk, which a limit on the size of files
// plays. What it had acknowledged is there, its last append is not, and the case goes on when
// there is room again.
func TestDiskFull(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:4]...)
	cmd, lines, _ := start(t, "full", s)
	last := ""
	acked := 0
	for lines.Scan() {
		if last = lines.Text(); !strings.HasPrefix(last, "writing") {
			acked++
		}
	}
	if err := cmd.Wait(); err == nil || acked == 0 {
		t.Fatalf("the child ended with %v after %d appends", err, acked)
	}
	contains(t, last, "writing the history", "nothing of it was kept")
	records, err := s.Records(t.Context(), contract.ID(1))
	if err != nil || len(records) != 8+2*acked {
		t.Errorf("%d records after %d appends, %v", len(records), acked, err)
	}
	contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)...)
}

// TestFileHeldByAnotherProgram: a tool that opens the file itself knows nothing of our lock.
func TestFileHeldByAnotherProgram(t *testing.T) {
	s := newStore(t, func(o *Options) { o.Wait = 60 * time.Millisecond })
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[0])
	db, err := bolt.Open(s.Path(), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	var busy *flow.BusyError
	if _, err := s.Case(t.Context(), contract.ID(1)); !errors.As(err, &busy) {
		t.Errorf("got %v", err)
	}
	if _, err := s.Append(t.Context(), road[1]); !errors.As(err, &busy) {
		t.Errorf("got %v", err)
	}
	timer := time.AfterFunc(150*time.Millisecond, func() { _ = db.Close() })
	defer timer.Stop()
	road[1].Patient = true
	contract.Put(t, s, road[1])
}
