package store

import (
	"errors"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestNewHistoryLeavesABusyOne: a history that cannot be looked at because another program has it
// is not damaged, and is not moved aside.
func TestNewHistoryLeavesABusyOne(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	n := newStore(t, in(s), func(o *Options) { o.NewHistory, o.Wait = true, 50*time.Millisecond })
	n.startOver = true // it was damaged when this console started, and was put right since
	db, err := bolt.Open(s.Path(), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	files := names(t, s.opt.Dir)
	_, err = n.Append(t.Context(), contract.Road(contract.ID(2), flow.Demo)[0])
	if busy := (*flow.BusyError)(nil); !errors.As(err, &busy) || names(t, s.opt.Dir) != files {
		t.Errorf("got %v; there are %s", err, names(t, s.opt.Dir))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	contract.Put(t, n, contract.Road(contract.ID(2), flow.Demo)[0])
	if _, err := n.Case(t.Context(), contract.ID(1)); err != nil {
		t.Error(err)
	}
}
