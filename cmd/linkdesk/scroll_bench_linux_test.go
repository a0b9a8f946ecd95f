package main

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	bolt "go.etcd.io/bbolt"
	"golang.org/x/sys/unix"

	"linkdesk/flow"
	"linkdesk/store"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

const (
	scrolled    = 200 // pages in a row
	onOnePage   = 34  // rows of the list at 120 x 40
	listsBucket = "list"
)

// listDesk is a desk that has a history and nothing else.
type listDesk struct {
	screen.Desk
	store *store.Store
}

func (d listDesk) Env() flow.Environment     { return flow.Demo }
func (d listDesk) Defaults() screen.Defaults { return screen.Defaults{Processor: flow.PrimeTrust} }
func (d listDesk) List(ctx context.Context, q flow.Query) (flow.Page, error) {
	return d.store.List(ctx, q)
}

// BenchmarkScroll goes down through 200 pages of the list of CASES cases that the benchmarks of store
// left in LINKDESK_BENCH_DIR. Each step is a key press, all reads that follow from it, and the frame:
//
//	bbolt    the same pages of rows along a cursor, with the file held open and nothing decoded
//	list     the console's list, from the newest case on
//	oldest   from the oldest case on
//	waiting  with a filter that an index helps: who must act
//	bank     with one that it does not: a part of a bank's name
//
// screen-p99 is what of a step is not a job, so that no key waits for more than that; cpu-p99 is the time
// of the processors, which a busy machine does not lengthen.
func BenchmarkScroll(b *testing.B) {
	kept, cases := os.Getenv("LINKDESK_BENCH_DIR"), os.Getenv("CASES")
	if kept == "" {
		b.Skip("LINKDESK_BENCH_DIR is not set: there is no history to scroll through")
	}
	if cases == "" {
		cases = "20000"
	}
	st, err := store.Open(store.Options{Dir: filepath.Join(kept, cases), Env: flow.Demo, ReadOnly: true, Actor: "alice"})
	if err != nil {
		b.Fatal(err)
	}
	b.Run("bbolt", func(b *testing.B) { barePages(b, st.Path()) })
	for _, way := range []struct {
		name string
		keys []kit.Intent
	}{
		{"list", nil},
		{"oldest", []kit.Intent{"order"}},
		{"waiting", []kit.Intent{"filter", "next_field", "choose_right", screen.IntentEnter}},
		{"bank", nil},
	} {
		b.Run(way.name, func(b *testing.B) {
			var steps, drawn, used []time.Duration
			for b.Loop() {
				s := newScroller(b, st)
				if way.name == "bank" {
					way.keys = s.bankKeys()
				}
				for _, key := range way.keys {
					s.press(key)
				}
				for range scrolled {
					before := processors(b)
					whole, own := s.press(screen.IntentPageDown)
					steps, drawn, used = append(steps, whole), append(drawn, own), append(used, processors(b)-before)
				}
			}
			report(b, steps, "")
			report(b, drawn, "screen-")
			report(b, used, "cpu-")
		})
	}
}

// scroller is a list on a terminal of 120 x 40.
type scroller struct {
	b     *testing.B
	home  *screen.Home
	scene screen.Scene
}

func newScroller(b *testing.B, st *store.Store) *scroller {
	body := kit.Body(120, 40)
	s := &scroller{b: b, home: screen.NewHome(listDesk{store: st}, true),
		scene: screen.Scene{Theme: kit.NewTheme(true, false), W: body.W, H: body.H, Now: time.Now()}}
	s.home.Update(screen.Resized{W: body.W, H: body.H})
	s.run(s.home.Start())
	return s
}

// bankKeys open the filter and type a part of a bank's name, which no index has.
func (s *scroller) bankKeys() []kit.Intent {
	s.home.Act("filter")
	s.home.Act("next_field")
	s.home.Act("next_field")
	s.home.Update(tea.PasteMsg{Content: "platypus"})
	return []kit.Intent{screen.IntentEnter}
}

// press is one step: the key, the reads that follow from it, the frame. own is what of it is no read.
func (s *scroller) press(key kit.Intent) (whole, own time.Duration) {
	began := time.Now()
	read := s.run(s.home.Act(key))
	f := s.home.Face(s.scene)
	chrome := kit.Chrome{Badge: screen.Badge(flow.Demo), Title: f.Title, About: f.Subject, Right: f.Right, Status: f.Status, Scopes: s.home.Keys()}
	chrome.Frame(s.scene.Theme, 120, 40, f.Body)
	whole = time.Since(began)
	return whole, whole - read
}

// run does the jobs of an Out and those that follow, and returns what they took.
func (s *scroller) run(out screen.Out) (read time.Duration) {
	for len(out.Jobs) > 0 {
		began := time.Now()
		result := out.Jobs[0].Run(s.b.Context())
		read += time.Since(began)
		out = s.home.Update(result)
	}
	return read
}

// barePages goes along the rows of the list, a page in each transaction.
func barePages(b *testing.B, path string) {
	db, err := bolt.Open(path, 0o600, &bolt.Options{ReadOnly: true, Timeout: time.Second})
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var steps []time.Duration
	for b.Loop() {
		var from []byte
		for range scrolled {
			began := time.Now()
			if err := db.View(func(tx *bolt.Tx) error {
				cur := tx.Bucket([]byte(listsBucket)).Cursor()
				k, _ := cur.Last()
				if from != nil {
					cur.Seek(from)
					k, _ = cur.Prev()
				}
				for range onOnePage {
					from = append(from[:0], k...)
					k, _ = cur.Prev()
				}
				return nil
			}); err != nil {
				b.Fatal(err)
			}
			steps = append(steps, time.Since(began))
		}
	}
	report(b, steps, "")
}

// processors is the time that this process has had of the processors.
func processors(b *testing.B) time.Duration {
	var ts unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_PROCESS_CPUTIME_ID, &ts); err != nil {
		b.Fatal(err)
	}
	return time.Duration(ts.Nano())
}

func report(b *testing.B, steps []time.Duration, what string) {
	slices.Sort(steps)
	b.ReportMetric(float64(steps[len(steps)/2].Nanoseconds()), what+"p50-ns")
	b.ReportMetric(float64(steps[len(steps)*99/100].Nanoseconds()), what+"p99-ns")
}
