package store

import (
	"errors"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// write commits the jobs of a group in one transaction and settles each; those that come
// meanwhile are taken into it. A job that has to be refused leaves the others alone. An error
// that is returned is that of all jobs of the returned group that are not settled. The caller has
// the lock, so nobody else writes in between when the outcome has to be found out.
func (s *Store) write(group []*job) ([]*job, error) {
	for {
		refused, err := s.writeTogether(&group)
		if refused == nil {
			return group, err
		}
		// What it had put already is rolled back with everything else; the others begin again.
		refused.settle(nil, err)
		group = slices.DeleteFunc(group, (*job).settled)
		if len(group) == 0 {
			return nil, nil
		}
	}
}

// putTogether puts the jobs of a group, and of those that come until it is done with them. It
// returns the job that cannot be put.
func (s *Store) putTogether(tx *bolt.Tx, group *[]*job) (*job, error) {
	for i := 0; ; i++ {
		if i == len(*group) {
			*group = append(*group, s.company(mostTogether-i)...)
		}
		if i == len(*group) {
			return nil, nil
		}
		if err := s.put(tx, (*group)[i].work); err != nil {
			return (*group)[i], err
		}
	}
}

// writeTogether tries one transaction. It returns the job that spoiled it, if one did.
func (s *Store) writeTogether(group *[]*job) (refused *job, err error) {
	committing := false
	err = s.with(false, func(db *bolt.DB, f *os.File) error {
		err := s.commit(db, func(tx *bolt.Tx) (err error) {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			if unfinishedIn(tx) {
				return errOldSchema
			}
			if refused, err = s.putTogether(tx, group); err != nil {
				return err
			}
			committing = true
			return nil
		})
		if err != nil {
			return err
		}
		// A file that was removed or replaced while it was open takes writes for ever, and nobody
		// will find them.
		if !sameFile(f, s.Path()) {
			return s.damaged("it was removed or replaced while it was written to, and what was to be written is in no file")
		}
		// One that was cut off under our hands takes writes too, and says nothing.
		return s.stillWhole(f)
	})
	var damaged *flow.DamagedError
	switch {
	case err == nil:
		for _, j := range *group {
			j.settle(j.records, nil)
		}
		return nil, nil
	case refused != nil:
		return refused, err
	case !committing || errors.As(err, &damaged):
		return nil, err
	}
	s.settle(*group, s.writeFailed(err))
	return nil, nil
}
