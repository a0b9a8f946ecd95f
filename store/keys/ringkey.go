package keys

import (
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// keySize is the length of every key here, in bytes.
const keySize = 32

// errForeign says that what was read is no key of ours. It never repeats what was read.
var errForeign = errors.New("what the keyring of this system has under the name of the key is not a key of linkdesk")

// RingKey keeps the keys of histories in the keyring, an entry for each. It is a store.KeyPlace.
type RingKey struct{ Ring Ring }

// NameKeyring is what a history remembers of RingKey.
const NameKeyring = "keyring"

// Name implements store.KeyPlace.
func (RingKey) Name() string { return NameKeyring }

// Where implements store.KeyPlace.
func (RingKey) Where() string { return "the keyring of this system" }

// Ready writes, reads and removes an entry of its own: a keyring that is there may still be
// locked, or forget at once. It returns *RingError.
func (k RingKey) Ready() error {
	entry, value := fmt.Sprintf("probe/%d", os.Getpid()), rand.Text()
	if err := k.Ring.set(nil, entry, value); err != nil {
		return err
	}
	back, err := k.Ring.get(nil, entry)
	if gone := k.Ring.delete(nil, entry); err == nil {
		err = gone
	}
	if errors.Is(err, fs.ErrNotExist) || err == nil && back != value {
		err = &RingError{"keep", "what was just written was not there to be read"}
	}
	return err
}

// Load implements store.KeyPlace.
func (k RingKey) Load(entry string) ([]byte, error) {
	text, err := k.Ring.get(nil, entry)
	if err != nil {
		return nil, err
	}
	key, err := base64.StdEncoding.DecodeString(text)
	if err != nil || len(key) != keySize {
		return nil, errForeign
	}
	return key, nil
}

// Make implements store.KeyPlace. What it returns was read back from the keyring.
func (k RingKey) Make(entry string) ([]byte, error) {
	key, err := k.Load(entry)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	fresh := make([]byte, keySize)
	_, _ = rand.Read(fresh) // it never fails; it ends the program when it cannot
	if err := k.Ring.set(nil, entry, base64.StdEncoding.EncodeToString(fresh)); err != nil {
		return nil, err
	}
	key, err = k.Load(entry)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, &RingError{"keep", "the key that was just written was not there to be read"}
	}
	return key, err
}

// Remove implements store.KeyPlace. An entry that is gone already is no error.
func (k RingKey) Remove(entry string) error {
	if err := k.Ring.delete(nil, entry); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
