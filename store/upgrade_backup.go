package store

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
)

// backup puts a copy of the open history f beside it, named after its schema. An older copy is
// never replaced: the next gets a number. Where the copy is there already, because an earlier
// upgrade died behind it, nothing is done. The caller has the lock and has the file open for
// writing, so nobody changes it meanwhile.
func (s *Store) backup(f *os.File, version uint32) error {
	name := s.file(fmt.Sprintf(".db.schema%d.bak", version))
	for n := 2; ; n++ {
		_ = os.Remove(unfinished(name)) // of an upgrade that died; the lock says that none runs
		err := fs.ErrExist
		if missing(name) {
			err = copyNew(f, name)
		} else if s.isCopy(f, name) {
			err = syncDir(s.opt.Dir)
		}
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		name = s.file(fmt.Sprintf(".db.schema%d-%d.bak", version, n))
	}
}

func unfinished(name string) string { return name + ".new" }

// copyNew makes a private copy whose name comes into being with all of its content.
func copyNew(f *os.File, name string) error {
	fi, err := f.Stat()
	if err != nil {
		return err
	}
	if err := roomFor(filepath.Dir(name), fi.Size()); err != nil {
		return err
	}
	tmp := unfinished(name)
	to, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(tmp) }()
	n, err := io.Copy(to, io.NewSectionReader(f, 0, fi.Size()))
	if err == nil && n != fi.Size() {
		err = io.ErrUnexpectedEOF
	}
	if err == nil {
		err = to.Sync()
	}
	if cerr := to.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	if err := nameNew(tmp, name); err != nil {
		return err
	}
	return syncDir(filepath.Dir(name))
}

// roomFor refuses a copy that the disk has no room for, before it fills it. A sparse file may
// claim a thousand times what it has.
func roomFor(dir string, size int64) error {
	if free, known := freeBytes(dir); known && uint64(max(size, 0)) > free {
		return fmt.Errorf("the copy needs %d MB, and the disk has %d: %w", size>>20, free>>20, syscall.ENOSPC)
	}
	return nil
}

// isCopy reports whether a private file of ours has the content of f, byte for byte.
func (s *Store) isCopy(f *os.File, name string) bool {
	fi, err := os.Lstat(name)
	if err != nil || s.privately(fi, name) != "" {
		return false
	}
	open, err := f.Stat()
	if err != nil || open.Size() != fi.Size() {
		return false
	}
	other, err := os.OpenFile(name, os.O_RDONLY|noFollow, 0)
	if err != nil {
		return false
	}
	defer func() { _ = other.Close() }()
	var a, b [64 << 10]byte
	for at := int64(0); at < fi.Size(); at += int64(len(a)) {
		want := min(int64(len(a)), fi.Size()-at)
		if n, _ := f.ReadAt(a[:want], at); int64(n) != want {
			return false
		}
		if n, _ := other.ReadAt(b[:want], at); int64(n) != want || !bytes.Equal(a[:want], b[:want]) {
			return false
		}
	}
	return true
}
