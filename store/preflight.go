package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
)

// The header page of a bbolt file (go.etcd.io/bbolt, internal/common/meta.go): behind the 16
// bytes that every page begins with come, in the byte order of the machine, magic, version,
// page size, flags, root page and its sequence, freelist page, high-water mark, transaction
// id, and the FNV-1a sum of all of them.
const (
	headerAt    = 16
	headerSum   = 56 // bytes that are summed
	headerSize  = headerSum + 8
	boltMagic   = 0xED0CDAED
	boltVersion = 2
)

// header is what the preflight wants to know of one header page.
type header struct {
	pageSize, pages, root, freelist, tx uint64
}

// preflight reads both header pages by plain reads, before anything maps the file: bbolt
// alone panics on a file that is cut off, or is killed by SIGBUS, which nothing can catch.
//
// Both pages must be good. A header fits into one disk sector, so a power cut leaves an old
// one or a new one, and a bad one is damage; bbolt would quietly go back by one transaction,
// and an event that was acknowledged would be gone.
func preflight(path string, size int64) error {
	f, err := os.Open(path)
	if err != nil {
		return errors.New(reason(err))
	}
	defer func() { _ = f.Close() }()
	first, err := readHeader(f, 0)
	if err != nil {
		if second, err2 := readHeader(f, int64(os.Getpagesize())); err2 == nil && second.pageSize > 0 {
			return fmt.Errorf("its first header page is damaged (%w), so the newest change may be missing; restore a backup", err)
		}
		return err
	}
	second, err := readHeader(f, int64(first.pageSize))
	if err != nil {
		return fmt.Errorf("its second header page is damaged (%w), so the newest change may be missing; restore a backup", err)
	}
	newest := first
	if second.tx > first.tx {
		newest = second
	}
	switch {
	case first.pageSize != second.pageSize || newest.root >= newest.pages || newest.freelist >= newest.pages:
		return errors.New("its header pages contradict each other; restore a backup")
	case newest.pages > uint64(size)/newest.pageSize:
		return fmt.Errorf("it is cut off: it has %d bytes and needs %d; restore a backup", size, newest.pages*newest.pageSize)
	}
	return nil
}

// newestHeader is the header that counts, of a file that went through preflight.
func newestHeader(f io.ReaderAt) (header, error) {
	first, err := readHeader(f, 0)
	if err != nil {
		return first, err
	}
	second, err := readHeader(f, int64(first.pageSize))
	if err == nil && second.tx > first.tx {
		return second, nil
	}
	return first, err
}

func readHeader(f io.ReaderAt, at int64) (header, error) {
	var b [headerAt + headerSize]byte
	if _, err := f.ReadAt(b[:], at); err != nil {
		if errors.Is(err, io.EOF) {
			return header{}, errors.New("it is too short to be a history")
		}
		return header{}, errors.New("it cannot be read: " + reason(err))
	}
	m, order := b[headerAt:], binary.NativeEndian
	sum := fnv.New64a()
	_, _ = sum.Write(m[:headerSum])
	h := header{
		pageSize: uint64(order.Uint32(m[8:])),
		root:     order.Uint64(m[16:]), freelist: order.Uint64(m[32:]), pages: order.Uint64(m[40:]), tx: order.Uint64(m[48:]),
	}
	switch {
	case order.Uint32(m) != boltMagic:
		return header{}, errors.New("it is not a history of this program")
	case order.Uint32(m[4:]) != boltVersion:
		return header{}, fmt.Errorf("it has the file format %d, and this program knows %d", order.Uint32(m[4:]), boltVersion)
	case order.Uint64(m[headerSum:]) != sum.Sum64():
		return header{}, errors.New("a checksum does not agree")
	case h.pageSize < 1024 || h.pageSize > 1<<24 || h.pageSize&(h.pageSize-1) != 0:
		return header{}, fmt.Errorf("it names a page size of %d bytes", h.pageSize)
	}
	return h, nil
}
