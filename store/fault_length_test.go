package store

import (
	"encoding/binary"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestALengthOfAGigabyte turns the lengths of rows in small buckets into gigabytes. bbolt copies
// such a bucket to memory of our own, where no fault stops who reads so far: it took more than
// twenty seconds and a gigabyte, and the console stood still.
func TestALengthOfAGigabyte(t *testing.T) {
	s := newStore(t)
	for n := 1; n <= 3; n++ { // those that a child asks for
		contract.Put(t, s, contract.Road(contract.ID(n), flow.Demo)[:8+n]...)
	}
	all := lengthsOfSmallBuckets(t, s)
	if len(all) < 20 {
		t.Fatalf("%d lengths: the test proves little", len(all))
	}
	seen := overturnAll(t, s, all)
	t.Logf("%d lengths: %v", len(all), seen)
	if seen["damaged"] < len(all)/4 {
		t.Error("too few were noticed")
	}
}

// lengthsOfSmallBuckets are the highest bytes of the lengths of keys and values in every bucket
// that stands within its parent.
func lengthsOfSmallBuckets(t *testing.T, s *Store) (all []overturn) {
	t.Helper()
	r, closed, err := openRaw(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer closed()
	high := 3 // where the highest byte of a number stands
	if binary.NativeEndian.Uint16([]byte{1, 0}) != 1 {
		high = 0
	}
	cur := newRawCursor(rawTree{raw: r, root: r.root})
	cur.buckets = true
	for e, more := cur.element(); more; e, more = cur.element() {
		tree, err := r.tree(e.value, e.at)
		if err != nil {
			t.Fatal(err)
		}
		if tree.inline == nil {
			continue
		}
		for i := range tree.inline.elements {
			at := e.at + bucketHead + pageHead + int64(i*elementSize+high)
			all = append(all, overturn{at + 8, 0x40}, overturn{at + 12, 0x40})
		}
	}
	return all
}
