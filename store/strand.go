package store

import (
	"bytes"
	"time"

	"github.com/oklog/ulid/v2"
	bolt "go.etcd.io/bbolt"
)

// order is the direction of a walk.
type order bool

const (
	newestFirst order = false
	oldestFirst order = true
)

// strand is a part of an index whose keys begin with front and end with a case, so that it is
// in the order of time. The list itself is a strand with an empty front.
type strand struct {
	front []byte
	cur   *bolt.Cursor
	k, v  []byte // where it is; k is nil behind its last row
}

// walk goes through several strands at once in the order of time, each case once.
type walk struct {
	strands []strand
	order   order
}

// newWalk begins at the case from, which is left out, or at the end when from is nil.
func newWalk(index *bolt.Bucket, fronts [][]byte, o order, from *caseKey) *walk {
	w := &walk{order: o}
	for _, front := range fronts {
		st := strand{front: front, cur: index.Cursor()}
		st.set(st.begin(o, from))
		w.strands = append(w.strands, st)
	}
	return w
}

func (st *strand) begin(o order, from *caseKey) (k, v []byte) {
	if o == oldestFirst {
		if from == nil {
			return st.cur.Seek(st.front)
		}
		at := append(bytes.Clone(st.front), from[:]...)
		if k, v = st.cur.Seek(at); bytes.Equal(k, at) {
			return st.cur.Next()
		}
		return k, v
	}
	// Nothing of the strand is greater than this.
	at := append(bytes.Clone(st.front), bytes.Repeat([]byte{0xff}, len(caseKey{})+1)...)
	if from != nil {
		at = append(bytes.Clone(st.front), from[:]...)
	}
	// Seek stops at the key itself or behind it, and at nothing past the last one.
	if k, _ = st.cur.Seek(at); k != nil {
		return st.cur.Prev()
	}
	return st.cur.Last()
}

func (st *strand) set(k, v []byte) {
	if !bytes.HasPrefix(k, st.front) {
		k = nil
	}
	st.k, st.v = k, v
}

func (st *strand) step(o order) {
	if o == oldestFirst {
		st.set(st.cur.Next())
	} else {
		st.set(st.cur.Prev())
	}
}

// next returns the next case and its row in the index; ok is false behind the last one. A key
// that has no case at its end is errCut.
func (w *walk) next() (at caseKey, value []byte, ok bool, err error) {
	if at, value, ok, err = w.peek(); ok && err == nil {
		w.leave(at)
	}
	return at, value, ok, err
}

// peek is next without going on.
func (w *walk) peek() (at caseKey, value []byte, ok bool, err error) {
	for _, st := range w.strands {
		if st.k == nil {
			continue
		}
		if len(st.k) != len(st.front)+len(at) {
			return at, nil, false, errCut
		}
		if key := caseKey(st.k[len(st.front):]); !ok || w.order.before(key, at) {
			at, value, ok = key, st.v, true
		}
	}
	return at, value, ok, nil
}

// leave goes on from a case in every strand that is there.
func (w *walk) leave(at caseKey) {
	for i := range w.strands {
		if st := &w.strands[i]; st.k != nil && bytes.HasSuffix(st.k, at[:]) {
			st.step(w.order)
		}
	}
}

// before reports whether a walk comes to a before it comes to b.
func (o order) before(a, b caseKey) bool {
	if o == oldestFirst {
		return bytes.Compare(a[:], b[:]) < 0
	}
	return bytes.Compare(a[:], b[:]) > 0
}

// idSlack is by how much an id may be older than the first record of its case: it is made
// before that is written, and the clock may have been set in between.
const idSlack = time.Minute

// sinceKey is the smallest id that a case of that moment or later can have.
func sinceKey(t time.Time) (key caseKey) {
	if t.IsZero() {
		return key
	}
	if t = t.Add(-idSlack); t.UnixMilli() < 0 {
		return key
	}
	var id ulid.ULID
	_ = id.SetTime(min(uint64(t.UnixMilli()), ulid.MaxTime()))
	return caseKey(id)
}
