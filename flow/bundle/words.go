package bundle

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
)

// place and party set the words that this program has for them. A journal may hold others.
func place(s flow.Stop) string {
	if slices.Contains(flow.Stops(), s) {
		return prose(s.Title())
	}
	return code(string(s))
}

func party(w flow.Who) string {
	if slices.Contains(flow.Parties(), w) {
		return prose(string(w))
	}
	return code(string(w))
}

// where sets the source of a card: an address of ours as a link, anything else as text.
func where(doc string) string {
	if strings.HasPrefix(doc, "https://") && !strings.ContainsAny(doc, " <>\\`") {
		return "<" + doc + ">"
	}
	return prose(doc)
}

// after is a duration as a person reads it: as exact as it is short.
func after(d time.Duration) string {
	switch {
	case d < time.Second:
		return fmt.Sprintf("%d ms", d.Milliseconds())
	case d < time.Minute:
		return fmt.Sprintf("%.1f s", d.Seconds())
	case d < 48*time.Hour:
		return strings.TrimSuffix(d.Round(time.Second).String(), "0s")
	}
	return fmt.Sprintf("%d days", int(d.Hours()/24))
}

// short is a stamp to the second, as a person reads it.
func short(stamp string) string {
	if len(stamp) < len("2006-01-02T15:04:05") {
		return stamp
	}
	return stamp[:10] + " " + stamp[11:19]
}

func mustFind(m Members, path string) string {
	s, _ := m.Find(path)
	return s
}

// Title says in one line what the export is about.
func (x Export) Title() string { return x.title(func(s string) string { return s }) }

// title sets texts from outside with set.
func (x Export) title(set func(string) string) string {
	title := "Case " + string(x.Status)
	switch {
	case x.Code != "" && slices.Contains(flow.Stops(), x.FaultStop):
		title = set(x.Code) + " at " + x.FaultStop.Title()
	case x.Code != "":
		title = set(x.Code)
	case x.For != Ticket:
		title = "No failure" + x.service()
	}
	if name, _ := x.Case.Find("party.legal_name"); name != "" {
		title += ": " + set(name)
	}
	return title
}

// service says where a provider's export looks, "" for our own ticket.
func (x Export) service() string {
	switch x.For {
	case Plaid:
		return " at Plaid"
	case PrimeTrust:
		return " at Prime Trust"
	}
	return ""
}
