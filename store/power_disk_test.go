//go:build e2e && linux

package store

import (
	"bytes"
	"maps"
	"path/filepath"
	"strings"
)

// powerDisk is the part of a disk below root, as a journaling file system keeps it: the names
// of a directory change in order and are safe when the directory is synced, the content of a
// file is safe when the file is synced, and nothing binds the two.
type powerDisk struct {
	root    string
	safe    map[string]*inode   // the names after a power cut right now
	pending []map[string]*inode // what the names become one by one
	files   map[int]*inode      // open files
	dirs    map[int]string      // open directories
	offset  map[int]int64
	unsafe  map[string]bool // directories whose own name is not safe
}

func newPowerDisk(root string, files map[string][]byte) *powerDisk {
	d := &powerDisk{root: root, safe: map[string]*inode{}, files: map[int]*inode{}, dirs: map[int]string{}, offset: map[int]int64{}, unsafe: map[string]bool{}}
	for name, b := range files {
		d.safe[name] = &inode{safe: bytes.Clone(b)}
	}
	return d
}

// names are the names as the running system sees them.
func (d *powerDisk) names() map[string]*inode {
	if n := len(d.pending); n > 0 {
		return d.pending[n-1]
	}
	return d.safe
}

// rename changes the names; an old or a new one may be "".
func (d *powerDisk) rename(of *inode, gone, made string) {
	next := maps.Clone(d.names())
	delete(next, gone)
	if made != "" {
		next[made] = of
	}
	d.pending = append(d.pending, next)
}

// do takes one call of the trace.
func (d *powerDisk) do(o op) {
	f := d.files[o.fd]
	switch o.call {
	case "mkdirat":
		d.unsafe[o.strings[0]] = true
	case "openat":
		d.open(o)
	case "close":
		delete(d.files, o.fd)
		delete(d.dirs, o.fd)
	case "renameat", "renameat2", "linkat":
		gone := d.inside(o.strings[0])
		if o.call == "linkat" {
			gone = ""
		}
		d.rename(d.names()[d.inside(o.strings[0])], gone, d.inside(o.strings[1]))
	case "unlinkat":
		d.rename(nil, d.inside(o.strings[0]), "")
	case "fsync", "fdatasync":
		d.sync(o.fd)
	case "pwrite64", "write", "ftruncate":
		if f != nil {
			d.write(o, f)
		}
	}
}

func (d *powerDisk) inside(path string) string {
	name, _ := strings.CutPrefix(path, d.root+"/")
	return name
}

func (d *powerDisk) open(o op) {
	fd, path := int(o.result), o.strings[0]
	d.dirs[fd], d.offset[fd] = path, 0
	name, inside := strings.CutPrefix(path, d.root+"/")
	if !inside || strings.HasSuffix(name, ".lock") {
		return
	}
	if d.names()[name] == nil && strings.Contains(o.flags, "O_CREAT") {
		d.rename(&inode{}, "", name)
	}
	d.files[fd] = d.names()[name]
}

func (d *powerDisk) sync(fd int) {
	if f := d.files[fd]; f != nil {
		for _, c := range f.pending {
			f.safe = c.apply(f.safe)
		}
		f.pending = nil
		return
	}
	path := d.dirs[fd]
	if path == d.root {
		d.safe, d.pending = d.names(), nil
	}
	maps.DeleteFunc(d.unsafe, func(dir string, _ bool) bool { return filepath.Dir(dir) == path })
}

func (d *powerDisk) write(o op, f *inode) {
	c := delta{}
	switch o.call {
	case "ftruncate":
		c.at = o.numbers[0]
	case "pwrite64":
		c.at, c.data = o.numbers[1], []byte(o.strings[0])
	case "write":
		c.at, c.data = d.offset[o.fd], []byte(o.strings[0])
		d.offset[o.fd] += o.result
	}
	f.pending = append(f.pending, c)
}

// dirty reports that a power cut now loses something.
func (d *powerDisk) dirty() bool {
	for _, f := range d.names() {
		if len(f.pending) > 0 {
			return true
		}
	}
	return len(d.pending)+len(d.unsafe) > 0
}
