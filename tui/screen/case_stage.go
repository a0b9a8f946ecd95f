package screen

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const intentTakeOver kit.Intent = "take_over"

// directed asks the desk how far the simulator's time is ahead, and whether the case plays by itself.
// That takes it no time.
func (c *Case) directed() {
	c.ahead, c.plays = 0, ""
	if dir, ok := director(c.desk); ok {
		c.ahead, c.plays = dir.Ahead(), dir.Plays(c.id)
	}
}

// there is the time where the link token runs out: Plaid's, and in the Demo the simulator's.
func (c *Case) there(now time.Time) time.Time { return now.Add(c.ahead) }

// stopKey stops what is under way. In a case that plays by itself it stops that.
func (c *Case) stopKey() kit.Key {
	if c.plays != "" {
		return kit.Key{Press: []string{"x"}, Intent: intentTakeOver, Help: "take over", Hint: true}
	}
	return c.able(kit.Key{Press: []string{"x"}, Intent: intentStop, Help: "stop", Hint: true}, flow.CmdCancel)
}

// onlyLooks are the intents that change nothing but what is seen, so that a case plays on by itself.
func onlyLooks(i kit.Intent) bool {
	return slices.Contains([]kit.Intent{IntentUp, IntentDown, IntentFirst, IntentLast, IntentPageUp, IntentPageDown, IntentBack, IntentNo,
		intentTimeline, intentCopy, intentPrint, intentCode, intentOther, intentStage, intentTicket}, i)
}

// takeOver leaves a case that plays by itself to the operator, before what they asked for is done.
func (c *Case) takeOver(out Out) Out {
	dir, ok := director(c.desk)
	if !ok || c.plays == "" {
		return out
	}
	c.plays = ""
	id := c.id
	out.Jobs = append(out.Jobs, Job{Limit: doLimit, Run: func(ctx context.Context) any {
		dir.TakeOver(ctx, id)
		return nil
	}})
	if out.Say.Text == "" {
		out.Say = kit.Line{Tone: kit.Good, Text: "✓ the case is yours now"}
	}
	return out
}

// playing says in front of the status that nobody has to press anything.
func (c *Case) playing(status kit.Line) kit.Line {
	if c.plays == "" {
		return status
	}
	text := "▶ plays by itself; x takes over (" + c.plays + ")"
	if status.Text != "" {
		text += " · " + status.Text
	}
	return kit.Line{Tone: kit.Accent, Text: text}
}

// cues are what a person at Link has to do and to type: those of the story that the case belongs to,
// or of the test login that was chosen. They are test data, and Production has none.
func (c *Case) cues() []Cue {
	cs, d := c.snap.Case, c.desk.Defaults()
	cues := d.Cues
	switch {
	case cs.Env == flow.Production:
		return nil
	case c.login != nil || len(d.Cues) == 0 || cs.Scenario != d.Scenario:
		cues = c.loginCues()
	}
	if cs.Side != nil { // a repair asks for the login alone
		cues = slices.DeleteFunc(slices.Clone(cues), func(cue Cue) bool {
			return slices.Contains([]string{"phone", "bank", "account"}, cue.Where)
		})
	}
	return cues
}

// addCues lists them before the visit, and keeps them in one place during it, when what Link
// reports matters more.
func (c *Case) addCues(p *kit.Page, due bool) {
	cues := c.cues()
	if len(cues) == 0 {
		return
	}
	if due {
		parts := make([]string, len(cues))
		for i, cue := range cues {
			parts[i] = cue.Where + ": " + cue.Do
		}
		p.Pair("in Link, try", strings.Join(parts, " · "))
		return
	}
	p.Gap()
	p.Text(kit.Dim, "In Link the customer types (i changes it):")
	for i, cue := range cues {
		p.Item(kit.Plain, strconv.Itoa(i+1), cue.Where+": "+cue.Do)
	}
}

// loginCues are those of a test login that Plaid documents.
func (c *Case) loginCues() []Cue {
	login := c.sandbox()
	if login.InstitutionID == "" {
		return nil
	}
	bank, user := login.InstitutionID, login.Username
	note := ""
	for _, b := range flow.TestBanks() {
		if b.ID == login.InstitutionID {
			bank, note = b.Name, b.Note
		}
	}
	if login.InstitutionID == flow.TestBanks()[0].ID {
		note = ""
	}
	out := []Cue{{"phone", "skip it, or 415-555-0011, code 123456"}, {"bank", withNote(bank, note)}}
	note = ""
	login.Password.Use(func(b []byte) {
		for _, u := range flow.TestUsers()[1:] {
			if u.Username == user && u.Password == string(b) {
				note = u.Note
			}
		}
		if len(b) > 0 {
			user += " / " + string(b)
		}
	})
	return append(out, Cue{"login", withNote(user, note)})
}

func withNote(what, note string) string {
	if note == "" {
		return what
	}
	return what + " (" + note + ")"
}
