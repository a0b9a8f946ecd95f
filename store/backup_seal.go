package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
)

// A backup ends with a mark and the SHA-256 of everything before it, behind the pages, where bbolt
// does not look. Pages and chains prove what the history says; this proves also the bytes that
// nothing else does, such as those of a sealed token, whose key may not be at hand.
const backupMark = "linkdesk backup\n"

// smallestPage divides the size of every history: bbolt's pages are those of the system.
const smallestPage = 4096

const backupEnd = len(backupMark) + sha256.Size

var errChanged = errors.New("its checksum does not agree: it was changed since it was made")

// hashed writes through to w and remembers the sum.
type hashed struct {
	w   io.Writer
	sum hash.Hash
}

func newHashed(w io.Writer) hashed { return hashed{w, sha256.New()} }

func (h hashed) Write(b []byte) (int, error) {
	n, err := h.w.Write(b)
	h.sum.Write(b[:n])
	return n, err
}

// end is the mark and the sum.
func (h hashed) end() []byte { return h.sum.Sum([]byte(backupMark)) }

// endOf reads the end of a file of that size. A file without the mark is a plain copy of a
// history, and all of it is body.
func endOf(f io.ReaderAt, size int64) (body int64, end []byte, err error) {
	body = size - int64(backupEnd)
	if body < 0 {
		return size, nil, nil
	}
	end = make([]byte, backupEnd)
	if _, err := f.ReadAt(end, body); err != nil {
		return 0, nil, err
	}
	if !bytes.HasPrefix(end, []byte(backupMark)) {
		if size%smallestPage != 0 {
			return 0, nil, errChanged // a plain copy has whole pages
		}
		return size, nil, nil
	}
	return body, end, nil
}

// copyBody copies a backup without its end, and returns errChanged where that does not agree.
func copyBody(w io.Writer, f io.ReaderAt, body int64, end []byte) error {
	h := newHashed(w)
	n, err := io.Copy(h, io.NewSectionReader(f, 0, body))
	switch {
	case err != nil:
		return err
	case n != body:
		return io.ErrUnexpectedEOF
	case end != nil && !bytes.Equal(h.end(), end):
		return errChanged
	}
	return nil
}
