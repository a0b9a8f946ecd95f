package main

import (
	"fmt"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"linkdesk/flow"
)

// sheet prints a case in lines that fit a terminal; elsewhere nothing is wrapped, so that programs find
// whole lines.
type sheet struct {
	app *app
	w   int // 0 is as long as they are
}

func (a *app) newSheet() sheet {
	if f, ok := fileOf(a.out); ok {
		if w, _, err := term.GetSize(int(f.Fd())); err == nil && w >= 40 {
			return sheet{a, w}
		}
	}
	return sheet{app: a}
}

// line prints a text behind a label, and what does not fit below the text.
func (s sheet) line(label string, width int, text string) {
	head := fmt.Sprintf("%-*s", width, label)
	if s.w > width+20 {
		text = ansi.Wrap(text, s.w-width, " ")
	}
	for i, part := range strings.Split(text, "\n") {
		if i > 0 {
			head = strings.Repeat(" ", width)
		}
		fmt.Fprintln(s.app.out, strings.TrimRight(head+part, " "))
	}
}

func (s sheet) head(text string) { fmt.Fprintf(s.app.out, "%s\n", text) }
func (s sheet) gap()             { fmt.Fprintln(s.app.out) }

// showDetail prints what is known of a case below its head: how long each stop took, where the customer
// left, the bank link then and now, what happened elsewhere, the notes, and every event with its calls.
func (a *app) showDetail(c flow.Case, records []flow.Record, d detail) {
	s := a.newSheet()
	s.stops(c)
	if left, ok := flow.LastLeft(records); ok {
		s.gap()
		s.head("left Link" + map[bool]string{false: ", and came back", true: ""}[left.Last])
		s.line("", 2, left.Words())
		s.line("", 2, fmt.Sprintf("%s, event %d, %s", left.At.Local().Format(time.DateTime), left.Seq, ids("link_session_id", left.SessionID, "request_id", left.RequestID)))
	}
	s.health(c, records, d.Now)
	if d.Similar != nil {
		s.gap()
		s.head("seen before")
		s.line("", 2, d.Similar.Words())
	}
	if notes := flow.NotesOf(records); len(notes) > 0 {
		s.gap()
		s.head("notes")
		for _, n := range notes {
			s.line("  "+n.At.Local().Format(time.DateTime), 23, n.Author+": "+n.Text)
		}
	}
	s.gap()
	s.events(records)
}

// ids are pairs of names and ids; what is empty is left out.
func ids(pairs ...string) string {
	var out []string
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			out = append(out, pairs[i]+" "+pairs[i+1])
		}
	}
	return strings.Join(out, ", ")
}

// stops prints how long each took, and how long the case has stood at the one it is at.
func (s sheet) stops(c flow.Case) {
	s.head("stops")
	for _, stop := range flow.Stops() {
		t := c.Times[stop]
		words := ""
		switch {
		case t.Started.IsZero():
			continue
		case !t.Ended.IsZero():
			words = lasted(t.Ended.Sub(t.Started))
		case stop == c.Stop() && c.Phase != flow.PhaseClosed:
			words = lasted(time.Since(t.Started)) + " so far, since " + t.Started.Local().Format(time.DateTime)
		default:
			words = "begun " + t.Started.Local().Format(time.DateTime) + ", not done"
		}
		s.line("  "+stop.Title(), 20, words)
	}
}

// lasted is a length of time as people say it.
func lasted(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	case d < 48*time.Hour:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

func callLine(c flow.Call) string {
	status := "no answer"
	if c.HTTPStatus != 0 {
		status = fmt.Sprintf("HTTP %d", c.HTTPStatus)
	}
	return fmt.Sprintf("%s  %s  %d ms  %s", c.Endpoint, status, c.TookMS, ids("request_id", c.RequestID))
}

// events prints every event, and below it its calls with the try that they belong to.
func (s sheet) events(records []flow.Record) {
	const behind = 44 // number, time and stop
	calls := flow.CallsMade(records)
	narrow := s.w > 0 && s.w < 100
	s.head("events")
	for _, r := range records {
		at, width := r.Time.Local().Format(time.DateTime), behind
		if narrow {
			at, width = r.Time.Local().Format("01-02 15:04:05"), 39
		}
		s.line(fmt.Sprintf("%4d  %s  %-16s ", r.Seq, at, r.Event.Stop().Title()), width, told(r.Event)+noteBy(r))
		for _, call := range calls[r.Seq] {
			words := callLine(call.Call) + fmt.Sprintf("  try %d", call.Attempt)
			if narrow {
				s.line("", 6, words)
			} else {
				s.line("", width-1, words)
			}
		}
	}
}
