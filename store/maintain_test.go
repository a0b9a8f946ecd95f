//go:build unix

package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestRebuild breaks everything that is derived, part by part. The parts are made again, behind a
// copy of the file that takes no name from another.
func TestRebuild(t *testing.T) {
	key, _ := parseCase(contract.ID(1))
	spoils := map[string]func(tx *bolt.Tx) error{
		"a wrong summary": func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketCases)).Put(key[:], []byte("x")) },
		"a wrong order": func(tx *bolt.Tx) error {
			return tx.Bucket([]byte(bucketOfCase)).Put(append(bytes.Clone(key[:]), sequenceKey(99)...), []byte{1})
		},
	}
	for _, name := range derived(schema) {
		spoils["no "+name] = func(tx *bolt.Tx) error { return tx.DeleteBucket([]byte(name)) }
		spoils["empty "+name] = func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte("x"))
			return errors.Join(tx.DeleteBucket([]byte(name)), tx.DeleteBucket([]byte("x")), err, func() error {
				_, err := tx.CreateBucket([]byte(name))
				return err
			}())
		}
	}
	s := twoCases(t)
	contract.Put(t, s, contract.Road(contract.ID(3), flow.Demo)...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	for name, spoil := range spoils {
		t.Run(name, func(t *testing.T) {
			if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
				t.Fatal(err)
			}
			change(t, s, spoil)
			before, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			o := s.opt
			o.Maintenance = true
			m, err := Open(o)
			if err != nil {
				t.Fatal(err)
			}
			if r := verified(t, m); len(r.Faults) == 0 || len(r.Damaged()) > 0 || r.Cases != 3 {
				t.Fatalf("before: %+v", r)
			}
			taken := m.file(".db.before-rebuild-20261122T100203Z.bak")
			if err := os.WriteFile(taken, []byte("mine"), 0o600); err != nil {
				t.Fatal(err)
			}
			copied, r, err := m.Rebuild(t.Context())
			if err != nil || len(r.Faults) > 0 || r.Cases != 3 || filepath.Base(copied) != "demo.db.before-rebuild-20261122T100203Z-2.bak" {
				t.Fatalf("%s, %+v, %v", copied, r, err)
			}
			backupIs(t, o, filepath.Base(copied), before)
			if b, err := os.ReadFile(taken); err != nil || string(b) != "mine" {
				t.Errorf("the older copy is %q, %v", b, err)
			}
			if err := errors.Join(os.Remove(copied), os.Remove(taken)); err != nil {
				t.Error(err)
			}
			contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[10:]...)
		})
	}
}

// TestRebuildRefuses: where an event is damaged nothing is changed and no copy is made.
func TestRebuildRefuses(t *testing.T) {
	s := twoCases(t)
	key, _ := parseCase(contract.ID(1))
	change(t, s, func(tx *bolt.Tx) error {
		return errors.Join(tx.Bucket([]byte(bucketEvents)).Delete(entryKeys(tx, key)[3]), tx.DeleteBucket([]byte(bucketTails)))
	})
	s.opt.Maintenance = true
	before := tree(t, s.opt.Dir)
	_, r, err := s.Rebuild(t.Context())
	damaged(t, err, "record 4", "--salvage FILE --env demo")
	if !r.names(contract.ID(1), 4) || tree(t, s.opt.Dir) != before {
		t.Errorf("%+v", r)
	}
	s.opt.ReadOnly = true
	if _, _, err := s.Rebuild(t.Context()); err == nil || !strings.Contains(err.Error(), "reading only") {
		t.Errorf("for reading only: %v", err)
	}
}

// TestMaintenanceOpens what nothing else opens, and finds it.
func TestMaintenanceOpens(t *testing.T) {
	for name, spoil := range map[string]func(s *Store) error{
		"cut off": func(s *Store) error { return os.Truncate(s.Path(), 4*int64(os.Getpagesize())) },
		"empty":   func(s *Store) error { return os.Truncate(s.Path(), 0) },
		"missing": func(s *Store) error { return os.Remove(s.Path()) },
		"text": func(s *Store) error {
			return os.WriteFile(s.Path(), []byte(strings.Repeat("Dear diary, ", 999)), 0o600)
		},
		"a readable": func(s *Store) error { return os.Chmod(s.Path(), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			s := twoCases(t)
			if err := spoil(s); err != nil {
				t.Fatal(err)
			}
			o := s.opt
			o.Maintenance = true
			m, err := Open(o)
			if err != nil {
				t.Fatal(err)
			}
			if r := verified(t, m); len(r.Faults) == 0 || len(r.Damaged()) == 0 {
				t.Errorf("%+v", r)
			}
		})
	}
}

// TestVerifyEnds: what its context ends is ended, and so is a child's.
func TestVerifyEnds(t *testing.T) {
	s := twoCases(t)
	ctx, cancel := context.WithCancel(t.Context())
	s.opt.Child = func(ctx context.Context, _ string) error { cancel(); return ctx.Err() }
	if _, err := s.Verify(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("in the child: %v", err)
	}
	s.opt.Child = func(context.Context, string) error { return errDisk }
	if _, err := s.Verify(t.Context()); !errors.Is(err, errDisk) {
		t.Errorf("a child that could not look: %v", err)
	}
	s.opt.Child = pagesAreFine
	if _, err := s.Verify(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("afterwards: %v", err)
	}
	unlock, err := s.lock(nil, waitLimited, quiet)
	if err != nil {
		t.Fatal("the lock was kept:", err)
	}
	unlock()
}
