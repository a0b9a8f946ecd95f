package flow

import (
	"cmp"
	"strings"
	"time"
)

// Left is where a customer left Link without a public token.
type Left struct {
	Seq           uint32
	At            time.Time
	Pane          string // the last one that was seen, such as CREDENTIAL; empty where Link told none
	Status        string // Link's exit status
	Institution   string
	InstitutionID string
	SessionID     string
	RequestID     string
	Code          string // of Link's error; empty where the customer simply left
	Last          bool   // no later visit was a success
}

// LastLeft is the last visit to Link that came to nothing; false where every visit was a success.
func LastLeft(records []Record) (Left, bool) {
	var pane, bank, bankID string
	var out Left
	found := false
	for _, r := range records {
		switch e := r.Event.(type) {
		case HandoffStarted:
			pane, bank, bankID = "", "", ""
		case LinkEventSeen:
			if e.Event.View != "" && e.Event.View != "EXIT" {
				pane = e.Event.View
			}
			keep(&bank, e.Event.InstitutionName)
			keep(&bankID, e.Event.InstitutionID)
			if found && out.Last && out.Pane == "" { // Link may tell the panes behind the result
				out.Pane = pane
			}
		case LinkSucceeded, Relinked:
			out.Last = false
		case LinkExited:
			found = true
			out = Left{Seq: r.Seq, At: r.Time, Pane: pane, Status: e.Status, Institution: cmp.Or(e.InstitutionName, bank), InstitutionID: cmp.Or(e.InstitutionID, bankID),
				SessionID: e.SessionID, Last: true}
			if e.Fault != nil {
				out.RequestID, out.Code = e.Fault.RequestID, e.Fault.Code
			}
		}
	}
	return out, found
}

// Words say it, such as "pane CREDENTIAL (requires_credentials) at First Platypus Bank (ins_109508)".
func (l Left) Words() string {
	out := "before any pane was seen"
	if l.Pane != "" {
		out = "pane " + l.Pane
	}
	if l.Status != "" {
		out += " (" + l.Status + ")"
	}
	switch {
	case l.Institution != "" && l.InstitutionID != "" && l.Institution != l.InstitutionID:
		return out + " at " + l.Institution + " (" + l.InstitutionID + ")"
	case l.Institution+l.InstitutionID != "":
		return out + " at " + cmp.Or(l.Institution, l.InstitutionID)
	}
	return out + ", no bank chosen yet"
}

// CallMade is a call to a provider with the attempt that it belongs to.
type CallMade struct {
	Call
	Attempt int
}

// CallsMade are the calls that each record tells, by its place in its case, with the number of the attempt.
func CallsMade(records []Record) map[uint32][]CallMade {
	out := map[uint32][]CallMade{}
	attempt := map[Stop]int{}
	for _, r := range records {
		if e, is := r.Event.(Intent); is {
			attempt[e.Stop()] = e.Attempt
		}
		for _, call := range CallsOf(r.Event) {
			out[r.Seq] = append(out[r.Seq], CallMade{call, max(attempt[r.Event.Stop()], 1)})
		}
	}
	return out
}

// NoteMade is a note of a case with its author.
type NoteMade struct {
	Seq    uint32
	At     time.Time
	Author string // without the machine and its process
	Text   string
}

// NotesOf are the notes of a case, oldest first.
func NotesOf(records []Record) []NoteMade {
	var out []NoteMade
	for _, r := range records {
		if e, is := r.Event.(Noted); is {
			who, _, _ := strings.Cut(r.Actor, ":")
			out = append(out, NoteMade{r.Seq, r.Time, Clean(who), e.Text})
		}
	}
	return out
}
