package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
)

// rawTree is one bucket of a raw file: its root page, or the page that stands in its parent.
type rawTree struct {
	raw      *raw
	root     uint64
	inline   *node
	sequence uint64 // the last number that was given in it
}

// bucketHead is what stands before a page within its parent: root u64, sequence u64.
const bucketHead = 16

// tree opens the bucket whose value stands at a place of the file.
func (r *raw) tree(value []byte, at int64) (rawTree, error) {
	t := rawTree{raw: r}
	if len(value) < bucketHead {
		return t, errCut
	}
	t.root, t.sequence = binary.NativeEndian.Uint64(value), binary.NativeEndian.Uint64(value[8:])
	if t.root != 0 {
		return t, nil
	}
	if len(value) < bucketHead+pageHead {
		return t, errCut
	}
	var err error
	if t.inline, err = parseNode(value[bucketHead:], at+bucketHead); err == nil && !t.inline.leaf {
		err = errors.New("it is not a leaf")
	}
	return t, err
}

// trees are the buckets of a file, and what is wrong with the way to them.
func (r *raw) trees() (map[string]rawTree, []error) {
	out := map[string]rawTree{}
	if r.root == 0 {
		return out, []error{errors.New("neither of its headers is good")}
	}
	cur := newRawCursor(rawTree{raw: r, root: r.root})
	cur.buckets = true
	var faults []error
	for {
		e, more := cur.element()
		if !more {
			return out, append(faults, cur.faults...)
		}
		t, err := r.tree(e.value, e.at)
		if err != nil {
			faults = append(faults, fmt.Errorf("the part %q is broken: %w", e.key, err))
			continue
		}
		out[string(e.key)] = t
	}
}

func (t rawTree) top() (*node, error) {
	if t.inline != nil || t.root == 0 {
		return t.inline, nil
	}
	return t.raw.node(t.root)
}

// get returns the value of a key, or nil where there is none.
func (t rawTree) get(key []byte) ([]byte, error) {
	n, err := t.top()
	for range deepest {
		switch {
		case err != nil:
			return nil, err
		case n == nil:
			return nil, nil
		case n.leaf:
			for _, e := range n.elements {
				if !e.broken && !e.bucket && bytes.Equal(e.key, key) {
					return e.value, nil
				}
			}
			return nil, nil
		case len(n.elements) == 0:
			return nil, errors.New("a page is empty")
		}
		n, err = t.raw.node(n.at(key))
	}
	return nil, errors.New("its pages lead in a circle")
}
