package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"os"
	"slices"

	bolt "go.etcd.io/bbolt"
)

// What is derived is made again in pieces, each a transaction of its own, so that a million
// cases need neither the memory nor the patience of one. Between two pieces the history says
// in meta how far it is: whoever opens it next for writing goes on there.
const (
	passOrder byte = 1 // ix_ev from ev
	passCases byte = 2 // everything else, case by case
	// passAgain is passCases of a history whose old rows were dropped: until it is over, what is
	// not listed may be there all the same.
	passAgain byte = 3
	// pieceEvents is how many events one transaction goes through at most, a long case excepted.
	pieceEvents = 4000
)

// rebuilding is how far the making is: the pass, and the last key that is done.
type rebuilding struct {
	pass   byte
	cursor []byte
}

func rebuildingIn(tx *bolt.Tx) (rebuilding, bool) {
	b := sane(tx.Bucket([]byte(bucketMeta)).Get([]byte(metaRebuild)))
	if len(b) == 0 {
		return rebuilding{}, false
	}
	return rebuilding{b[0], bytes.Clone(b[1:])}, true
}

// unfinishedIn reports that a history has to be brought up before it is written to.
func unfinishedIn(tx *bolt.Tx) bool {
	_, unfinished := rebuildingIn(tx)
	return unfinished || versionOf(tx) < schema
}

// halfIn reports that rows are missing which a rebuild has not made again yet.
func halfIn(tx *bolt.Tx) bool {
	r, unfinished := rebuildingIn(tx)
	return unfinished && r.pass != passCases
}

func (r rebuilding) put(tx *bolt.Tx) error {
	return tx.Bucket([]byte(bucketMeta)).Put([]byte(metaRebuild), append([]byte{r.pass}, r.cursor...))
}

// startRebuild drops the derived parts and marks the history. Nothing is lost: all of it comes
// from the events, which are proved before.
func startRebuild(tx *bolt.Tx) error {
	for _, name := range derived(schema) {
		if tx.Bucket([]byte(name)) != nil {
			if err := tx.DeleteBucket([]byte(name)); err != nil {
				return err
			}
		}
		if _, err := tx.CreateBucket([]byte(name)); err != nil {
			return err
		}
	}
	if err := putVersion(tx, schema); err != nil {
		return err
	}
	return rebuilding{pass: passOrder}.put(tx)
}

// finishRebuild goes on until everything is derived, or done is closed. The caller has the
// lock and the file.
func (s *Store) finishRebuild(db *bolt.DB, done <-chan struct{}) error {
	for {
		select {
		case <-done:
			return context.Canceled
		default:
		}
		left := false
		var seen, all uint64
		err := s.commit(db, func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			r, unfinished := rebuildingIn(tx)
			if !unfinished {
				return nil
			}
			left = true
			all = tx.Bucket([]byte(bucketEvents)).Sequence()
			return s.rebuildPiece(tx, r, &seen)
		})
		if err != nil {
			return s.writeFailed(err)
		}
		if !left {
			return nil
		}
		s.tellProgress("making the lists and indexes again", seen, all)
	}
}

func (s *Store) rebuildPiece(tx *bolt.Tx, r rebuilding, seen *uint64) error {
	if r.pass == passOrder {
		return s.orderPiece(tx, r, seen)
	}
	var rows []row
	events := 0
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	k, _ := cur.Seek(behind(r.cursor))
	for k != nil && events < s.piece {
		if len(k) != len(caseKey{})+8 {
			return s.damaged("a row of the order of events is damaged; rebuild with: linkdesk history verify --rebuild")
		}
		key := caseKey(k[:len(caseKey{})])
		made, n := s.deriveCase(tx, key)
		rows, events = append(rows, made...), events+n
		*seen = max(*seen, binary.BigEndian.Uint64(k[len(key):]))
		r.cursor = bytes.Clone(key[:])
		k, _ = cur.Seek(behind(r.cursor))
	}
	// Until the commit the rows of a bucket stand in one sorted array: in order each goes to its
	// end, while every other order moves half of the array for each of them.
	slices.SortStableFunc(rows, func(a, b row) int { return bytes.Compare(a.key, b.key) })
	for _, x := range rows {
		if err := tx.Bucket([]byte(x.bucket)).Put(x.key, x.value); err != nil {
			return err
		}
	}
	if k == nil {
		return tx.Bucket([]byte(bucketMeta)).Delete([]byte(metaRebuild))
	}
	return r.put(tx)
}

// behind is a key behind all keys of the case that a cursor names.
func behind(cursor []byte) []byte {
	if len(cursor) == 0 {
		return nil
	}
	return append(bytes.Clone(cursor), bytes.Repeat([]byte{0xff}, 9)...)
}

// deriveCase makes the rows of one case from its events. A case whose events are damaged keeps
// the rows that it has: it says so itself when somebody opens it, and it must not keep the
// other cases from being written.
func (s *Store) deriveCase(tx *bolt.Tx, key caseKey) ([]row, int) {
	records, c, head, err := s.readChain(tx, key)
	if err != nil {
		return nil, 1
	}
	// A summary that counts more than there is proves that events are missing: it has to stay.
	if old, newest, err := s.loadCase(tx, key); err == nil && (newest != head || int(old.Seq) != len(records)) {
		return nil, len(records)
	}
	rows, err := project(key, c, head)
	if err != nil {
		return nil, len(records)
	}
	seen := map[string]bool{}
	for _, r := range records {
		for _, x := range refRows(key, r) {
			if id := x.bucket + string(x.key); !seen[id] {
				seen[id] = true
				rows = append(rows, x)
			}
		}
	}
	return rows, len(records)
}

// orderPiece makes ix_ev from the events themselves.
func (s *Store) orderPiece(tx *bolt.Tx, r rebuilding, seen *uint64) error {
	ofCase := tx.Bucket([]byte(bucketOfCase))
	cur := tx.Bucket([]byte(bucketEvents)).Cursor()
	k, v := cur.First()
	if len(r.cursor) > 0 {
		if k, v = cur.Seek(r.cursor); bytes.Equal(k, r.cursor) {
			k, v = cur.Next()
		}
	}
	for n := 0; k != nil && n < s.piece; n++ {
		if len(k) != 8 || len(v) < entryFixed {
			return s.damaged("the event at place %x is cut off; salvage what is there with: linkdesk history verify --salvage FILE", k)
		}
		if err := ofCase.Put(append(bytes.Clone(v[1:1+len(caseKey{})]), k...), []byte{1}); err != nil {
			return err
		}
		r.cursor, *seen = bytes.Clone(k), binary.BigEndian.Uint64(k)
		k, v = cur.Next()
	}
	if k == nil {
		r = rebuilding{pass: passAgain}
	}
	return r.put(tx)
}

// rebuild makes everything derived again. The caller has the lock and has proved the events.
func (s *Store) rebuild(done <-chan struct{}) error {
	return s.with(false, func(db *bolt.DB, _ *os.File) error {
		err := s.commit(db, func(tx *bolt.Tx) error {
			if err := s.checkTruth(tx); err != nil {
				return err
			}
			return startRebuild(tx)
		})
		if err != nil {
			return s.writeFailed(err)
		}
		return s.finishRebuild(db, done)
	})
}
