package store

import (
	"context"
	"errors"

	"linkdesk/flow"
)

// Rekeyed is what a change of the key came to.
type Rekeyed struct {
	From, To string // the places, for people
	Resealed int    // how many secrets have a new seal
	// OldKept says why the old key is still where it was, or is "".
	OldKept string
	// Compact says that the file still holds the old seals in its free pages. They are worthless
	// without the old key; compacting takes them out.
	Compact bool
}

// The steps of Rekey, after each of which a program may die.
const (
	stepMade      = "new key made"
	stepCommitted = "committed"
	stepVerified  = "verified"
	stepRemoved   = "old key removed"
)

// Rekey makes a new key in a place and wraps the vault with it. With shred the secrets get a new
// data key as well and are sealed anew, so that what is left of the old seals in free pages and
// in old backups opens no more. The old key is removed last, and only where linkdesk made it.
//
// A program that dies on the way leaves a history whose key is there: the new key is in its place
// before the history says so, and the old one goes after the new one has opened everything. When
// it does not, the history is put back to the old one.
//
// Errors are *SetupError when the key of the history or the new place cannot be used, or when
// there is no vault yet, and those of reading and writing a history. Then the old key is kept.
func (s *Store) Rekey(ctx context.Context, to KeyPlace, shred bool) (Rekeyed, error) {
	out := Rekeyed{Compact: shred}
	if s.opt.ReadOnly {
		return out, &SetupError{What: "the history", Path: s.Path(), Why: "it was opened for reading only"}
	}
	before, err := s.closedVault(ctx)
	if err != nil {
		return out, err
	}
	if before.check == nil {
		return out, &SetupError{What: "the vault of " + string(s.opt.Env), Why: "no token was sealed in this history yet, so there is no key to change"}
	}
	from, err := s.placeOf(before)
	if err != nil {
		return out, err
	}
	to = bind(to, s.entryOf(before.id, before.number+1))
	out.From, out.To = from.Where(), to.Where()
	// A pass-phrase is typed before the lock is taken, and a keyring that is locked is noticed.
	if _, err := s.unwrapFrom(from, before); err != nil {
		return out, err
	}
	if err := to.Ready(); err != nil {
		return out, unusable(to, err)
	}
	unlock, err := s.lock(ctx.Done(), waitLimited, aloud)
	if err != nil {
		return out, err
	}
	defer unlock()
	if present, err := s.ready(); err != nil || !present {
		return out, errors.Join(err, ctx.Err())
	}
	c := &rekeying{s: s, from: from, to: to, before: before, shred: shred}
	if err := c.commit(); err != nil {
		return out, err
	}
	s.step(stepCommitted)
	if err := c.verify(); err != nil {
		return out, c.undo(err)
	}
	s.step(stepVerified)
	out.Resealed = c.resealed
	if err := from.Remove(s.entryOf(before.id, before.number)); err != nil {
		out.OldKept = flow.Clean(err.Error())
	}
	s.step(stepRemoved)
	return out, nil
}
