package store

import "bytes"

// source gives the cases of a page in order. hit is false for a case that was passed by and is
// not wanted: it counts for the bound of a look, and the next look begins behind it.
type source interface {
	next() (at caseKey, value []byte, hit, more bool, err error)
}

// single is one walk as a source.
type single struct{ *walk }

func (s single) next() (at caseKey, value []byte, hit, more bool, err error) {
	at, value, more, err = s.walk.next()
	return at, value, more, more, err
}

// both gives the cases that two walks of one order have in common. A large bank and a frequent
// state may have few, and neither all rows of the bank nor all of the state are read for them.
type both struct{ a, b *walk }

func (x both) next() (at caseKey, value []byte, hit, more bool, err error) {
	a, _, okA, err := x.a.peek()
	if err != nil {
		return at, nil, false, false, err
	}
	b, _, okB, err := x.b.peek()
	switch {
	case err != nil || !okA || !okB:
		return at, nil, false, false, err
	case a == b:
		x.a.leave(a)
		x.b.leave(a)
		return a, nil, true, true, nil
	case x.a.order.before(a, b):
		x.a.skip(b)
		return a, nil, false, true, nil
	}
	x.b.skip(a)
	return b, nil, false, true, nil
}

// nearby is how many rows are stepped over before a seek is the shorter way.
const nearby = 8

// skip goes on to a case, or behind where it would be.
func (w *walk) skip(to caseKey) {
	for i := range w.strands {
		st := &w.strands[i]
		for n := 0; st.isBefore(w.order, to); n++ {
			if n < nearby {
				st.step(w.order)
			} else {
				st.set(st.reach(w.order, to))
			}
		}
	}
}

func (st *strand) isBefore(o order, to caseKey) bool {
	if len(st.k) != len(st.front)+len(to) {
		return false // behind the last, or damaged, which peek says
	}
	return o.before(caseKey(st.k[len(st.front):]), to)
}

// reach seeks a case, or the first behind it.
func (st *strand) reach(o order, to caseKey) (k, v []byte) {
	at := append(bytes.Clone(st.front), to[:]...)
	k, v = st.cur.Seek(at)
	switch {
	case o == oldestFirst || bytes.Equal(k, at):
		return k, v
	case k != nil:
		return st.cur.Prev()
	}
	return st.cur.Last()
}
