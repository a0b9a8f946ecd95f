package screen

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// tall is a height at which no pane leaves anything out.
const tall = 1000

// Place says where the case is on its road: "Stop 5 of 8: Account".
func (s *Sheet) Place() string {
	cs := s.c.snap.Case
	at := fmt.Sprintf("Stop %d of %d: %s", slices.Index(flow.Stops(), cs.Stop())+1, len(flow.Stops()), cs.Stop().Title())
	p := kit.NewLines(tall)
	p.Heading(kit.Plain, s.c.heading())
	if words := strings.Join(p.Lines(), " "); words != cs.Stop().Title() {
		at += ". " + words
	}
	return at + "."
}

// Standing is the status of the case and who must act: "Status: failed; waits for you."
func (s *Sheet) Standing() string {
	cs := s.c.snap.Case
	words := "Status: " + strings.ReplaceAll(string(cs.Status()), "_", " ")
	p := kit.NewLines(tall)
	if _, due := s.c.due(); due && !s.c.snap.Running {
		p.Text(kit.Plain, "interrupted: choice 1 goes on from here")
	} else {
		p.Text(kit.Plain, s.c.status(Scene{Now: s.c.now}).Text)
	}
	return words + "; " + strings.TrimSuffix(strings.Join(p.Lines(), " "), ".") + "."
}

// Facts are what the pane of the stop says, as lines of at most w columns: what went wrong first,
// if something did.
func (s *Sheet) Facts(w int) []string {
	c := s.c
	p := kit.NewLines(w)
	sc := Scene{Theme: kit.NewTheme(true, true), W: w, H: tall, Now: c.now}
	c.addTrouble(p)
	switch cs := c.snap.Case; {
	case cs.Side != nil:
		c.addSide(p, sc, w, tall)
	case cs.Doubtful():
		c.addDuplicates(p, sc)
	case cs.Stop() == flow.StopAccount && len(cs.Accounts) > 0:
		p.Pair("bank", cs.Item.InstitutionName)
		p.Pair("accounts", fmt.Sprint(len(cs.Accounts)))
		for _, a := range cs.Accounts {
			if why := a.Unusable(); why != "" {
				p.Text(kit.Plain, "Cannot be used: "+accountWords(a)+": "+why+".")
			}
		}
	default:
		c.addStop(p, sc, w, tall)
	}
	c.addRelink(p)
	c.addEnd(p)
	c.addDoubts(p)
	return p.Lines()
}

// accountWords is an account in one line.
func accountWords(a flow.Account) string {
	parts := []string{a.Name, kindOf(a)}
	if a.Mask != "" {
		parts = append(parts, "ending "+a.Mask)
	}
	if a.Available != nil {
		parts = append(parts, "available "+money(a.Available))
	}
	if a.Current != nil {
		parts = append(parts, "current "+money(a.Current))
	}
	if a.Verification != "" {
		parts = append(parts, "verification "+a.Verification)
	}
	if why := a.Caution(); why != "" {
		parts = append(parts, why)
	}
	return strings.Join(parts, ", ")
}

// TellEvent puts an event into one line, with the time in the zone of now, and its calls into
// another; false for one that says nothing. last is for the newest event of a case: an intent
// says something as long as it has no outcome.
func TellEvent(r flow.Record, processor string, last bool, now time.Time) (line, detail string, ok bool) {
	l, ok := describe(r.Event, last)
	if !ok {
		return "", "", false
	}
	switch e := r.Event.(type) {
	case flow.Intent:
		l.text = effectWords(e.Effect, processor)
		if e.Attempt > 1 {
			l.text += fmt.Sprintf(", try %d", e.Attempt)
		}
	case flow.EffectFailed:
		l.text = "failed: " + l.text
	case flow.Submitted:
		l.text = "submitted: " + e.Submission.ID // whole
	}
	at := r.Time.In(now.Location()).Format("15:04:05")
	return kit.Safe(at + " " + l.text), kit.Safe(strings.ReplaceAll(l.detail, "\n", ", ")), true
}

// TellCase is a case of a list in one line.
func TellCase(r flow.Summary, now time.Time) string {
	name := r.Name
	if name == "" {
		name = "not named yet"
	}
	parts := []string{name, strings.ReplaceAll(string(r.Status), "_", " ") + " at " + r.Stop.Title()}
	if r.Code != "" {
		parts = append(parts, r.Code)
	}
	if r.Institution != "" {
		parts = append(parts, r.Institution)
	}
	if r.Mask != "" {
		parts = append(parts, "account ending "+r.Mask)
	}
	return kit.Safe(strings.Join(append(parts, "waits for "+whoWord(r.Who), "opened "+ago(now, r.Created), "case "+string(r.ID)), ", "))
}
