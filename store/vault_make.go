package store

import (
	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"
)

// makeVault gives a history its first data key. The outer key is in its place, and was read back
// from there, before anything is sealed with it.
func (s *Store) makeVault(tx *bolt.Tx, v *vault) error {
	place, err := s.choose()
	if err != nil {
		return err
	}
	const first = 1
	outer, err := place.Make(s.entryOf(v.id, first))
	if err != nil {
		return unusable(place, err)
	}
	wrap, err := chacha20poly1305.NewX(outer)
	if err != nil {
		return err
	}
	if err := v.addNew(); err != nil {
		return err
	}
	if err := v.writeVault(tx, wrap, place.Name(), first); err != nil {
		return err
	}
	// Kept before the commit: should that fail, the history's own rows will not be the same.
	v.from = readVault(tx)
	s.keepOpen(v)
	return nil
}
