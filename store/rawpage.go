package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sort"
)

// node reads a page of a tree.
func (r *raw) node(id uint64) (*node, error) {
	if n := r.nodes[id]; n != nil {
		return n, nil
	}
	if id < 2 || id >= uint64(r.size/r.pageSize) {
		return nil, fmt.Errorf("page %d is not in the file", id)
	}
	head := make([]byte, pageHead)
	if _, err := r.f.ReadAt(head, int64(id)*r.pageSize); err != nil {
		return nil, fmt.Errorf("page %d cannot be read: %s", id, reason(err))
	}
	length := (1 + int64(binary.NativeEndian.Uint32(head[12:]))) * r.pageSize
	if binary.NativeEndian.Uint64(head) != id || length > longestPage || int64(id)*r.pageSize+length > r.size {
		return nil, fmt.Errorf("page %d is not a page, or not this one", id)
	}
	page := make([]byte, length)
	if _, err := r.f.ReadAt(page, int64(id)*r.pageSize); err != nil {
		return nil, fmt.Errorf("page %d cannot be read: %s", id, reason(err))
	}
	n, err := parseNode(page, int64(id)*r.pageSize)
	if err != nil {
		return nil, fmt.Errorf("page %d %w", id, err)
	}
	if len(r.nodes) >= mostNodes {
		clear(r.nodes)
	}
	r.nodes[id] = n
	return n, nil
}

// parseNode reads a page that stands at base in the file.
func parseNode(page []byte, base int64) (*node, error) {
	flags, count := binary.NativeEndian.Uint16(page[8:]), int(binary.NativeEndian.Uint16(page[10:]))
	if flags != flagLeaf && flags != flagBranch {
		return nil, errors.New("is of no kind that belongs here")
	}
	if pageHead+count*elementSize > len(page) {
		return nil, errors.New("counts more entries than it has room for")
	}
	n := &node{leaf: flags == flagLeaf, elements: make([]element, count)}
	for i := range n.elements {
		e := parseElement(page, pageHead+i*elementSize, n.leaf)
		e.at += base
		if e.broken && !n.leaf {
			return nil, errors.New("has a broken entry")
		}
		n.elements[i] = e
	}
	return n, nil
}

// parseElement reads the element at a place of a page.
func parseElement(page []byte, at int, leaf bool) element {
	b, order := page[at:at+elementSize], binary.NativeEndian
	var e element
	var start, keys, values uint64
	if leaf {
		flags := order.Uint32(b)
		e.bucket, e.broken = flags == flagBucket, flags > flagBucket
		start, keys, values = uint64(order.Uint32(b[4:])), uint64(order.Uint32(b[8:])), uint64(order.Uint32(b[12:]))
	} else {
		start, keys = uint64(order.Uint32(b)), uint64(order.Uint32(b[4:]))
		e.child = order.Uint64(b[8:])
	}
	start += uint64(at)
	if e.broken || start+keys+values > uint64(len(page)) {
		return element{broken: true}
	}
	e.key, e.value, e.at = page[start:start+keys], page[start+keys:start+keys+values], int64(start+keys)
	return e
}

// at finds the child of a branch that would hold a key.
func (n *node) at(key []byte) uint64 {
	i := sort.Search(len(n.elements), func(i int) bool { return bytes.Compare(n.elements[i].key, key) > 0 })
	return n.elements[max(i-1, 0)].child
}

// rising is the longest part of elements whose keys rise.
func rising(elements []element) []element {
	var ends, before []int // the last element of the best part of each length, and what comes before each
	for i, e := range elements {
		n := sort.Search(len(ends), func(n int) bool { return bytes.Compare(elements[ends[n]].key, e.key) >= 0 })
		if n == len(ends) {
			ends = append(ends, i)
		} else {
			ends[n] = i
		}
		if n == 0 {
			before = append(before, -1)
		} else {
			before = append(before, ends[n-1])
		}
	}
	var out []element
	if len(ends) > 0 {
		for i := ends[len(ends)-1]; i >= 0; i = before[i] {
			out = append(out, elements[i])
		}
	}
	slices.Reverse(out)
	return out
}
