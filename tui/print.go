package tui

import (
	"context"
	"errors"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/term"

	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

// printed is the end of a printout.
type printed struct{ err error }

// print leaves the screen for a while to show a text on the terminal's plain one, where every
// terminal can select it whole, however long it is.
func (r *Root) print(what screen.Print) tea.Cmd {
	p := &printout{ctx: r.ctx, remark: kit.Wrap(what.Remark, max(r.w-1, 1)), text: kit.Safe(what.Text)}
	return tea.Exec(p, func(err error) tea.Msg { return printed{err} })
}

// printed speaks up when the text may not have been seen. The end of the program is no news.
func (r *Root) printed(err error) {
	if err != nil && !errors.Is(err, context.Canceled) {
		r.notices.Fail(r.now, "The plain screen did not work here: "+err.Error())
	}
}

// printout is the tea.ExecCommand of print. No program is started for it.
type printout struct {
	ctx    context.Context
	remark []string
	text   string
	in     io.Reader
	out    io.Writer
}

func (p *printout) SetStdin(r io.Reader)  { p.in = r }
func (p *printout) SetStdout(w io.Writer) { p.out = w }
func (p *printout) SetStderr(io.Writer)   {}

// Run shows the text and waits for a key. The terminal is raw meanwhile, or Ctrl+C would end
// the whole program instead of the wait.
func (p *printout) Run() error {
	if f, ok := p.in.(interface{ Fd() uintptr }); ok && term.IsTerminal(int(f.Fd())) {
		before, err := term.MakeRaw(int(f.Fd()))
		if err != nil {
			return err
		}
		defer func() { _ = term.Restore(int(f.Fd()), before) }()
	}
	in, err := uv.NewCancelReader(p.in)
	if err != nil {
		return err
	}
	defer func() { _ = in.Close() }()
	lines := append(append([]string{""}, p.remark...), p.text, "Press Enter to go back", "")
	if _, err := io.WriteString(p.out, strings.Join(lines, "\r\n")); err != nil {
		return err
	}
	key := make(chan error, 1)
	go func() { key <- untilKey(in) }()
	select {
	case err := <-key:
		return err
	case <-p.ctx.Done():
		in.Cancel()
		return p.ctx.Err()
	}
}

// untilKey reads until Enter, Ctrl+C, Ctrl+D or the end.
func untilKey(in io.Reader) error {
	buf := make([]byte, 64)
	for {
		n, err := in.Read(buf)
		if strings.ContainsAny(string(buf[:n]), "\r\n\x03\x04") || errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
