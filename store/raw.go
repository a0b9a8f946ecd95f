package store

import (
	"encoding/binary"
	"io"
	"os"
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
