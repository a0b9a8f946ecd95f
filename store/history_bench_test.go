package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
	"linkdesk/store/gen"
)

// casesAsked is how many cases the benchmarks work on: CASES, as in make bench CASES=1000000.
func casesAsked(b *testing.B) int {
	text := os.Getenv("CASES")
	if text == "" {
		return 20_000
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < 1000 {
		b.Fatalf("CASES=%s is no number of at least 1000", text)
	}
	return n
}

// BenchmarkHistory is everything that is measured on one large history, which is made once. With
// LINKDESK_BENCH_DIR it is made there and left there, for the benchmark of the first frame.
//
//	bbolt   what bbolt alone needs for the same rows, with the file held open
//	store   the same asked of the store, inside one view, so after opening
//	whole   the whole call with lock, open and close
func BenchmarkHistory(b *testing.B) {
	n := casesAsked(b)
	s := sharedHistory(b, n)
	b.Run("page", func(b *testing.B) { benchPages(b, s, n) })
	b.Run("lookup", func(b *testing.B) { benchLookups(b, s, n) })
	b.Run("text", func(b *testing.B) { benchText(b, s, n) })
	b.Run("sift", func(b *testing.B) { benchSift(b, s) })
	b.Run("heap", func(b *testing.B) { benchHeap(b, s, n) })
}

// sharedHistory makes the history, or takes the one that an earlier run left.
func sharedHistory(b *testing.B, n int) *Store {
	dir := os.Getenv("LINKDESK_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	} else {
		dir = filepath.Join(dir, fmt.Sprint(n))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	s, err := Open(Options{Dir: dir, Env: flow.Demo, Actor: "alice", Now: contract.Start})
	if err != nil {
		b.Fatal(err)
	}
	if _, err := s.Case(b.Context(), gen.ID(bulkSeed, n-1)); err == nil {
		return s
	}
	b.Run("make/store", func(b *testing.B) {
		if !s.isNew() {
			return // b.N is tried with more than 1
		}
		start := time.Now()
		bulk(b, s, n)
		took := time.Since(start)
		fi, err := os.Stat(s.Path())
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/took.Seconds(), "cases/s")
		b.ReportMetric(float64(fi.Size())/(1<<20), "file-MiB")
		b.ReportMetric(0, "ns/op")
	})
	return s
}

// once runs fn in one view again and again.
func once(b *testing.B, s *Store, fn func(tx *bolt.Tx) error) {
	opened(b, s, func(db *bolt.DB) error { return db.View(fn) })
}

// opened runs fn with the file held open and reports the time of the processors too.
func opened(b *testing.B, s *Store, fn func(db *bolt.DB) error) {
	var used time.Duration
	inside(b, s, true, func(db *bolt.DB, n uint32) error {
		if n == 0 {
			used = cpuTime()
		}
		return fn(db)
	})
	b.ReportMetric(float64((cpuTime()-used).Nanoseconds())/float64(b.N), "cpu-ns/op")
}

// benchHeap pages through the history in both directions, looks ids up and searches it, and
// reports the most that the Go heap ever was.
func benchHeap(b *testing.B, s *Store, n int) {
	b.Run("store", func(b *testing.B) {
		debug.FreeOSMemory()
		var most uint64
		see := func() {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			most = max(most, m.HeapInuse)
		}
		for b.Loop() {
			q := flow.Query{Before: gen.ID(bulkSeed, n/2)}
			for range 50 {
				page, err := s.List(b.Context(), q)
				if err != nil {
					b.Fatal(err)
				}
				q.Before = page.Next
				see()
			}
			for _, text := range []string{string(gen.ID(bulkSeed, n/3)), "ins_109508"} {
				if hits, err := s.Lookup(b.Context(), text); err != nil || len(hits) == 0 {
					b.Fatal(len(hits), err)
				}
				see()
			}
			if err := searchWhole(b.Context(), s, flow.Query{Limit: largestPage, Filter: flow.Filter{Text: "no such text"}}, 40, see); !errors.Is(err, flow.ErrNoCase) {
				b.Fatal(err)
			}
		}
		b.ReportMetric(float64(most)/(1<<20), "heap-MiB")
	})
}

// searchWhole looks on until a row is found, most looks at most; ErrNoCase where there is none.
func searchWhole(ctx context.Context, s *Store, q flow.Query, most int, seen func()) error {
	for range most {
		page, err := s.List(ctx, q)
		if err != nil {
			return err
		}
		seen()
		if len(page.Rows) > 0 {
			return nil
		}
		if !page.More {
			break
		}
		q.Before = page.Next
	}
	return flow.ErrNoCase
}
