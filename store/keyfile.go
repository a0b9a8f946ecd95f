package store

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"linkdesk/flow"
)

// fileKey is a key file as a place: one that the operator named, or one of our own beside the
// history.
type fileKey struct {
	s       *Store
	path    string // of a named one
	own     bool
	systemd bool   // it was put there by systemd's LoadCredential
	entry   string // whose file Where names
}

// bind makes a place of our own files name the file of an entry.
func bind(p KeyPlace, entry string) KeyPlace {
	if k, is := p.(fileKey); is {
		k.entry = entry
		return k
	}
	return p
}

func (k fileKey) Name() string {
	if k.own {
		return keyFileBeside
	}
	return keyFileNamed
}

func (k fileKey) Where() string { return "the key file " + flow.Clean(k.at(k.entry)) }

// at is the file of an entry. A named file holds one key whatever the entry. The first of our own
// has the plain name; later ones have the history's in theirs, since another history may come.
func (k fileKey) at(entry string) string {
	if !k.own {
		return k.path
	}
	part := strings.Split(entry, "/")
	if len(part) != 4 || part[3] == "1" {
		return k.s.file(".key")
	}
	return k.s.file(fmt.Sprintf(".%.8s-%s.key", part[2], part[3]))
}

func (k fileKey) fault(path, why string) error {
	return &SetupError{What: "the key file", Path: path, Why: why}
}

// Ready implements KeyPlace. A named file must be good already; one of our own is made when it
// is needed, in the directory that Probe finds fit for it.
func (k fileKey) Ready() error {
	_, err := k.Load("")
	if k.own && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// Load implements KeyPlace.
func (k fileKey) Load(entry string) ([]byte, error) {
	path := k.at(entry)
	look := os.Stat
	if k.own {
		look = os.Lstat
	}
	fi, err := look(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && k.own:
		return nil, err
	case errors.Is(err, fs.ErrNotExist):
		return nil, k.fault(path, "there is no such file")
	case err != nil:
		return nil, k.fault(path, reason(err))
	}
	if why := k.judge(fi, path); why != "" {
		return nil, k.fault(path, why)
	}
	if fi.Size() > 4096 {
		return nil, k.fault(path, "it is too long to be a key")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, k.fault(path, reason(err))
	}
	key, err := parseKey(text)
	if err != nil {
		return nil, k.fault(path, err.Error())
	}
	return key, nil
}

// judge returns the reason against a file, or "". A credential of systemd belongs to root, and
// the list that lets our user read it looks like a right of the group.
func (k fileKey) judge(fi fs.FileInfo, path string) string {
	if uid, known := ownerOf(fi); k.systemd && known && uid == 0 && fi.Mode().IsRegular() && fi.Mode().Perm()&0o037 == 0 {
		return ""
	}
	return k.s.privately(fi, path)
}

// Make implements KeyPlace. The name comes into being with its content and only once, so that
// two first starts agree on a key.
func (k fileKey) Make(entry string) ([]byte, error) {
	if key, err := k.Load(entry); !k.own || !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	path := k.at(entry)
	failed := func(err error) error { return k.fault(path, "it cannot be made: "+reason(err)) }
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // it never fails; it ends the program when it cannot
	tmp, err := writeTemp(path, formatKey(key))
	if err != nil {
		return nil, failed(err)
	}
	defer func() { _ = os.Remove(tmp) }()
	if err := nameNew(tmp, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, failed(err)
	}
	if err := syncDir(filepath.Dir(path)); err != nil {
		return nil, failed(err)
	}
	return k.Load(entry)
}

// Remove implements KeyPlace.
func (k fileKey) Remove(entry string) error {
	if !k.own {
		return ErrNotOurs
	}
	path := k.at(entry)
	// A restore moves a history aside that may be of a later key than the first.
	if aside, _ := filepath.Glob(k.s.file(".db.aside-*")); len(aside) > 0 {
		return errors.New("a history that was moved aside may need it")
	}
	if err := os.Remove(path); err != nil {
		return k.fault(path, "it cannot be removed: "+reason(err))
	}
	return syncDir(filepath.Dir(path))
}
