package store

import (
	"errors"

	"linkdesk/flow"
)

// bucketTombs has a row for each case that was pruned, under the case's key.
const bucketTombs = "tomb"

// proved are the events of a case as far as its chain holds, taken place by place.
type proved struct {
	key     caseKey
	records []flow.Record
	places  []uint64
	c       flow.Case
	head    chain
	// fault is why the first place since the newest record was not taken. A place that is passed
	// over before the record that follows has been found was no place of the case at all.
	fault error
	alien []uint64 // places of events that say they are of this case
	empty int      // places that hold nothing
}

var errMissing = errors.New("it is missing, or was changed")

// add takes the event at a place when it is the one that follows.
func (p *proved) add(events rawTree, n uint64) {
	b, err := events.get(sequenceKey(n))
	if b == nil {
		p.empty++
	}
	if err == nil && (len(b) < entryFixed || caseKey(b[1:]) != p.key) {
		err = errMissing
	} else if err == nil {
		p.alien = append(p.alien, n)
		err = p.take(b, n)
	}
	if err == nil {
		p.alien = p.alien[:len(p.alien)-1]
		p.fault = nil
	} else if p.fault == nil {
		p.fault = err
	}
}

func (p *proved) take(b []byte, n uint64) error {
	e, err := decodeEntry(b, p.head, n)
	if err != nil {
		return err
	}
	if e.caseKey != p.key || int(e.seq) != len(p.records)+1 {
		return errors.New("it is not the one that follows")
	}
	r, err := e.record()
	if err != nil {
		return errors.New("what it says cannot be read: " + flow.Clean(err.Error()))
	}
	c, err := flow.Apply(p.c, r)
	if err != nil {
		return errors.New("it does not add up with those before it: " + flow.Clean(err.Error()))
	}
	p.c, p.records, p.places, p.head = c, append(p.records, r), append(p.places, n), e.chain
	return nil
}

// rows are everything that is derived of the case.
func (p *proved) rows() ([]row, error) {
	var rows []row
	for _, n := range p.places {
		rows = append(rows, row{bucketOfCase, append(p.key[:], sequenceKey(n)...), []byte{1}})
	}
	made, err := project(p.key, p.c, p.head)
	if err != nil {
		return nil, err
	}
	rows = append(rows, made...)
	seen := map[string]bool{}
	for _, r := range p.records {
		for _, x := range refRows(p.key, r) {
			if id := x.bucket + string(x.key); !seen[id] {
				seen[id] = true
				rows = append(rows, x)
			}
		}
	}
	return rows, nil
}
