//go:build e2e && linux

package store

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
)

// sector is what a disk writes whole or not at all.
const sector = 512

// delta is a write that is not safe yet, or, without data, a new size.
type delta struct {
	at   int64
	data []byte
}

// inode is a file: what is safe of it, and what only the system knows.
type inode struct {
	safe    []byte
	pending []delta
}

// apply makes the change in b, and returns it as append does.
func (c delta) apply(b []byte) []byte {
	size := int(c.at) + len(c.data)
	if c.data == nil && size < len(b) {
		return b[:size]
	}
	if more := size - len(b); more > 0 {
		from := len(b)
		b = slices.Grow(b, more)[:size]
		clear(b[from:])
	}
	copy(b[c.at:], c.data)
	return b
}

// torn gives the sectors of a write that arrive.
func (c delta) torn(random *rand.Rand) []delta {
	var out []delta
	for at := 0; at < len(c.data); at += sector {
		if random.IntN(2) == 0 {
			out = append(out, delta{c.at + int64(at), c.data[at:min(at+sector, len(c.data))]})
		}
	}
	return out
}

// cut writes what a power cut leaves into dir. It returns false when it leaves not even the
// directory.
func (d *powerDisk) cut(dir string, random *rand.Rand) (bool, error) {
	if len(d.unsafe) > 0 && random.IntN(2) == 0 {
		return false, nil
	}
	names := d.safe
	if n := random.IntN(len(d.pending) + 1); n > 0 {
		names = d.pending[n-1]
	}
	style := random.IntN(4)
	for name, f := range names {
		if err := os.WriteFile(filepath.Join(dir, name), f.survives(random, style), 0o600); err != nil {
			return false, err
		}
	}
	return true, nil
}

// survives is the content of a file after a power cut: without what is pending, with all of
// it, or with some of it in any order and in part.
func (f *inode) survives(random *rand.Rand, style int) []byte {
	b, pending := bytes.Clone(f.safe), slices.Clone(f.pending)
	if style > 2 {
		random.Shuffle(len(pending), func(i, j int) { pending[i], pending[j] = pending[j], pending[i] })
	}
	for _, c := range pending {
		parts := []delta{c}
		switch {
		case style == 0 || style > 1 && random.IntN(2) == 0:
			continue
		case style > 1 && c.data != nil && random.IntN(2) == 0:
			parts = c.torn(random)
		}
		for _, p := range parts {
			b = p.apply(b)
		}
	}
	return b
}
