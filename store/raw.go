package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"sort"
)

// raw reads the pages of a bbolt file by plain reads, every number in it doubted. bbolt itself
// maps the file and believes it: on a broken one it panics, is killed, or turns in circles. What
// examines and salvages goes this way, so it needs neither luck nor a process of its own.
type raw struct {
	f        io.ReaderAt
	size     int64
	pageSize int64
	root     uint64 // 0 where neither header is good
	nodes    map[uint64]*node
}

// The layout of pages (go.etcd.io/bbolt, internal/common): id u64, flags u16, count u16, overflow
// u32, then count elements of 16 bytes each, whose keys and values follow.
const (
	pageHead    = 16
	elementSize = 16
	flagBranch  = 1
	flagLeaf    = 2
	flagBucket  = 1
	// longestPage bounds a page with its overflow. The longest entry is some 64 KB.
	longestPage = 64 << 20
	// deepest is more levels than the largest history can have; mostNodes bounds the cache.
	deepest   = 24
	mostNodes = 2048
)

// element is one entry of a page. A broken one points out of its page or has flags that nobody
// knows.
type element struct {
	key, value []byte
	child      uint64 // of a branch
	at         int64  // where in the file the value is
	bucket     bool
	broken     bool
}

type node struct {
	leaf     bool
	elements []element
}

func openRaw(path string) (*raw, func(), error) {
	f, err := os.OpenFile(path, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return nil, nil, err
	}
	fi, err := f.Stat()
	if err != nil {
		_ = f.Close()
		return nil, nil, err
	}
	r := &raw{f: f, size: fi.Size(), nodes: map[uint64]*node{}}
	r.findRoot()
	return r, func() { _ = f.Close() }, nil
}

// findRoot takes the newest header that is good. Without one the size of pages is guessed.
func (r *raw) findRoot() {
	first, err := readHeader(r.f, 0)
	sizes := []int64{int64(first.pageSize)}
	if err != nil {
		sizes = pageSizes()
	} else {
		r.pageSize, r.root = int64(first.pageSize), first.root
	}
	for _, size := range sizes {
		second, err := readHeader(r.f, size)
		if err == nil && int64(second.pageSize) == size && (r.root == 0 || second.tx > first.tx) {
			r.pageSize, r.root = size, second.root
			break
		}
	}
	if r.pageSize == 0 {
		r.pageSize = r.guessPageSize()
	}
}

func pageSizes() []int64 {
	out := []int64{int64(os.Getpagesize())}
	for size := int64(1 << 10); size <= 1<<16; size <<= 1 {
		out = append(out, size)
	}
	return out
}

// guessPageSize looks for the size at which most pages say the number that they should have.
func (r *raw) guessPageSize() int64 {
	best, most := int64(os.Getpagesize()), 0
	for _, size := range pageSizes() {
		n := 0
		for id := int64(2); id < 1000 && (id+1)*size <= r.size; id++ {
			var b [8]byte
			if _, err := r.f.ReadAt(b[:], id*size); err == nil && binary.NativeEndian.Uint64(b[:]) == uint64(id) {
				n++
			}
		}
		if n > most {
			best, most = size, n
		}
	}
	return best
}

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
