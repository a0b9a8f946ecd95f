package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// busyCase gives a history with a case that can take Link's events for ever.
func busyCase(b *testing.B) (*Store, func(seq uint32) flow.Append) {
	s := newStore(b)
	road := contract.Road(contract.ID(1), flow.Demo)[:5]
	contract.Put(b, s, road...)
	return s, func(n uint32) flow.Append {
		return flow.Append{Case: contract.ID(1), Expect: 9 + n, At: contract.Start(), Actor: "alice", Events: []flow.Event{seen(n)}}
	}
}

// BenchmarkOneEvent sets what one durable event costs here, with its summary, its list row,
// its index and its chain, beside what bbolt alone needs to put the same bytes:
//
//	open/...   with the file held open, which only a batch may do
//	whole/...  with lock, open and close, as every Append does
func BenchmarkOneEvent(b *testing.B) {
	bare := func(b *testing.B) (path string, value []byte) {
		s, step := busyCase(b)
		w, err := s.prepare(step(0))
		if err != nil {
			b.Fatal(err)
		}
		path = filepath.Join(b.TempDir(), "bare.db")
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		err = db.Update(func(tx *bolt.Tx) error {
			_, err := tx.CreateBucket([]byte("b"))
			return err
		})
		if err := errors.Join(err, db.Close()); err != nil {
			b.Fatal(err)
		}
		return path, w.entries[0].link(chain{}, 1)
	}
	put := func(db *bolt.DB, n int, value []byte) error {
		return db.Update(func(tx *bolt.Tx) error {
			return tx.Bucket([]byte("b")).Put(sequenceKey(uint64(n)), value)
		})
	}
	b.Run("open/bbolt", func(b *testing.B) {
		path, value := bare(b)
		db, err := bolt.Open(path, 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		defer func() { _ = db.Close() }()
		for n := 0; b.Loop(); n++ {
			if err := put(db, n, value); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("open/store", func(b *testing.B) {
		s, step := busyCase(b)
		inside(b, s, false, func(db *bolt.DB, n uint32) error {
			w, err := s.prepare(step(n))
			if err != nil {
				return err
			}
			return db.Update(func(tx *bolt.Tx) error { return s.put(tx, w) })
		})
	})
	b.Run("open/linked", func(b *testing.B) { // the same, in a case that holds ten accounts
		s, accounts := newStore(b), []flow.LinkAccount(nil)
		for n := range 10 {
			accounts = append(accounts, contract.Named("Checking", fmt.Sprintf("%04d", n))...)
		}
		contract.Put(b, s, contract.Visit(contract.ID(1), platypus, accounts, accounts)[:10]...)
		inside(b, s, false, func(db *bolt.DB, n uint32) error {
			w, err := s.prepare(flow.Append{Case: contract.ID(1), Expect: 14 + n, At: contract.Start(), Actor: "alice", Events: []flow.Event{seen(n)}})
			if err != nil {
				return err
			}
			return db.Update(func(tx *bolt.Tx) error { return s.put(tx, w) })
		})
	})
	b.Run("whole/bbolt", func(b *testing.B) {
		path, value := bare(b)
		for n := 0; b.Loop(); n++ {
			db, err := bolt.Open(path, 0o600, nil)
			if err != nil {
				b.Fatal(err)
			}
			if err := put(db, n, value); err != nil {
				b.Fatal(err)
			}
			if err := db.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole/store", func(b *testing.B) {
		s, step := busyCase(b)
		for n := uint32(0); b.Loop(); n++ {
			if _, err := s.Append(b.Context(), step(n)); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkRead is what a screen asks for, with lock, open and close.
func BenchmarkRead(b *testing.B) {
	s := newStore(b)
	const cases = 500
	for n := range cases {
		contract.Put(b, s, contract.Road(contract.ID(n), flow.Demo)[0])
	}
	contract.Put(b, s, contract.Road(contract.ID(0), flow.Demo)[1:17]...)
	for name, read := range map[string]func() error{
		"list of 50": func() error {
			page, err := s.List(b.Context(), flow.Query{})
			if err == nil && len(page.Rows) != 50 {
				err = fmt.Errorf("%d rows", len(page.Rows))
			}
			return err
		},
		"case":    func() error { _, err := s.Case(b.Context(), contract.ID(0)); return err },
		"records": func() error { _, err := s.Records(b.Context(), contract.ID(0)); return err },
		"find":    func() error { _, err := s.Find(b.Context(), string(contract.ID(77))[20:]); return err },
		"secret":  func() error { _, err := s.Secret(b.Context(), contract.ID(0), flow.AccessToken); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := read(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
