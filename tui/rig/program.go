package rig

import (
	"bytes"
	"context"
	"image/color"
	"io"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"
	"github.com/charmbracelet/x/vt"
)

// frameTime is longer than the renderer waits between two frames, and longer than the
// input reader waits to tell the escape key from the start of a sequence.
const frameTime = 250 * time.Millisecond

// escTime is how long the input reader holds an escape key back. What it leads to then has the
// whole frameTime, as after other keys.
const escTime = 60 * time.Millisecond

// Program is a running program with a virtual terminal in front of it. It
// must be started inside a synctest bubble: every method waits until the
// program is idle, and time passes only in After.
type Program struct {
	t      *testing.T
	tea    *tea.Program
	screen *vt.SafeEmulator
	done   chan error
	ended  bool
	err    error

	mu      sync.Mutex
	reports map[int][]string // OSC reports by number
	sent    []byte           // everything the program wrote
}

// Clipboard, progress and status are the OSC numbers a test may ask for.
const (
	oscClipboard = 52
	oscProgress  = 9
	oscStatus    = 7501
)

// Start runs a model on a terminal of w by h.
func Start(t *testing.T, m tea.Model, w, h int, options ...tea.ProgramOption) *Program {
	t.Helper()
	p := &Program{t: t, screen: vt.NewSafeEmulator(w, h), done: make(chan error, 1), reports: map[int][]string{}}
	for _, n := range []int{oscClipboard, oscProgress, oscStatus} {
		p.screen.RegisterOscHandler(n, func(data []byte) bool {
			p.mu.Lock()
			defer p.mu.Unlock()
			p.reports[n] = append(p.reports[n], string(data))
			return true
		})
	}
	// What is typed and what the terminal answers to queries both come out of
	// the emulator. Left unread, the first query would block the program.
	in, typed := io.Pipe()
	go func() {
		_, _ = io.Copy(typed, p.screen)
		_ = typed.Close()
	}()
	ctx, cancel := context.WithCancel(t.Context())
	p.tea = tea.NewProgram(m, append([]tea.ProgramOption{
		tea.WithContext(ctx), tea.WithInput(in), tea.WithOutput(io.MultiWriter(onlcr{p.screen}, sentTo{p})), tea.WithWindowSize(w, h),
		tea.WithColorProfile(colorprofile.TrueColor), tea.WithoutSignalHandler(),
		tea.WithEnvironment([]string{"TERM=xterm-256color"}),
		// The renderer ticks in fake time too; a slow one makes an hour cheap.
		tea.WithFPS(10),
	}, options...)...)
	go func() {
		_, err := p.tea.Run()
		p.done <- err
	}()
	t.Cleanup(func() {
		p.End()
		cancel()
		_ = p.screen.Close()
		_ = in.Close()
		// Timers outlive the program that set them; a bubble must end empty.
		time.Sleep(time.Hour)
		synctest.Wait()
	})
	p.settle()
	return p
}

// settle waits until the program is idle and its last frame is painted.
func (p *Program) settle() {
	synctest.Wait()
	time.Sleep(frameTime)
	synctest.Wait()
}

// Press presses keys by name, one after the other.
func (p *Program) Press(names ...string) *Program {
	p.t.Helper()
	for _, name := range names {
		p.screen.SendKey(uv.KeyPressEvent(Key(name)))
		if name == "esc" {
			time.Sleep(escTime)
		}
		p.settle()
	}
	return p
}

// Burst presses keys faster than the program can answer any of them.
func (p *Program) Burst(names ...string) *Program {
	p.t.Helper()
	for _, name := range names {
		p.screen.SendKey(uv.KeyPressEvent(Key(name)))
	}
	p.settle()
	return p
}

// Drum presses keys a gap apart, without waiting for what they lead to.
func (p *Program) Drum(gap time.Duration, names ...string) *Program {
	p.t.Helper()
	for _, name := range names {
		p.screen.SendKey(uv.KeyPressEvent(Key(name)))
		synctest.Wait()
		time.Sleep(gap)
	}
	synctest.Wait()
	return p
}

// Hold holds a key down as a keyboard does that repeats: once, then again every gap after a delay.
func (p *Program) Hold(name string, repeats int, delay, gap time.Duration) *Program {
	p.t.Helper()
	for i := range repeats + 1 {
		p.screen.SendKey(uv.KeyPressEvent(Key(name)))
		synctest.Wait()
		if i == 0 {
			time.Sleep(delay)
		} else {
			time.Sleep(gap)
		}
	}
	p.settle()
	return p
}

// Type types text, character by character.
func (p *Program) Type(text string) *Program {
	p.t.Helper()
	for _, r := range text {
		name := string(r)
		if r == ' ' {
			name = "space"
		}
		p.screen.SendKey(uv.KeyPressEvent(Key(name)))
	}
	p.settle()
	return p
}

// Paste pastes text as a terminal does, between paste brackets.
func (p *Program) Paste(text string) *Program {
	p.screen.Paste(text)
	p.settle()
	return p
}

// After lets time pass.
func (p *Program) After(d time.Duration) *Program {
	time.Sleep(d)
	p.settle()
	return p
}

// Resize changes the size of the terminal.
func (p *Program) Resize(w, h int) *Program {
	p.screen.Resize(w, h)
	p.tea.Send(tea.WindowSizeMsg{Width: w, Height: h})
	p.settle()
	return p
}

// Storm changes the size of the terminal many times without waiting for the program, and calls
// then after each of them. It waits at the end alone.
func (p *Program) Storm(sizes [][2]int, then func(n int)) *Program {
	for n, size := range sizes {
		p.screen.Resize(size[0], size[1])
		p.tea.Send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		then(n)
	}
	p.settle()
	return p
}

// Background tells the program that its terminal is dark or light, as a terminal does when
// it is asked.
func (p *Program) Background(dark bool) *Program {
	var c color.Color = color.White
	if dark {
		c = color.Black
	}
	p.tea.Send(tea.BackgroundColorMsg{Color: c})
	p.settle()
	return p
}

// Tell gives the program a message, as one of its own commands would.
func (p *Program) Tell(msg tea.Msg) *Program {
	p.tea.Send(msg)
	p.settle()
	return p
}

// Left reports whether the program has ended by itself, and with what error.
func (p *Program) Left() (bool, error) {
	synctest.Wait()
	if !p.ended {
		select {
		case p.err = <-p.done:
			p.ended = true
		default:
		}
	}
	return p.ended, p.err
}

// End quits the program if it still runs and returns its error.
func (p *Program) End() error {
	if ended, err := p.Left(); ended {
		return err
	}
	p.tea.Quit()
	p.err = <-p.done
	p.ended = true
	return p.err
}

// sentTo keeps what a program writes.
type sentTo struct{ p *Program }

func (s sentTo) Write(b []byte) (int, error) {
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	s.p.sent = append(s.p.sent, b...)
	return len(b), nil
}

// onlcr is what a tty driver does and a bare emulator does not: without a
// terminal in raw mode the renderer ends lines with a line feed only.
type onlcr struct{ w io.Writer }

func (o onlcr) Write(b []byte) (int, error) {
	unix := bytes.ReplaceAll(b, []byte("\r\n"), []byte("\n"))
	if _, err := o.w.Write(bytes.ReplaceAll(unix, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(b), nil
}
