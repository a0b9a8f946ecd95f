package store

import (
	"errors"
	"fmt"
	"os"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// many fills a history with n cases that have each linked an account of their own, and every
// hundredth one more that they share. It writes them as Append does, five hundred to a
// transaction.
func many(t testing.TB, s *Store, n int) {
	t.Helper()
	contract.Put(t, s, contract.Road(contract.ID(0), flow.Demo)[0])
	err := s.with(false, func(db *bolt.DB, _ *os.File) error {
		for from := 1; from <= n; from += 500 {
			err := db.Update(func(tx *bolt.Tx) error {
				for i := from; i < from+500 && i <= n; i++ {
					if err := s.linkOne(tx, i); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (s *Store) linkOne(tx *bolt.Tx, n int) error {
	accounts := contract.Named(fmt.Sprintf("Checking %d", n), "1234")
	if n%100 == 0 {
		accounts = append(accounts, contract.Named("Shared", "0000")...)
	}
	all := flow.Append{Case: contract.ID(n), At: contract.Start(), Actor: "alice"}
	for _, a := range contract.Visit(contract.ID(n), platypus, accounts, accounts)[:10] {
		all.Events = append(all.Events, a.Events...)
	}
	w, err := s.prepare(all)
	if err != nil {
		return err
	}
	return s.put(tx, w)
}

// BenchmarkLinked asks for an account that ten cases and more have linked, in histories of
// 2,000 and of 20,000 cases, beside what bbolt alone needs to seek the same rows of the index
// and to get the same rows of the cases:
//
//	open/...   with the file held open
//	whole/...  with lock, open and close, as every call does
func BenchmarkLinked(b *testing.B) {
	for _, n := range []int{2_000, 20_000} {
		s := newStore(b)
		many(b, s, n)
		wanted, _ := newAccount(platypus, "shared", "0000")
		asked := contract.Named("shared", "0000")
		bare := func(tx *bolt.Tx) error {
			h := wanted.hash()
			w, cases := newWalk(tx.Bucket([]byte(bucketAccounts)), [][]byte{h[:]}, newestFirst, nil), tx.Bucket([]byte(bucketCases))
			for range mostLinked {
				st := &w.strands[0]
				if len(cases.Get(st.k[len(st.front):])) == 0 {
					return errors.New("a row is missing")
				}
				st.step(newestFirst)
			}
			return nil
		}
		ours := func(tx *bolt.Tx) error {
			got, err := s.loadLinked(b.Context(), tx, "", map[account]bool{wanted: true})
			if err == nil && len(got) != mostLinked {
				err = fmt.Errorf("%d rows", len(got))
			}
			return err
		}
		for name, fn := range map[string]func(*bolt.Tx) error{"bbolt": bare, "store": ours} {
			b.Run(fmt.Sprintf("%d/open/%s", n, name), func(b *testing.B) {
				inside(b, s, true, func(db *bolt.DB, _ uint32) error { return db.View(fn) })
			})
		}
		b.Run(fmt.Sprintf("%d/whole/bbolt", n), func(b *testing.B) {
			for b.Loop() {
				db, err := bolt.Open(s.Path(), 0o600, &bolt.Options{ReadOnly: true})
				if err != nil {
					b.Fatal(err)
				}
				if err := errors.Join(db.View(bare), db.Close()); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d/whole/store", n), func(b *testing.B) {
			for b.Loop() {
				if got, err := s.Linked(b.Context(), "", platypus, asked); err != nil || len(got) != mostLinked {
					b.Fatal(len(got), err)
				}
			}
		})
	}
}

// inside runs fn again and again with the history held open, and counts the runs for it.
func inside(b *testing.B, s *Store, readOnly bool, fn func(db *bolt.DB, n uint32) error) {
	err := s.with(readOnly, func(db *bolt.DB, _ *os.File) error {
		for n := uint32(0); b.Loop(); n++ {
			if err := fn(db, n); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
}
