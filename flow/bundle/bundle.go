// Package bundle makes what leaves the house about a case: a ticket, and what a provider's support
// asks for. Nothing leaves that is not on a list: a kind of event, and a field of it, stays here until
// somebody has put it on the list for a reader, and the tests name what is on no list. The package is
// pure: it gets a case and its records, and returns text.
package bundle

import (
	"slices"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// Profile is who shall read the export.
type Profile string

// The profiles. A provider's support gets what happened at that provider, and no name of the customer.
const (
	Ticket     Profile = "ticket"     // the desk's own ticket
	Plaid      Profile = "plaid"      // Plaid's support
	PrimeTrust Profile = "primetrust" // Prime Trust's support
)

// Profiles lists them, the default first.
func Profiles() []Profile { return []Profile{Ticket, Plaid, PrimeTrust} }

// Order says what is wanted, and what only the caller can know.
type Order struct {
	For      Profile
	Made     time.Time // now
	Versions []string  // of the program and of what it is made of, the program first
}

// Export is what leaves about one case. All of it has been through the lists.
type Export struct {
	Order
	Status    flow.Status
	Stop      flow.Stop
	Who       flow.Who // "" for a provider: it is told what happened, and not what we do about it
	Case      Members
	Account   Members // the one that was chosen, nil when there is none
	Fault     Members // what failed for this reader, nil when nothing did
	FaultStop flow.Stop
	Code      string        // of Fault
	Card      *explain.Card // of Fault; nil for a provider, or when the code has none
	Timeline  []Entry
	Events    int      // how many events the case has; the timeline has those that this reader gets
	LeftOut   []string // what was there and is not in here, but for events, in short phrases
}

// Entry is one event.
type Entry struct {
	Seq   uint32
	Time  time.Time
	After time.Duration // since the event before it, also where that one is not in here
	Stop  flow.Stop
	Kind  flow.EventKind
	By    string // who wrote a note, "" otherwise
	Data  Members
	Calls []Members
}

// Make makes the export of a case from its journal.
func Make(o Order, c flow.Case, records []flow.Record) Export {
	return sifted(newSieve(listed(), o.For), o, c, records)
}

func sifted(s *sieve, o Order, c flow.Case, records []flow.Record) Export {
	x := Export{Order: o, Status: c.Status(), Stop: s.stop(c.Stop()), Case: s.members(c), Events: len(records)}
	if a, ok := c.Account(); ok {
		x.Account = s.members(a)
	}
	for i, r := range records {
		e, ok := s.entry(r)
		if !ok {
			continue
		}
		if i > 0 {
			e.After = max(r.Time.Sub(records[i-1].Time), 0)
		}
		x.Timeline = append(x.Timeline, e)
	}
	if f, at := faultFor(s, c, records); f != nil {
		x.Fault, x.FaultStop, x.Code = s.members(*f), s.stop(at), s.text(f.Code)
		if card, ok := explain.For(f, c); ok && o.For == Ticket {
			x.Card = &card
		}
	}
	if o.For == Ticket {
		x.Who = flow.Who(s.text(string(c.Who())))
	}
	x.LeftOut = s.leftOut(o.For)
	return x
}

// faultFor is what failed last for this reader, and where. The case's own fault comes first, as far as
// it is the reader's business.
func faultFor(s *sieve, c flow.Case, records []flow.Record) (*flow.Fault, flow.Stop) {
	own := []*flow.Fault{c.Fault, c.Refused, c.MoneyFault()}
	for i, f := range own {
		if f == nil || !s.effect(flow.EffectKind(f.Op)) {
			continue
		}
		if i == 0 && c.FaultStop != "" {
			return f, c.FaultStop
		}
		return f, flow.StopFollowing
	}
	if s.to == Ticket.bit() {
		return nil, "" // what was got over is in the timeline
	}
	for _, r := range slices.Backward(records) {
		if _, ok := s.kind(r.Event); !ok {
			continue
		}
		switch e := r.Event.(type) {
		case flow.EffectFailed:
			return e.Fault, e.Stop()
		case flow.EffectUnknown:
			return e.Fault, e.Stop()
		case flow.EffectRetried:
			return e.Fault, e.Stop()
		case flow.LinkExited:
			return e.Fault, e.Stop()
		case flow.AccessTokenLost:
			return e.Fault, e.Stop()
		case flow.ItemRead:
			if e.Item.Error != nil {
				return e.Item.Error, e.Stop()
			}
		}
	}
	return nil, ""
}
