package screen

import (
	"fmt"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Badge is the environment as the frame shows it. Production speaks up.
func Badge(env flow.Environment) kit.Badge {
	switch env {
	case flow.Demo:
		return kit.Badge{Word: "DEMO", Level: kit.Calm}
	case flow.Sandbox:
		return kit.Badge{Word: "SANDBOX", Level: kit.Care}
	case flow.Production:
		return kit.Badge{Word: "PRODUCTION", Level: kit.Alarm}
	}
	return kit.Badge{Word: "LINKDESK", Level: kit.Calm}
}

// statusCell is a case's status with its sign.
func statusCell(s flow.Status) kit.Cell {
	word := strings.ReplaceAll(string(s), "_", " ")
	switch s {
	case flow.StatusOpen:
		return kit.Cell{Tone: kit.Plain, Text: "○ " + word}
	case flow.StatusTokenReady:
		return kit.Cell{Tone: kit.Accent, Text: "◐ " + word}
	case flow.StatusSubmitted:
		return kit.Cell{Tone: kit.Good, Text: "↑ " + word}
	case flow.StatusUsable:
		return kit.Cell{Tone: kit.Good, Text: "✓ " + word}
	case flow.StatusUnusable:
		return kit.Cell{Tone: kit.Warn, Text: "! " + word}
	case flow.StatusFailed:
		return kit.Cell{Tone: kit.Bad, Text: "✗ " + word}
	case flow.StatusUncertain:
		return kit.Cell{Tone: kit.Warn, Text: "? " + word}
	}
	return kit.Cell{Tone: kit.Dim, Text: "· " + word}
}

// whoWord is who must act, in a word.
func whoWord(w flow.Who) string {
	switch w {
	case flow.Operator:
		return "you"
	case flow.PlaidSide:
		return "Plaid"
	case flow.Nobody, "":
		return "nobody"
	}
	return string(w)
}

// kitState translates the state of a stop.
func kitState(s flow.StopState) kit.State {
	switch s {
	case flow.Working:
		return kit.Working
	case flow.Done:
		return kit.Done
	case flow.Failed:
		return kit.Failed
	case flow.Uncertain:
		return kit.Uncertain
	}
	return kit.Pending
}

// partner is a processor's name for people.
func partner(processor string) string {
	if processor == flow.PrimeTrust {
		return "Prime Trust"
	}
	return processor
}

// age is how long ago something was, in one word.
func age(now, then time.Time) string {
	switch d := now.Sub(then); {
	case then.IsZero():
		return ""
	case d < 5*time.Second:
		return "now"
	default:
		return span(d)
	}
}

// ago is age as part of a sentence.
func ago(now, then time.Time) string {
	if a := age(now, then); a != "now" && a != "" {
		return a + " ago"
	}
	return "just now"
}

// clock is a span as minutes and seconds, with hours when there are any.
func clock(d time.Duration) string {
	d = max(d, 0).Truncate(time.Second)
	h, m, s := int(d.Hours()), int(d.Minutes())%60, int(d.Seconds())%60
	if h > 0 {
		return fmt.Sprintf("%d:%02d:%02d", h, m, s)
	}
	return fmt.Sprintf("%d:%02d", m, s)
}

// money is an amount with its currency, as everywhere in this program. A bank may not give one.
func money(m *flow.Money) string {
	if m == nil {
		return "not given"
	}
	return m.String()
}

// mask is an account's last digits as people expect them.
func mask(digits string) string {
	if digits == "" {
		return ""
	}
	return "••" + digits
}

// shortID keeps the end of a case id, which is where ids of one day differ.
func shortID(id flow.CaseID) string {
	if n := len(id); n > 8 {
		return "…" + string(id[n-8:])
	}
	return string(id)
}
