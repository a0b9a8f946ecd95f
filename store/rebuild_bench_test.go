package store

import (
	"encoding/binary"
	"os"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/store/contract"
)

// mostRebuilt bounds the history that is made again and again: what counts is events per second.
const mostRebuilt = 2_000

// BenchmarkRebuild makes all lists and indexes again from the events; BenchmarkUpgrade brings a
// history of schema 2 up to this one, with the copy that is made first.
func BenchmarkRebuild(b *testing.B) {
	remake(b, nil, func(s *Store) error { return s.rebuild(nil) })
}

func BenchmarkUpgrade(b *testing.B) {
	remake(b, downgrade, (*Store).upgrade)
}

// remake measures fn on a history that before has changed, when it is not nil.
func remake(b *testing.B, before func(*bolt.Tx) error, fn func(*Store) error) {
	b.Run("store", func(b *testing.B) {
		s, events := newStore(b), uint64(0)
		bulk(b, s, min(casesAsked(b), mostRebuilt))
		if err := s.read(func(tx *bolt.Tx) error {
			events = tx.Bucket([]byte(bucketEvents)).Sequence()
			return nil
		}); err != nil {
			b.Fatal(err)
		}
		var used time.Duration
		for b.Loop() {
			b.StopTimer()
			if before != nil {
				if err := s.with(false, func(db *bolt.DB, _ *os.File) error { return db.Update(before) }); err != nil {
					b.Fatal(err)
				}
			}
			used -= cpuTime()
			b.StartTimer()
			if err := fn(s); err != nil {
				b.Fatal(err)
			}
			used += cpuTime()
		}
		b.ReportMetric(float64(used.Nanoseconds())/float64(b.N)/float64(events), "cpu-ns/event")
		b.ReportMetric(float64(events)*float64(b.N)/b.Elapsed().Seconds(), "events/s")
		if err := s.view(b.Context(), func(tx *bolt.Tx) error { return s.checkMeta(tx) }); err != nil {
			b.Fatal(err)
		}
	})
}

// downgrade takes out what schema 3 has brought.
func downgrade(tx *bolt.Tx) error {
	for _, name := range derived(schema)[len(derived(schema-1)):] {
		if err := tx.DeleteBucket([]byte(name)); err != nil {
			return err
		}
	}
	return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaSchema), binary.BigEndian.AppendUint32(nil, schema-1))
}

// BenchmarkCase reads one whole case of the road and proves it: what a rebuild does for each.
func BenchmarkCase(b *testing.B) {
	s := newStore(b)
	contract.Put(b, s, contract.Road(contract.ID(1), "demo")[:17]...)
	key, _ := parseCase(contract.ID(1))
	b.Run("store", func(b *testing.B) {
		once(b, s, func(tx *bolt.Tx) error { _, _, _, err := s.readChain(tx, key); return err })
	})
}
