package store

import (
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// BenchmarkAtOnce is what becomes durable in a second when one case and when 64 cases are worked
// at, each in a goroutine of its own that waits for its event as the engine does.
//
//	bbolt   one Put of the same bytes in a transaction of its own, with the file held open
//	store   the whole Append, with lock, open and close
func BenchmarkAtOnce(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("%d/bbolt", writers), func(b *testing.B) {
			db, err := bolt.Open(filepath.Join(b.TempDir(), "bare.db"), 0o600, nil)
			if err != nil {
				b.Fatal(err)
			}
			defer func() { _ = db.Close() }()
			value := make([]byte, 300)
			atOnce(b, writers, func(w int, n uint32) error {
				return db.Update(func(tx *bolt.Tx) error {
					bucket, err := tx.CreateBucketIfNotExists([]byte("b"))
					if err != nil {
						return err
					}
					return bucket.Put(sequenceKey(uint64(n)<<8|uint64(w)), value)
				})
			})
		})
		b.Run(fmt.Sprintf("%d/store", writers), func(b *testing.B) {
			s := newStore(b)
			for w := range writers {
				contract.Put(b, s, contract.Road(contract.ID(w), flow.Demo)[:5]...)
			}
			atOnce(b, writers, func(w int, n uint32) error {
				_, err := s.Append(b.Context(), flow.Append{Case: contract.ID(w), Expect: 9 + n, At: contract.Start(), Actor: "alice",
					Events: []flow.Event{seen(n)}, Patient: true})
				return err
			})
		})
	}
}

// atOnce runs b.N calls of fn on so many goroutines and reports how many there were in a second.
// Each goroutine counts its own calls for fn.
func atOnce(b *testing.B, writers int, fn func(w int, n uint32) error) {
	var left atomic.Int64
	left.Store(int64(b.N))
	var wg sync.WaitGroup
	errs := make([]error, writers)
	b.ResetTimer()
	for w := range writers {
		wg.Go(func() {
			for n := uint32(0); left.Add(-1) >= 0 && errs[w] == nil; n++ {
				errs[w] = fn(w, n)
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	if err := errors.Join(errs...); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "appends/s")
}
