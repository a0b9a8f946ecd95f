package store

import (
	"bytes"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	bolt "go.etcd.io/bbolt"
)

// create makes the history under a name of its own and renames it when it is whole, because
// bbolt's own creation leaves an unusable file when the power fails in the middle of it. The
// caller has the lock. The id file comes last: without it a missing history is a new one.
func (s *Store) create() error {
	if err := s.moveAside(); err != nil {
		return err
	}
	id := dbID(newDBID())
	if err := s.build(s.file(".db.new"), id); err != nil {
		return s.badDir("a new history cannot be made: " + reason(err))
	}
	if err := os.Rename(s.file(".db.new"), s.Path()); err != nil {
		return s.badDir("a new history cannot be put in place: " + reason(err))
	}
	if err := syncDir(s.opt.Dir); err != nil {
		return s.badDir(reason(err))
	}
	s.mu.Lock()
	s.known, s.startOver = id, false
	s.mu.Unlock()
	return s.writeID(id)
}

func newDBID() []byte {
	id := make([]byte, len(dbID{}))
	_, _ = rand.Read(id) // it never fails; it ends the program when it cannot
	return id
}

// newFile makes an empty private file of bbolt's under a name that the lock keeps for us. What
// is there already is of a process that died.
func (s *Store) newFile(path string, o bolt.Options) (db *bolt.DB, f *os.File, err error) {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, nil, err
	}
	o.Timeout, o.FreelistType, o.NoStatistics = s.opt.Wait, bolt.FreelistMapType, true
	o.OpenFile = func(name string, flag int, mode os.FileMode) (_ *os.File, err error) {
		f, err = os.OpenFile(name, flag|os.O_EXCL|noFollow, mode)
		return f, err
	}
	db, err = bolt.Open(path, 0o600, &o)
	return db, f, err
}

func (s *Store) build(path string, id dbID) error {
	db, f, err := s.newFile(path, bolt.Options{})
	if err != nil {
		return err
	}
	err = db.Update(func(tx *bolt.Tx) error {
		for _, name := range buckets(schema) {
			if _, err := tx.CreateBucket([]byte(name)); err != nil {
				return err
			}
		}
		return s.putMeta(tx.Bucket([]byte(bucketMeta)), id)
	})
	if err == nil {
		err = f.Sync() // bbolt syncs data only; the new file's size and owner count here
	}
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	return err
}

func (s *Store) putMeta(meta *bolt.Bucket, id dbID) error {
	for _, kv := range []struct {
		key   string
		value []byte
	}{
		{metaSchema, binary.BigEndian.AppendUint32(nil, schema)},
		{metaID, id[:]},
		{metaEnv, []byte(s.opt.Env)},
		{metaCreated, binary.BigEndian.AppendUint64(nil, uint64(s.now().UnixMicro()))},
	} {
		if err := meta.Put([]byte(kv.key), kv.value); err != nil {
			return err
		}
	}
	return nil
}

// moveAside puts whatever has the history's name out of the way when a new one was asked for.
// Nothing is removed but the old id: a damaged history may still be salvaged, and its key is
// kept.
func (s *Store) moveAside() error {
	if err := os.Remove(s.file(".id")); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return s.badDir("the old history's id cannot be removed: " + reason(err))
	}
	if missing(s.Path()) {
		return nil
	}
	if err := os.Rename(s.Path(), s.asideName()); err != nil {
		return s.badDir("the old history cannot be moved aside: " + reason(err))
	}
	return nil
}

// asideName is a name that no file has, for the one that is moved aside.
func (s *Store) asideName() string {
	stamp := s.file(".db.aside-" + s.now().UTC().Format("20060102T150405Z"))
	aside := stamp
	for n := 2; !missing(aside); n++ { // a rename would take the place of an older one
		aside = fmt.Sprintf("%s-%d", stamp, n)
	}
	return aside
}

// writeID keeps the id beside the history, so that the loss of the history is noticed.
func (s *Store) writeID(id dbID) error {
	if err := replaceFile(s.file(".id"), fmt.Appendf(nil, "%s\n", id)); err != nil {
		return s.badDir("the history's id cannot be kept: " + reason(err))
	}
	return nil
}

// mendID writes the id file again where it was lost, once in the life of a Store.
func (s *Store) mendID() error {
	s.mu.Lock()
	id, seen := s.known, s.idSeen
	s.idSeen = true
	s.mu.Unlock()
	if seen || !missing(s.file(".id")) {
		return nil
	}
	return s.writeID(id)
}

// readID reads the id file where it can be one: a pipe or a device would be read for ever.
func (s *Store) readID() ([]byte, error) {
	if why := notPlain(s.file(".id")); why != "" {
		return nil, errors.New(why)
	}
	return os.ReadFile(s.file(".id"))
}

// compareID refuses a sound history that is not the one this directory had.
func (s *Store) compareID() error {
	if why := notPlain(s.file(".id")); why != "" { // a pipe or a device would be read for ever
		return s.damaged("its id file %s: %s", shell(s.file(".id")), why)
	}
	b, err := os.ReadFile(s.file(".id"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return s.damaged("its id file cannot be read: %s", reason(err))
	}
	s.mu.Lock()
	id := s.known
	s.mu.Unlock()
	if !bytes.Equal(bytes.TrimSpace(b), []byte(id.String())) {
		return s.damaged("it is not the history that was here before: put the right file back, or remove %s when you mean this one", shell(s.file(".id")))
	}
	return nil
}

// replaceFile writes a small private file whole or not at all.
func replaceFile(path string, content []byte) error {
	tmp, err := writeTemp(path, content)
	if err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		_ = os.Remove(tmp)
		return err
	}
	return syncDir(filepath.Dir(path))
}

// writeTemp writes a private file with a name that nobody has and syncs it.
func writeTemp(path string, content []byte) (tmp string, err error) {
	tmp = path + ".new-" + strings.ToLower(rand.Text())
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL|noFollow, 0o600)
	if err != nil {
		return "", err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if cerr := f.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		_ = os.Remove(tmp)
	}
	return tmp, err
}
