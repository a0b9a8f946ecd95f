package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

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

func open(t testing.TB, path string) *DB {
	t.Helper()
	d, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// busyCase gives a file with a case for each writer, that can take Link's events for ever.
func busyCase(b *testing.B, path string, writers int) *DB {
	d := open(b, path)
	for w := range writers {
		for _, a := range contract.Road(contract.ID(w), flow.Demo)[:5] {
			var records []flow.Record
			for i, ev := range a.Events {
				records = append(records, flow.Record{Case: a.Case, Seq: a.Expect + uint32(i) + 1, Time: a.At, Actor: a.Actor, Event: ev})
			}
			if err := d.Append(b.Context(), records); err != nil {
				b.Fatal(err)
			}
		}
	}
	return d
}

// step is the n-th event of a busy case, the same as in package store.
func step(w int, n uint32) []flow.Record {
	ev := flow.LinkEventSeen{Event: flow.LinkEvent{Name: "TRANSITION_VIEW", View: fmt.Sprintf("PANE_%d", n)}}
	return []flow.Record{{Case: contract.ID(w), Seq: 10 + n, Time: contract.Start(), Actor: "alice", Event: ev}}
}

func BenchmarkOneEvent(b *testing.B) {
	b.Run("open/sqlite", func(b *testing.B) {
		d := busyCase(b, filepath.Join(b.TempDir(), "x.db"), 1)
		defer func() { _ = d.Close() }()
		for n := uint32(0); b.Loop(); n++ {
			if err := d.Append(b.Context(), step(0, n)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("whole/sqlite", func(b *testing.B) {
		path := filepath.Join(b.TempDir(), "x.db")
		if err := busyCase(b, path, 1).Close(); err != nil {
			b.Fatal(err)
		}
		for n := uint32(0); b.Loop(); n++ {
			d := open(b, path)
			if err := errors.Join(d.Append(b.Context(), step(0, n)), d.Close()); err != nil {
				b.Fatal(err)
			}
		}
	})
}

func BenchmarkAtOnce(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("%d/sqlite", writers), func(b *testing.B) {
			d := busyCase(b, filepath.Join(b.TempDir(), "x.db"), writers)
			defer func() { _ = d.Close() }()
			atOnce(b, writers, func(w int, n uint32) error { return d.Append(b.Context(), step(w, n)) })
		})
	}
}

// atOnce is the same as in package store.
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

// BenchmarkHistory asks a large history the same as the benchmark of that name in package store,
// with the file held open.
func BenchmarkHistory(b *testing.B) {
	n := casesAsked(b)
	d := sharedHistory(b, n)
	defer func() { _ = d.Close() }()
	b.Run("page", func(b *testing.B) { benchPages(b, d, n) })
	b.Run("lookup", func(b *testing.B) { benchLookups(b, d, n) })
	b.Run("text", func(b *testing.B) { benchText(b, d, n) })
}

func sharedHistory(b *testing.B, n int) *DB {
	dir := os.Getenv("LINKDESK_BENCH_DIR")
	if dir == "" {
		dir = b.TempDir()
	} else {
		dir = filepath.Join(dir, fmt.Sprint(n))
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(dir, "sqlite.db")
	if _, err := os.Stat(path); err == nil {
		return open(b, path)
	}
	d := open(b, path+".new")
	b.Run("make/sqlite", func(b *testing.B) {
		start := time.Now()
		if err := d.Bulk(b.Context(), n); err != nil {
			b.Fatal(err)
		}
		took := time.Since(start)
		fi, err := os.Stat(path + ".new")
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n)/took.Seconds(), "cases/s")
		b.ReportMetric(float64(fi.Size())/(1<<20), "file-MiB")
		b.ReportMetric(0, "ns/op")
	})
	if b.Failed() {
		b.FailNow()
	}
	if err := errors.Join(d.Close(), os.Rename(path+".new", path)); err != nil {
		b.Fatal(err)
	}
	return open(b, path)
}
