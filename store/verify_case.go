package store

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"
)

// cases judges all cases. One that seems damaged is judged once more with all events that say
// they are of it, so that a wrong row of the order is never taken for a damaged event.
func (v *verifier) cases() error {
	order, summaries, err := v.each(v.oneCase)
	if err != nil {
		return err
	}
	v.broken(bucketOfCase, order)
	v.broken(bucketCases, summaries)
	if len(v.suspects) == 0 {
		return nil
	}
	cur := v.cursor(bucketEvents)
	for k, b, more := cur.next(); more; k, b, more = cur.next() {
		if len(k) != 8 || len(b) < entryFixed {
			continue
		}
		if x := v.suspects[caseKey(b[1:])]; x != nil {
			x.places = append(x.places, binary.BigEndian.Uint64(k))
		}
		if err := v.step(); err != nil {
			return err
		}
	}
	v.final = true
	for _, key := range slices.SortedFunc(maps.Keys(v.suspects), func(a, b caseKey) int { return bytes.Compare(a[:], b[:]) }) {
		x := v.suspects[key]
		slices.Sort(x.places)
		if err := v.oneCase(key, slices.Compact(x.places), x.known); err != nil {
			return err
		}
	}
	return nil
}

// suspect is a case that seems damaged.
type suspect struct {
	places []uint64
	known  bool
}

// oneCase judges a case; known is false for one that has no summary.
func (v *verifier) oneCase(key caseKey, places []uint64, known bool) error {
	p := proved{key: key}
	events := v.trees[bucketEvents]
	for _, n := range places {
		if err := v.step(); err != nil {
			return err
		}
		if events.raw != nil {
			p.add(events, n)
		}
	}
	count, whole := v.counted(p)
	n := uint32(len(p.records))
	fault := Finding{Case: key.id(), Seq: n + 1, Part: bucketEvents}
	switch {
	case !known && n == 0 && p.empty == 0: // a wrong row of the order, or an event with a wrong case
		for _, at := range p.alien {
			v.find(Finding{Part: bucketEvents, What: fmt.Sprintf("the event at place %d belongs to no case", at)})
		}
		return nil
	case !whole && p.fault != nil:
		fault.What = p.fault.Error()
	case count > n && !(n == 0 && v.pruned(key)):
		fault.What = fmt.Sprintf("it is missing (the case counts %d records)", count)
	case count == n && n > 0 && !whole:
		fault.Seq, fault.What = n, "it is not the one that was written last"
	default:
		for _, at := range p.alien {
			v.find(Finding{Part: bucketEvents, What: fmt.Sprintf("the event at place %d says that it is of case %s, and its chain does not know it", at, key.id())})
		}
		if n == 0 {
			return nil // its rows lead to no event, and are counted as too many
		}
		v.report.Cases++
		v.report.Events += len(p.records)
		return v.compare(p)
	}
	if !v.final {
		v.suspects[key] = &suspect{places, known}
		return nil
	}
	v.bad[key] = true
	v.find(fault)
	return nil
}

// counted gives the number of records that the summary of a case knows, and whether the chain
// ends where it says: the chain cannot see itself that its newest end is missing. A summary that
// is damaged says nothing; without one the chain is taken for the whole.
func (v *verifier) counted(p proved) (count uint32, whole bool) {
	n := uint32(len(p.records))
	t, ok := v.trees[bucketCases]
	if !ok {
		return n, p.fault == nil
	}
	b, err := t.get(p.key[:])
	if err != nil || b == nil {
		return n, p.fault == nil
	}
	c, head, err := decodeCase(p.key, b)
	if err != nil || c.Seq < n {
		return n, p.fault == nil
	}
	return c.Seq, c.Seq == n && head == p.head
}

// pruned reports whether a case has a tombstone.
func (v *verifier) pruned(key caseKey) bool {
	t, ok := v.trees[bucketTombs]
	if !ok {
		return false
	}
	b, err := t.get(key[:])
	return err == nil && b != nil
}
