package screen

import (
	"time"

	"linkdesk/flow"
)

// Describe lets the tests look at the words of an event.
func Describe(e flow.Event) (string, bool) {
	l, ok := describe(e, true)
	return l.text, ok
}

// Age, Money and Sentence are tested as tables.
func Age(now, then time.Time) string { return age(now, then) }

// Money is money.
func Money(m *flow.Money) string { return money(m) }

// Sentence is sentence.
func Sentence(s string) string { return sentence(s) }

// LinkEvents are the names of Link's events in the order they are shown in, each with the
// time since the hand-off.
func LinkEvents(records []flow.Record) []string {
	var out []string
	for _, e := range linkEvents(records) {
		out = append(out, clock(e.after)+" "+e.Name)
	}
	return out
}

// Clock is clock.
func Clock(d time.Duration) string { return clock(d) }
