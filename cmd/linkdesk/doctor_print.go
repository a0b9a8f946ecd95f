package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"golang.org/x/term"

	"linkdesk/flow/doctor"
	"linkdesk/tui/kit"
)

// doctorReport prints checks as they come.
type doctorReport struct {
	app     *app
	subject doctor.Subject
	lines   *jsonLines // nil = for people
	colour  bool
	live    bool // somebody watches standard error
	section string
	all     []doctor.Check
	failed  error // of the output
}

func (a *app) doctorReport(s doctor.Subject, asJSON bool) *doctorReport {
	r := &doctorReport{app: a, subject: s}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		r.live = os.Getenv("TERM") != "dumb" && !a.plain() && !piped(a.out)
	}
	if asJSON {
		r.lines = &jsonLines{w: a.out}
		return r
	}
	if f, ok := fileOf(a.out); ok && term.IsTerminal(int(f.Fd())) {
		r.colour = !a.flags.noColor && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	}
	fmt.Fprintf(a.out, "Examining %s with the processor %s.\n", s.Env, s.Processor)
	return r
}

// piped reports that what we print passes through another program, which may show it on the same
// terminal at any time: a line of ours that is written over would be torn apart there.
func piped(out io.Writer) bool {
	f, ok := fileOf(out)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeNamedPipe != 0
}

// begins shows what is looked at, where a person may be waiting.
func (r *doctorReport) begins(title string, n, of int) {
	if r.live {
		fmt.Fprintf(r.app.err, "\r\x1b[Klooking at: %s (%d of %d)", title, n, of)
	}
}

func (r *doctorReport) clear() {
	if r.live {
		fmt.Fprint(r.app.err, "\r\x1b[K")
	}
}

func (r *doctorReport) check(c doctor.Check) {
	r.clear()
	r.all = append(r.all, c)
	if r.lines != nil {
		if err := r.lines.write(c); err != nil && r.failed == nil {
			r.failed = err
		}
		return
	}
	if c.Section != r.section {
		r.section = c.Section
		fmt.Fprintf(r.app.out, "\n%s\n", c.Section)
	}
	head := fmt.Sprintf("%s%-13s ", r.word(c.State), c.Title)
	for _, line := range kit.Wrap(c.Detail, textWidth) {
		fmt.Fprintln(r.app.out, head+line)
		head = indent
	}
	if c.State != doctor.Good && c.Cure != "" {
		r.cure(c)
	}
}

// cure prints what to do. A page stands on a line of its own, and whole, so that it can be clicked.
func (r *doctorReport) cure(c doctor.Check) {
	text, head := c.Cure, indent[:len(indent)-3]+"-> "
	page := "https://" + c.Page
	if before, ends := strings.CutSuffix(text, " ("+page+")."); ends && c.Page != "" {
		text = before + ":"
	} else {
		page = ""
	}
	for _, line := range kit.Wrap(text, textWidth) {
		fmt.Fprintln(r.app.out, head+line)
		head = indent
	}
	if page != "" {
		fmt.Fprintln(r.app.out, indent[:min(len(indent), max(0, 80-len(page)))]+page)
	}
}

// The columns of a check: sign and word, title, and what was found, 80 in all.
const (
	indent    = "                        "
	textWidth = 80 - len(indent)
)

// end sums up, and gives the exit code.
func (r *doctorReport) end() error {
	r.clear()
	if r.failed != nil {
		return r.failed
	}
	if r.lines == nil {
		r.sum()
	}
	if code := codeOfChecks(r.all); code != exitOK {
		return exitError{code}
	}
	return nil
}
