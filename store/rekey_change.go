package store

import (
	"fmt"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"
)

// rekeying is one change of the key, under the lock.
type rekeying struct {
	s        *Store
	from, to KeyPlace
	before   wrapped
	shred    bool
	resealed int
	old      *vault // as it was, and as put made it
	next     *vault
	after    wrapped // what put has written, and empty before
}

// commit makes the new key and turns the history over to it in one transaction. A commit that
// failed may have arrived all the same, so the history is asked. What can be read then is not on the
// disk for that (see settle), and the old key must outlive it: it is written anew first.
func (c *rekeying) commit() error {
	err := c.s.update(c.put)
	if err == nil {
		return nil
	}
	if c.after.check == nil {
		return err // it never came to a commit
	}
	var after wrapped
	if readErr := c.s.read(func(tx *bolt.Tx) error { after = readVault(tx); return nil }); readErr != nil {
		return fmt.Errorf("%w; and the history cannot be read again, so both keys were kept: %w", err, readErr)
	}
	if !after.same(c.after) {
		return err
	}
	if again := c.s.writeAnew(); again != nil {
		return fmt.Errorf("%w; it can be read, and whether it outlives a power cut is not known, so both keys were kept: %w", err, again)
	}
	return nil
}

func (c *rekeying) put(tx *bolt.Tx) error {
	s := c.s
	if err := s.checkMeta(tx); err != nil {
		return err
	}
	if !readVault(tx).same(c.before) {
		return &SetupError{What: "the vault of " + string(s.opt.Env), Why: "another linkdesk changed its key just now: look at it, and try again"}
	}
	old, err := s.unwrapFrom(c.from, c.before)
	if err != nil {
		return err
	}
	number := c.before.number + 1
	outer, err := c.to.Make(s.entryOf(old.id, number))
	if err != nil {
		return unusable(c.to, err)
	}
	s.step(stepMade)
	wrap, err := chacha20poly1305.NewX(outer)
	if err != nil {
		return err
	}
	if old.fits(wrap) {
		return &SetupError{What: c.to.Where(), Why: "it is the key that is in use already: name a file with another key"}
	}
	next := old
	c.old = old
	if c.shred {
		next = s.newVault(c.before)
		next.current = old.current // numbers are not used twice
		if err := next.addNew(); err != nil {
			return err
		}
		if c.resealed, err = s.reseal(tx, old, next); err != nil {
			return err
		}
	}
	c.next = next
	if err := next.writeVault(tx, wrap, c.to.Name(), number); err != nil {
		return err
	}
	c.after = readVault(tx)
	return nil
}

// verify opens the history again with the key as its place gives it, and every secret with that.
func (c *rekeying) verify() error {
	var v *vault
	err := c.s.read(func(tx *bolt.Tx) (err error) {
		if v, err = c.s.unwrapFrom(c.to, readVault(tx)); err != nil {
			return err
		}
		if err := v.selfTest(); err != nil || !c.shred {
			return err
		}
		return tx.Bucket([]byte(bucketSecret)).ForEach(func(at, row []byte) error {
			_, err := v.open(at, row)
			return err
		})
	})
	if err == nil {
		c.s.keepOpen(v)
	}
	return err
}

// undo puts the history back to its old key, which is still in its place, because the new one
// could not be proved.
func (c *rekeying) undo(cause error) error {
	err := c.s.update(func(tx *bolt.Tx) error {
		if err := c.s.checkMeta(tx); err != nil {
			return err
		}
		if c.shred {
			if _, err := c.s.reseal(tx, c.next, c.old); err != nil {
				return err
			}
		}
		return c.before.restore(tx)
	})
	if err != nil {
		return fmt.Errorf("the new key cannot be proved, and the history cannot be put back to the old one, so both keys were kept: %w; %w", cause, err)
	}
	return fmt.Errorf("the new key cannot be proved, and the history was put back to the old one: %w", cause)
}
