package plain

import (
	"bytes"
	"context"
	"errors"
	"io"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// utc is the clock of the bubble.
func utc() time.Time { return time.Now().UTC() }

// script answers a console with lines, one for each question, and returns all that it said. Call it
// inside a bubble.
func script(t *testing.T, opts Options, answers ...string) string {
	t.Helper()
	var out bytes.Buffer
	opts.In, opts.Out, opts.Now = strings.NewReader(strings.Join(answers, "\n")+"\n"), &out, utc
	if err := Run(t.Context(), opts); err != nil {
		t.Errorf("it ended with %v", err)
	}
	return out.String()
}

// demo is a desk in memory whose work takes a second, and the options of a console at it.
func demo(story fake.Script) (*fake.Desk, Options) {
	d := fake.New(flow.Demo, story, time.Second)
	d.SetDefaults(fake.Defaults())
	return d, Options{Desks: fake.One(d), Env: flow.Demo}
}

// fresh are the answers that open a new case of the defaults, up to the first question about it.
var fresh = []string{"new case", "", "", "", "", ""}

// toToken are those that walk it until the processor token is ready.
var toToken = append(fresh[:len(fresh):len(fresh)], "1", "1", "choose Plaid Saving")

// toEnd are those that submit it.
var toEnd = append(toToken[:len(toToken):len(toToken)], "1", "yes")

// talker is a person at a console of lines.
type talker struct {
	t     *testing.T
	typed io.WriteCloser
	end   context.CancelFunc
	done  chan error

	mu  sync.Mutex
	all bytes.Buffer
}

func (k *talker) Write(b []byte) (int, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all.Write(b)
}

func (k *talker) said() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.all.String()
}

// sits starts a console for a person. Call it inside a bubble, and leave it with left.
func sits(t *testing.T, opts Options) *talker {
	t.Helper()
	in, typed := io.Pipe()
	ctx, end := context.WithCancel(t.Context())
	k := &talker{t: t, typed: typed, end: end, done: make(chan error, 1)}
	opts.In, opts.Out, opts.Now, opts.Typed = in, k, utc, true
	go func() { k.done <- Run(ctx, opts) }()
	t.Cleanup(func() { // a test that fails in the middle leaves it open
		_ = typed.Close()
		end()
		synctest.Wait()
	})
	synctest.Wait()
	return k
}

// types types lines, and lets the console do what they lead to.
func (k *talker) types(lines ...string) *talker {
	k.t.Helper()
	for _, line := range lines {
		if _, err := io.WriteString(k.typed, line+"\n"); err != nil {
			k.t.Fatal(err)
		}
		time.Sleep(3 * time.Second)
		synctest.Wait()
	}
	return k
}

// after lets time pass and returns what was said meanwhile.
func (k *talker) after(d time.Duration) string {
	before := len(k.said())
	time.Sleep(d)
	synctest.Wait()
	return k.said()[before:]
}

// left ends the console and returns how it ended.
func (k *talker) left() error {
	_ = k.typed.Close()
	err := <-k.done
	k.end()
	return err
}

func (k *talker) sees(texts ...string) *talker {
	k.t.Helper()
	for _, text := range texts {
		if !strings.Contains(k.said(), text) {
			k.t.Fatalf("%q was not said:\n%s", text, k.said())
		}
	}
	return k
}

// given are the kinds of the commands that a desk was given.
func given(d *fake.Desk) []flow.CommandKind {
	var out []flow.CommandKind
	for _, cmd := range d.Commands() {
		out = append(out, cmd.Kind())
	}
	return out
}

func TestTheConsoleEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Happy)
		if err := sits(t, opts).left(); err != nil {
			t.Errorf("the end of the input: %v", err)
		}
		k := sits(t, opts)
		k.end()
		if err := <-k.done; !errors.Is(err, context.Canceled) {
			t.Errorf("an interrupt: %v", err)
		}
		_ = k.typed.Close()
		k = sits(t, opts).types("q")
		if err := <-k.done; err != nil {
			t.Errorf("q: %v", err)
		}
		_ = k.typed.Close()
		gone := errors.New("nobody listens")
		opts.In, opts.Out, opts.Now = strings.NewReader("1\n"), broken{gone}, utc
		if err := Run(t.Context(), opts); !errors.Is(err, gone) {
			t.Errorf("a broken pipe: %v", err)
		}
	})
}

type broken struct{ err error }

func (b broken) Write([]byte) (int, error) { return 0, b.err }
