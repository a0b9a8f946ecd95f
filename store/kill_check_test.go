package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// The child writes over so many cases with so many goroutines, so that most appends wait for
// one another and some of them collide.
const (
	killCases   = 6
	killWriters = 4
)

// childConcurrent appends one to three events and a secret at a time from several goroutines,
// for ever. A line that its parent has read is an acknowledgement.
func childConcurrent(ctx context.Context, s *Store) error {
	fmt.Println("running")
	var wg sync.WaitGroup
	failed := make(chan error, killWriters)
	for range killWriters {
		wg.Go(func() {
			for {
				err := childStep(ctx, s, contract.ID(rand.N(killCases)))
				if err != nil && !errors.Is(err, flow.ErrConflict) {
					failed <- err
					return
				}
			}
		})
	}
	return <-failed
}

// childStep makes one append to a case, whatever its state.
func childStep(ctx context.Context, s *Store, id flow.CaseID) error {
	c, err := s.Case(ctx, id)
	if errors.Is(err, flow.ErrNoCase) {
		a := contract.Road(id, flow.Demo)[0]
		a.Patient = true
		_, err = s.Append(ctx, a)
		return err
	}
	if busy := (*flow.BusyError)(nil); errors.As(err, &busy) {
		return nil
	}
	if err != nil {
		return err
	}
	a := flow.Append{Case: id, Expect: c.Seq, At: contract.Start(), Actor: "bob", Patient: true}
	if road := contract.Road(id, flow.Demo); c.Seq < roadLength {
		// The road up to the hand-off makes the case one that can take Link's events for ever.
		for _, step := range road {
			if step.Expect == c.Seq {
				a.Events, a.Seal = step.Events, step.Seal
			}
		}
		_, err = s.Append(ctx, a)
		return err
	}
	n, tag := 1+rand.N(3), fmt.Sprintf("P%d_%08x", os.Getpid(), rand.Uint32())
	for i := range n {
		a.Events = append(a.Events, tagged(tag, i+1, n))
	}
	last := c.Seq + uint32(n)
	a.Seal = []flow.SealedSecret{{Kind: flow.LinkToken, Secret: contract.Token(flow.LinkToken, int(last))}}
	if _, err := s.Append(ctx, a); err != nil {
		return err
	}
	_, err = os.Stdout.WriteString(fmt.Sprintf("%s %d %s\n", id, last, tag)) // in one write, so that lines stay whole
	return err
}

// roadLength is the number of events after which a case of the child takes Link's events.
const roadLength = 8

// nothingLost reads every case and compares it with what was acknowledged. It returns how
// many appends are there that nobody had heard of.
func nothingLost(t *testing.T, s *Store, said map[flow.CaseID]map[uint32]string) (unseen int) {
	t.Helper()
	for n := range killCases {
		id := contract.ID(n)
		records, err := s.Records(t.Context(), id)
		if errors.Is(err, flow.ErrNoCase) && len(said[id]) == 0 {
			continue
		}
		if err != nil {
			t.Errorf("case %s: %v", id, err)
			return unseen
		}
		marks, err := wholeAppends(records)
		if err != nil {
			t.Errorf("case %s: %v", id, err)
		}
		for seq, tag := range said[id] {
			if marks[seq] != tag {
				t.Errorf("case %s: %s was acknowledged at %d, and there is %q", id, tag, seq, marks[seq])
			}
		}
		unseen += len(marks) - len(said[id])
		if len(records) <= roadLength {
			continue
		}
		token, err := s.Secret(t.Context(), id, flow.LinkToken)
		if want := contract.Plain(contract.Token(flow.LinkToken, len(records))); err != nil || contract.Plain(token) != want {
			t.Errorf("case %s: after %d records the token is %q, %v", id, len(records), contract.Plain(token), err)
		}
	}
	return unseen
}

// wholeAppends returns the mark of each append by the place of its last event, or an error
// for one that is there in part.
func wholeAppends(records []flow.Record) (map[uint32]string, error) {
	marks := map[uint32]string{}
	for at := roadLength; at < len(records); {
		_, tag, n := readTag(records[at])
		for i := range n {
			if at+i >= len(records) {
				return marks, fmt.Errorf("%s has %d of %d events", tag, i, n)
			}
			if place, other, _ := readTag(records[at+i]); other != tag || place != i+1 {
				return marks, fmt.Errorf("record %d is number %d of %s, not %d of %s", at+i+1, place, other, i+1, tag)
			}
		}
		if n < 1 {
			return marks, fmt.Errorf("record %d is %+v", at+1, records[at].Event)
		}
		at += n
		marks[uint32(at)] = tag
	}
	// Before them every append of the road is whole too.
	for _, a := range contract.Road(contract.ID(0), flow.Demo) {
		if n := len(records); n < roadLength && n > int(a.Expect) && n < int(a.Expect)+len(a.Events) {
			return marks, fmt.Errorf("%d records end in the middle of an append", n)
		}
	}
	return marks, nil
}

// readTag takes the mark of tagged apart; tag is "" for every other event.
func readTag(r flow.Record) (place int, tag string, n int) {
	e, _ := r.Event.(flow.LinkEventSeen)
	parts := strings.Split(e.Event.View, "_")
	if len(parts) != 4 {
		return 0, "", 0
	}
	place, _ = strconv.Atoi(parts[2])
	n, _ = strconv.Atoi(parts[3])
	return place, parts[0] + "_" + parts[1], n
}
