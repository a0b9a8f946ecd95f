package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestNoRoomForACopy: a sparse file that claims more than the disk has is refused before a byte of
// a copy is written.
func TestNoRoomForACopy(t *testing.T) {
	s := newStore(t)
	if free, known := freeBytes(s.opt.Dir); !known || free > 1<<43 {
		t.Skip("how much room the disk has is not known here, or it is more than a sparse file can claim")
	}
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	if err := os.Truncate(s.Path(), 1<<43); err != nil {
		t.Skip("no sparse file of that size can be made here: ", err)
	}
	before := names(t, s.opt.Dir)
	if _, _, err := s.Rebuild(t.Context()); err == nil {
		t.Error("it was copied")
	} else {
		contains(t, err.Error(), "the disk is full")
	}
	if after := names(t, s.opt.Dir); after != before {
		t.Errorf("there are %s, and there were %s", after, before)
	}
}

// TestVerifyMeetsAnotherHistory: a sound history that is not the one of this directory is a finding,
// and nothing is made again in it.
func TestVerifyMeetsAnotherHistory(t *testing.T) {
	s, other := newStore(t), newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	contract.Put(t, other, contract.Road(contract.ID(2), flow.Demo)[0])
	b, err := os.ReadFile(other.Path())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(s.Path(), b, 0o600); err != nil {
		t.Fatal(err)
	}
	again, err := Open(Options{Dir: s.opt.Dir, Env: flow.Demo, Maintenance: true, Now: contract.Start})
	if err != nil {
		t.Fatal(err)
	}
	r, err := again.Verify(t.Context())
	if err != nil || len(r.Damaged()) != 1 {
		t.Fatalf("%+v, %v", r, err)
	}
	contains(t, r.Faults[0].What, "not the history that was here before")
	if _, _, err := again.Rebuild(t.Context()); err == nil {
		t.Error("it was made again")
	}
	if now, err := os.ReadFile(s.Path()); err != nil || string(now) != string(b) {
		t.Error("it was written to")
	}
	if err := os.Remove(filepath.Join(s.opt.Dir, "demo.db")); err != nil { // it is nobody's any more
		t.Fatal(err)
	}
}

// TestSystemTroubleIsNoDamage: a system that cannot open a file says nothing about what is in it.
func TestSystemTroubleIsNoDamage(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	var damaged *flow.DamagedError
	var setup *SetupError
	err := s.openFailed(&os.PathError{Op: "open", Path: s.Path(), Err: syscall.EMFILE})
	if errors.As(err, &damaged) || !errors.As(err, &setup) {
		t.Errorf("got %v", err)
	}
	if err := s.openFailed(berrors.ErrInvalid); !errors.As(err, &damaged) {
		t.Errorf("got %v", err)
	}
}

// TestABackupWithAnotherEnd: a backup whose end was cut or added to is not taken for a plain copy.
func TestABackupWithAnotherEnd(t *testing.T) {
	s := newStore(t)
	contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[0])
	file := filepath.Join(t.TempDir(), "b")
	if _, err := s.Backup(t.Context(), file, false); err != nil {
		t.Fatal(err)
	}
	fi, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	for _, by := range []int64{-1, 1, -int64(backupEnd) + 1, 100} {
		if err := os.Truncate(file, fi.Size()+by); err != nil {
			t.Fatal(err)
		}
		_, err := Restore(t.Context(), s.opt, RestoreOptions{File: file, Force: true, By: "alice"})
		damaged(t, err, "checksum does not agree")
	}
}

// TestCutOffBehindTheCommit: a history that loses its end right behind a commit has not kept what
// the commit wrote, whatever the commit said.
func TestCutOffBehindTheCommit(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[0])
	s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		return errors.Join(db.Update(fn), os.Truncate(s.Path(), 2*int64(os.Getpagesize())))
	}
	_, err := s.Append(t.Context(), road[1])
	damaged(t, err, "cut off")
}
