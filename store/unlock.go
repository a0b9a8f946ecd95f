package store

import (
	"context"
	"crypto/cipher"
	"encoding/binary"
	"io/fs"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"

	"linkdesk/flow"
)

// Unlock opens the vault now, so that a pass-phrase is asked for before a screen is drawn. A
// history without a vault only has its place chosen. It writes nothing. Errors are Probe's.
func (s *Store) Unlock(ctx context.Context) error {
	w, err := s.closedVault(ctx)
	if err != nil {
		return err
	}
	if w.check == nil {
		_, err := s.choose()
		return err
	}
	_, err = s.unwrap(w)
	return err
}

// closedVault reads the vault; where there is no history yet it is an empty one.
func (s *Store) closedVault(ctx context.Context) (w wrapped, err error) {
	err = s.view(ctx, func(tx *bolt.Tx) (err error) {
		w, err = s.soundVault(tx)
		return err
	})
	return w, noneYet(err, nil)
}

// soundVault is readVault, and refuses a vault of which a half is missing: a new key would take
// the place of one that still opens something.
func (s *Store) soundVault(tx *bolt.Tx) (wrapped, error) {
	w := readVault(tx)
	if (w.check == nil) != (len(w.keys) == 0) {
		return w, s.damaged("a part of the vault's keys is missing; restore a backup")
	}
	return w, nil
}

// openVault opens the vault of a transaction. It returns fs.ErrNotExist, and an empty vault to
// fill, when the history has none yet.
func (s *Store) openVault(tx *bolt.Tx) (*vault, error) {
	w, err := s.soundVault(tx)
	if err != nil {
		return nil, err
	}
	if w.check == nil {
		return s.newVault(w), fs.ErrNotExist
	}
	return s.unlock(w)
}

// unlock gives the data keys from memory while the history still holds the ones that were opened
// before, and else from the place of their key. So a keyring that is lost between the start of
// Link and its end does not lose the token; a change of the keys by another console is seen.
func (s *Store) unlock(w wrapped) (*vault, error) {
	s.mu.Lock()
	v := s.opened
	s.mu.Unlock()
	if v != nil && v.from.same(w) {
		return v, nil
	}
	return s.unwrap(w)
}

// unwrap opens the vault with the key from its place, and keeps what it opened.
func (s *Store) unwrap(w wrapped) (*vault, error) {
	place, err := s.placeOf(w)
	if err != nil {
		return nil, err
	}
	v, err := s.unwrapFrom(place, w)
	if err != nil {
		return nil, err
	}
	s.keepOpen(v)
	return v, nil
}

func (s *Store) keepOpen(v *vault) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opened = v
}

func (s *Store) unwrapFrom(place KeyPlace, w wrapped) (*vault, error) {
	outer, err := place.Load(s.entryOf(w.id, w.number))
	if err != nil {
		return nil, unusable(place, err)
	}
	wrap, err := chacha20poly1305.NewX(outer)
	if err != nil {
		return nil, err
	}
	v := s.newVault(w)
	if !v.fits(wrap) {
		return nil, s.misfit(place, wrap, v)
	}
	for _, r := range w.keys {
		if err := v.unwrapKey(wrap, r); err != nil {
			return nil, s.damaged("key %x of the vault is damaged: %s; restore a backup", r.key, err.Error())
		}
	}
	return v, nil
}

// misfit tells a wrong key from a damaged check of the right one.
func (s *Store) misfit(place KeyPlace, wrap cipher.AEAD, v *vault) error {
	for _, r := range v.from.keys {
		if v.unwrapKey(wrap, r) == nil {
			return s.damaged("the check of the vault's key is damaged, although the key is right; restore a backup")
		}
	}
	why := "the key there is not the key of this history, which was sealed with the " + flow.CleanID(v.from.place) + ": give that one"
	if place.Name() == passPhrase {
		why = "it is not the one of this history: start again and type the right one"
	}
	return &SetupError{What: place.Where(), Why: why}
}

// fits reports whether an outer key is the one of the history.
func (v *vault) fits(wrap cipher.AEAD) bool {
	plain, err := openWith(wrap, v.from.check, bound(labelCheck, v.id, v.env))
	return err == nil && string(plain) == checkMessage
}

func (v *vault) unwrapKey(wrap cipher.AEAD, r row) error {
	if len(r.key) != 4 || len(r.value) < 1 || r.value[0] != sealFormat {
		return errCut
	}
	key, err := openWith(wrap, r.value[1:], bound(labelWrap, v.id, v.env, r.key...))
	if err != nil {
		return err
	}
	return v.add(binary.BigEndian.Uint32(r.key), key)
}
