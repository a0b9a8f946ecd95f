package store

import (
	"bytes"
	"os"
	"runtime"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// bulkSeed is the seed of all generated histories.
const bulkSeed = 1

// told is a generated case on its way into a file.
type told struct {
	key     caseKey
	records []flow.Record
	c       flow.Case
	entries []entry
	err     error
}

func tellCase(n int) (t told) {
	s, err := gen.Make(bulkSeed, n)
	if err != nil {
		return told{err: err}
	}
	t.records, t.c = s.Records, s.Case
	t.key, _ = parseCase(s.Case.ID)
	for _, r := range s.Records {
		number, payload, err := flow.EncodeEvent(r.Event)
		if err != nil {
			return told{err: err}
		}
		t.entries = append(t.entries, entry{caseKey: t.key, seq: r.Seq, micros: r.Time.UnixMicro(), number: number, actor: r.Actor, payload: payload})
	}
	return t
}

// tellCases tells the cases from..to on all processors.
func tellCases(from, to int) []told {
	out := make([]told, to-from)
	done := make(chan bool)
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		go func() {
			for i := w; i < len(out); i += workers {
				out[i] = tellCase(from + i)
			}
			done <- true
		}()
	}
	for range workers {
		<-done
	}
	return out
}

// indexed are the rows of the indexes, by bucket, until they are put in the order of their keys. A
// million cases have twenty million of them, which one by one in random order would take hours.
type indexed map[string]*shelf

// shelf holds rows in one piece of memory.
type shelf struct {
	bytes []byte
	rows  []shelved
}

type shelved struct {
	at         uint64
	key, value uint16
}

func (x indexed) add(r row) {
	s := x[r.bucket]
	if s == nil {
		s = &shelf{}
		x[r.bucket] = s
	}
	s.rows = append(s.rows, shelved{uint64(len(s.bytes)), uint16(len(r.key)), uint16(len(r.value))})
	s.bytes = append(append(s.bytes, r.key...), r.value...)
}

func (s *shelf) key(p shelved) []byte   { return s.bytes[p.at : p.at+uint64(p.key)] }
func (s *shelf) value(p shelved) []byte { return s.bytes[p.at+uint64(p.key):][:p.value] }

// bulk fills a new history with n generated cases: the same rows as Append writes, by the same
// functions, in large transactions that are synced once at the end. TestBulk proves it.
func bulk(t testing.TB, s *Store, n int) {
	t.Helper()
	if err := s.makeDir(); err != nil {
		t.Fatal(err)
	}
	if err := s.create(); err != nil {
		t.Fatal(err)
	}
	err := s.with(false, func(db *bolt.DB, _ *os.File) error {
		db.NoSync, db.NoGrowSync, db.AllocSize = true, true, 64<<20
		index := indexed{}
		for from := 0; from < n; from += 2000 {
			cases := tellCases(from, min(from+2000, n))
			if err := db.Update(func(tx *bolt.Tx) error { return putTold(tx, cases, index) }); err != nil {
				return err
			}
		}
		for name, s := range index {
			if err := s.put(db, name); err != nil {
				return err
			}
		}
		return db.Sync()
	})
	if err != nil {
		t.Fatal(err)
	}
}

// put puts the rows of a bucket in order, many to a transaction.
func (s *shelf) put(db *bolt.DB, bucket string) error {
	slices.SortStableFunc(s.rows, func(a, b shelved) int { return bytes.Compare(s.key(a), s.key(b)) })
	s.rows = slices.CompactFunc(s.rows, func(a, b shelved) bool { return bytes.Equal(s.key(a), s.key(b)) }) // the first stays
	for rows := range slices.Chunk(s.rows, 100_000) {
		err := db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			b.FillPercent = 0.7 // as full as pages are that were filled in random order
			for _, p := range rows {
				if err := b.Put(s.key(p), s.value(p)); err != nil {
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
}
