package store

import (
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
	"linkdesk/store/gen"
)

func putTold(tx *bolt.Tx, cases []told, index indexed) error {
	events, ofCase := tx.Bucket([]byte(bucketEvents)), tx.Bucket([]byte(bucketOfCase))
	events.FillPercent = 0.95
	for _, name := range []string{bucketOfCase, bucketCases, bucketList} {
		tx.Bucket([]byte(name)).FillPercent = 0.9
	}
	for _, t := range cases {
		if t.err != nil {
			return t.err
		}
		var head chain
		for i := range t.entries {
			n, err := events.NextSequence()
			if err != nil {
				return err
			}
			if err := events.Put(sequenceKey(n), t.entries[i].link(head, n)); err != nil {
				return err
			}
			if err := ofCase.Put(append(t.key[:], sequenceKey(n)...), []byte{1}); err != nil {
				return err
			}
			head = t.entries[i].chain
			for _, r := range refRows(t.key, t.records[i]) {
				index.add(r)
			}
		}
		rows, err := project(t.key, t.c, head)
		if err != nil {
			return err
		}
		for _, r := range rows {
			if r.bucket != bucketCases && r.bucket != bucketList {
				index.add(r)
				continue
			}
			if err := tx.Bucket([]byte(r.bucket)).Put(r.key, r.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestBulk: what bulk writes is what the events give, byte for byte (newStore checks that at
// the end), and the same as Append writes.
func TestBulk(t *testing.T) {
	s := newStore(t)
	bulk(t, s, 300)
	other := newStore(t)
	for n := range 20 {
		told, err := gen.Make(bulkSeed, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range told.Records {
			contract.Put(t, other, flow.Append{Case: r.Case, Expect: r.Seq - 1, At: r.Time, Actor: r.Actor, Events: []flow.Event{r.Event}})
		}
		a, errA := s.Records(t.Context(), told.Case.ID)
		b, errB := other.Records(t.Context(), told.Case.ID)
		if errA != nil || errB != nil || len(a) != len(b) || len(a) != len(told.Records) {
			t.Fatalf("case %d: %d records, %v; %d records, %v", n, len(a), errA, len(b), errB)
		}
	}
}
