package bundle

import (
	"slices"
	"strings"

	"linkdesk/flow"
)

// sieve lets through what is on the lists for one reader, and remembers what it kept back.
type sieve struct {
	lists *lists
	to    readers
	kept  []string // reasons, each once
}

func newSieve(l *lists, p Profile) *sieve { return &sieve{lists: l, to: p.bit()} }

func (s *sieve) note(why string) {
	if why != elsewhere && !slices.Contains(s.kept, why) {
		s.kept = append(s.kept, why)
	}
}

// kind returns the readers of an event, and whether ours is one of them.
func (s *sieve) kind(ev flow.Event) (readers, bool) {
	to, listed := s.lists.kinds[ev.Kind()]
	if !listed {
		s.note(unlisted)
		return 0, false
	}
	if to == byEffect {
		to = s.lists.effects[effectOf(ev)]
	}
	return to, to&s.to != 0
}

// effect reports whether what is done by an effect is the reader's business. What has no effect, such
// as a backup that was put back, is the desk's own.
func (s *sieve) effect(k flow.EffectKind) bool {
	to, listed := s.lists.effects[k]
	if !listed {
		to = Ticket.bit()
	}
	return to&s.to != 0
}

// effectOf is the effect that an event tells of.
func effectOf(ev flow.Event) flow.EffectKind {
	switch e := ev.(type) {
	case flow.Intent:
		return e.Effect
	case flow.EffectFailed:
		return e.Effect
	case flow.EffectUnknown:
		return e.Effect
	case flow.EffectRetried:
		return e.Effect
	case flow.Cancelled:
		return e.Effect
	}
	return ""
}

// entry makes the entry of a record; false when it is not for this reader.
func (s *sieve) entry(r flow.Record) (Entry, bool) {
	if _, ok := s.kind(r.Event); !ok {
		return Entry{}, false
	}
	e := Entry{Seq: r.Seq, Time: r.Time, Stop: s.stop(r.Event.Stop()), Kind: r.Event.Kind(), Data: s.members(r.Event)}
	for _, c := range flow.CallsOf(r.Event) {
		e.Calls = append(e.Calls, s.members(c))
	}
	if r.Actor != "" {
		s.note(actors)
	}
	if _, isNote := r.Event.(flow.Noted); isNote {
		who, _, _ := strings.Cut(r.Actor, ":") // the process
		who, _, _ = strings.Cut(who, "@")      // and its machine stay here
		e.By = s.text(who)
	}
	return e, true
}

// stop is a stop of the road, or what a journal holds in the place of one.
func (s *sieve) stop(x flow.Stop) flow.Stop { return flow.Stop(s.text(string(x))) }
