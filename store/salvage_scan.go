package store

import (
	"encoding/binary"
	"errors"
	"io"
)

// The most that a key and a value in a loose page can have.
const (
	longestKey   = 512
	longestValue = 1 << 20
)

// scan goes through all pages of the file, whatever they say of themselves, and takes every
// element that has the shape of something that can prove itself.
func (x *salvager) scan() error {
	page := make([]byte, x.file.pageSize)
	pages := uint64(x.file.size/x.file.pageSize) + 1
	for id := range pages {
		if id%256 == 0 {
			x.store.tellProgress("going through all pages", id, pages)
			if err := x.ctx.Err(); err != nil {
				return err
			}
		}
		n, err := x.file.f.ReadAt(page, int64(id)*x.file.pageSize)
		if err != nil && !errors.Is(err, io.EOF) {
			continue // a place of the disk that cannot be read holds nothing for us
		}
		x.loosePage(page[:n], int64(id)*x.file.pageSize, "", &heads{})
	}
	return nil
}

// loosePage takes the elements of a page, or of a bucket within one, whose name is given then.
// h gathers what a first page holds.
func (x *salvager) loosePage(page []byte, base int64, name string, h *heads) {
	if len(page) < pageHead+elementSize {
		return
	}
	order := binary.NativeEndian
	count := int(order.Uint16(page[10:]))
	// The first element points behind the last one, so it knows the number as well.
	if first := int(order.Uint32(page[pageHead+4:])); first%elementSize == 0 {
		count = max(count, first/elementSize)
	}
	outer := name == ""
	for i := range min(count, (len(page)-pageHead)/elementSize) {
		e, ok := x.looseElement(page, pageHead+i*elementSize, base)
		switch {
		case !ok:
		case e.bucket && outer:
			x.looseBucket(e, h)
		case name == bucketMeta:
			h.meta[string(e.key)] = append([]byte{}, e.value...)
		case name == bucketKeys:
			h.keys[string(e.key)] = append([]byte{}, e.value...)
		default:
			x.event(e, false)
			x.summary(e, false)
			x.secret(e, false)
		}
	}
	if outer && h.meta != nil {
		x.heads = append(x.heads, *h)
	}
}

// looseBucket looks at the head of a bucket, and into one that stands in its parent's page.
func (x *salvager) looseBucket(e element, h *heads) {
	if len(e.value) < bucketHead {
		return
	}
	name := string(e.key)
	if name == bucketEvents {
		h.newest = binary.NativeEndian.Uint64(e.value[8:])
	}
	if h.meta == nil && name == bucketMeta {
		h.meta = map[string][]byte{}
	}
	if h.keys == nil {
		h.keys = map[string][]byte{}
	}
	if binary.NativeEndian.Uint64(e.value) == 0 {
		x.loosePage(e.value[bucketHead:], e.at+bucketHead, name, h)
	}
}

// looseElement reads the element at a place of a page. Its data may lie on the pages that follow.
func (x *salvager) looseElement(page []byte, at int, base int64) (e element, ok bool) {
	b, order := page[at:], binary.NativeEndian
	flags, start := order.Uint32(b), int64(at)+int64(order.Uint32(b[4:]))
	keys, values := int64(order.Uint32(b[8:])), int64(order.Uint32(b[12:]))
	if flags > flagBucket || keys == 0 || keys > longestKey || values > longestValue || base+start+keys+values > x.file.size {
		return e, false
	}
	e = element{bucket: flags == flagBucket, at: base + start + keys}
	if start+keys+values <= int64(len(page)) {
		e.key, e.value = page[start:start+keys], page[start+keys:start+keys+values]
		return e, true
	}
	data := make([]byte, keys+values)
	if _, err := x.file.f.ReadAt(data, base+start); err != nil {
		return e, false
	}
	e.key, e.value = data[:keys], data[keys:]
	return e, true
}
