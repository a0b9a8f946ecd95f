package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// rawCursor goes through all rows of a tree. What cannot be read is passed over and told in
// faults. No page is entered twice, so it ends whatever the pages say.
type rawCursor struct {
	t       rawTree
	buckets bool // give the buckets and not the rows
	began   bool
	stack   []frame
	entered []uint64 // a bit for each page
	faults  []error
	lost    int // how many pages and entries were passed over
}

// frame is a page that the cursor is in. Its keys are below high, where that is known.
type frame struct {
	elements []element
	leaf     bool
	next     int
	high     []byte
	inOrder  bool
}

func newRawCursor(t rawTree) *rawCursor {
	return &rawCursor{t: t, entered: make([]uint64, t.raw.size/t.raw.pageSize/64+1)}
}

func (c *rawCursor) fault(err error) {
	if c.lost++; c.lost <= mostPageFaults {
		c.faults = append(c.faults, err)
	}
}

func (c *rawCursor) enter(id uint64, low, high []byte) {
	if i := id / 64; i < uint64(len(c.entered)) {
		if c.entered[i]>>(id%64)&1 == 1 || len(c.stack) >= deepest {
			c.fault(fmt.Errorf("page %d is used twice", id))
			return
		}
		c.entered[i] |= 1 << (id % 64)
	}
	n, err := c.t.raw.node(id)
	if err != nil {
		c.fault(err)
		return
	}
	c.push(n, low, high)
}

// push goes into a page. Rows out of order are passed over: whoever goes through two trees side
// by side relies on it. Of those in order the most are kept, so that one wrong key costs one row.
func (c *rawCursor) push(n *node, low, high []byte) {
	f := frame{elements: n.elements, leaf: n.leaf, high: high}
	f.inOrder = slices.IsSortedFunc(f.elements, func(a, b element) int { return bytes.Compare(a.key, b.key) })
	outside := func(e element) bool {
		return low != nil && bytes.Compare(e.key, low) < 0 || high != nil && bytes.Compare(e.key, high) >= 0
	}
	if f.leaf && (!f.inOrder || slices.ContainsFunc(f.elements, func(e element) bool { return e.broken || outside(e) })) {
		f.elements = slices.DeleteFunc(slices.Clone(f.elements), func(e element) bool { return e.broken || outside(e) })
		f.elements = rising(f.elements)
		for range len(n.elements) - len(f.elements) {
			c.fault(errors.New("an entry of a page is broken or out of order"))
		}
	}
	c.stack = append(c.stack, f)
}

func (c *rawCursor) next() (key, value []byte, more bool) {
	e, more := c.element()
	return e.key, e.value, more
}

func (c *rawCursor) element() (e element, more bool) {
	if !c.began {
		c.began = true
		if c.t.inline != nil {
			c.push(c.t.inline, nil, nil)
		} else if c.t.root != 0 {
			c.enter(c.t.root, nil, nil)
		}
	}
	for len(c.stack) > 0 {
		top := &c.stack[len(c.stack)-1]
		if top.next == len(top.elements) {
			c.stack = c.stack[:len(c.stack)-1]
			continue
		}
		e := top.elements[top.next]
		top.next++
		switch {
		case !top.leaf:
			c.enter(e.child, top.lowOf(e), top.highOf())
		case e.bucket != c.buckets:
			c.fault(errors.New("an entry of a page is broken"))
		default:
			return e, true
		}
	}
	return element{}, false
}

// lowOf and highOf are between what the keys of the child are that comes next. A branch that is
// out of order itself says nothing.
func (f *frame) lowOf(e element) []byte {
	if !f.inOrder {
		return nil
	}
	return e.key
}

func (f *frame) highOf() []byte {
	switch {
	case !f.inOrder:
		return nil
	case f.next < len(f.elements):
		return f.elements[f.next].key
	}
	return f.high
}
