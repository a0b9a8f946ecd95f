package tui_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"linkdesk/flow"
	"linkdesk/tui"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// pressesEach is how many keys are pressed for one measurement, so that its 99th percentile has a
// meaning.
const pressesEach = 300

// BenchmarkKeyToFrame measures from a key press to the frame that shows it, in a running program
// whose case hears of 1,000 events a second meanwhile. The target is 16 ms for 99 of 100 presses.
// The bare program of Bubble Tea beside it says what of that is not ours.
func BenchmarkKeyToFrame(b *testing.B) {
	b.Run("linkdesk", func(b *testing.B) {
		desk := fake.New(flow.Sandbox, fake.Hanging(flow.OpenLink), 0)
		id := desk.Past("Avery Quinn", false, fake.Happy, flow.CreateLinkToken)
		if err := desk.Do(b.Context(), id, flow.StartHandoff{Handoff: flow.HandoffBrowser}); err != nil {
			b.Fatal(err)
		}
		busy := &stream{Desk: desk, start: time.Now(), b: b}
		root := tui.New(b.Context(), tui.Options{Desks: &streams{fake.One(desk), busy}, Env: flow.Sandbox, Case: id, Now: time.Now().UTC()})
		keyToFrame(b, root)
		b.ReportMetric(float64(busy.given)/time.Since(busy.start).Seconds(), "snapshots/s")
	})
	b.Run("bare", func(b *testing.B) { keyToFrame(b, bare{}) })
}

// stream is a desk on which something happens every millisecond. A screen that is slower hears of
// the newest alone, as with the real one.
type stream struct {
	*fake.Desk
	start time.Time
	b     *testing.B
	given int // by the one Next that is out at a time
}

func (s *stream) Next(ctx context.Context, id flow.CaseID, after uint64) (flow.Snapshot, error) {
	version := func() uint64 { return 1000 + uint64(time.Since(s.start).Milliseconds()) }
	for version() <= after {
		select {
		case <-time.After(200 * time.Microsecond):
		case <-ctx.Done():
			return flow.Snapshot{}, ctx.Err()
		}
	}
	snap, err := s.View(ctx, id)
	snap.Version = version()
	views := []string{"CONSENT", "CREDENTIAL", "LOADING", "SELECT_ACCOUNT"}
	for n := range 60 {
		snap.Records = append(snap.Records, flow.Record{Case: id, Time: time.Now(), Actor: "test",
			Event: flow.LinkEventSeen{Event: flow.LinkEvent{Name: "TRANSITION_VIEW", View: views[(snap.Version+uint64(n))%4], RequestID: fmt.Sprint(snap.Version)}}})
	}
	s.given++
	return snap, err
}

// streams opens that desk.
type streams struct {
	*fake.Desks
	desk *stream
}

func (s *streams) Desk(context.Context, flow.Environment) (screen.Desk, error) { return s.desk, nil }

// bare is the least that a program with Bubble Tea does.
type bare struct{}

func (bare) Init() tea.Cmd                       { return nil }
func (bare) Update(tea.Msg) (tea.Model, tea.Cmd) { return bare{}, nil }
func (bare) View() tea.View {
	v := tea.NewView("hello\n\nq quit")
	v.AltScreen = true
	return v
}

// counted writes into the window's title how many keys a model has handled, so that the frame
// that shows a key can be told from those before it.
type counted struct {
	tea.Model
	keys int
}

func (c *counted) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m, cmd := c.Model.Update(msg)
	c.Model = m
	if _, ok := msg.(tea.KeyPressMsg); ok {
		c.keys++
	}
	return c, cmd
}

func (c *counted) View() tea.View {
	v := c.Model.View()
	v.WindowTitle = fmt.Sprintf("key %d.", c.keys)
	return v
}

// painted tells when a title was written.
type painted struct {
	mu    sync.Mutex
	title []byte
	at    chan time.Time
}

func (p *painted) Write(b []byte) (int, error) {
	now := time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.title != nil && bytes.Contains(b, p.title) {
		p.title = nil
		p.at <- now
	}
	return len(b), nil
}

func (p *painted) expect(keys int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.title = fmt.Appendf(nil, "key %d.", keys)
}

// keyToFrame runs a model as the console is run, and reports what its keys take.
func keyToFrame(b *testing.B, m tea.Model) {
	in, hand := io.Pipe()
	out := &painted{at: make(chan time.Time, 1)}
	program := tea.NewProgram(&counted{Model: m}, tea.WithFPS(tui.FramesPerSecond), tea.WithContext(b.Context()), tea.WithInput(in), tea.WithOutput(out), tea.WithWindowSize(120, 40),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignalHandler(), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	ended := make(chan error, 1)
	go func() {
		_, err := program.Run()
		ended <- err
	}()
	time.Sleep(500 * time.Millisecond)
	var took []time.Duration
	for b.Loop() {
		for range pressesEach {
			out.expect(len(took) + 1)
			pressed := time.Now()
			_, _ = hand.Write([]byte("t"))
			took = append(took, (<-out.at).Sub(pressed))
			time.Sleep(time.Duration(5+rand.IntN(20)) * time.Millisecond)
		}
	}
	program.Quit()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
	_ = in.Close()
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms/p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms/p99")
	b.ReportMetric(0, "ns/op")
}
