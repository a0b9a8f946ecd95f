package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"os"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// BackupInfo is what a backup says of itself.
type BackupInfo struct {
	Env    flow.Environment
	Schema uint32
	Newest time.Time // of its newest event; zero where there is none
	id     dbID
}

// LookAtBackup says of which environment and of which time a backup is. It examines the pages of the
// file and not what is in them, which Restore does.
func LookAtBackup(ctx context.Context, o Options, file string) (BackupInfo, error) {
	s, err := prepareStore(o, -1)
	if err != nil {
		return BackupInfo{}, err
	}
	f, _, err := openBackup(file, s.Path())
	if err != nil {
		return BackupInfo{}, err
	}
	_ = f.Close()
	return s.at(file).lookAtCopy(ctx)
}

func (s *Store) lookAtCopy(ctx context.Context) (BackupInfo, error) {
	var info BackupInfo
	if err := s.examine(ctx, s.Path()); err != nil {
		return info, err
	}
	err := s.with(true, func(db *bolt.DB, _ *os.File) error {
		return db.View(func(tx *bolt.Tx) error {
			meta := tx.Bucket([]byte(bucketMeta))
			if meta == nil || tx.Bucket([]byte(bucketEvents)) == nil {
				return s.damaged("it is not a history of linkdesk")
			}
			info.Env, info.Schema, info.Newest = flow.Environment(bytes.Clone(sane(meta.Get([]byte(metaEnv))))), versionOf(tx), newestIn(tx)
			if copy(info.id[:], meta.Get([]byte(metaID))) != len(info.id) || info.Schema == 0 {
				return s.damaged("it does not say which history it is")
			}
			if info.Schema > schema {
				return s.damaged("a newer linkdesk wrote it (schema %d, this one knows up to %d): use that version", info.Schema, schema)
			}
			return nil
		})
	})
	return info, err
}

func parseID(text string) (id dbID, ok bool) {
	b, err := hex.DecodeString(text)
	return id, err == nil && copy(id[:], b) == len(id) && len(b) == len(id)
}

// haltAll writes into every case that is not closed that the history was put back, at most 500 cases
// in one transaction. The file is a copy that nobody else has.
func (s *Store) haltAll(ctx context.Context, db *bolt.DB, from time.Time, by string) (halted int, err error) {
	var last []byte
	for more := true; more; {
		err := s.commit(db, func(tx *bolt.Tx) error {
			if err := s.checkMeta(tx); err != nil {
				return err
			}
			keys, at, err := s.openCases(tx, last)
			if err != nil {
				return err
			}
			last, more = at, at != nil
			for _, key := range keys {
				if err := s.halt(tx, key, from, by); err != nil {
					return err
				}
			}
			halted += len(keys)
			return nil
		})
		if err != nil {
			return halted, err
		}
		if ctx.Err() != nil {
			return halted, ctx.Err()
		}
	}
	return halted, nil
}

// openCases lists the next cases that are not closed; at is nil behind the last.
func (s *Store) openCases(tx *bolt.Tx, behindKey []byte) (keys []caseKey, at []byte, err error) {
	cur := tx.Bucket([]byte(bucketList)).Cursor()
	k, v := cur.Seek(behindKey)
	if len(behindKey) > 0 && bytes.Equal(k, behindKey) {
		k, v = cur.Next()
	}
	for n := 0; k != nil; k, v = cur.Next() {
		key := caseKey(k)
		row, err := decodeSummary(key, v)
		if err != nil {
			return nil, nil, s.damaged("the list's row of case %s is damaged: %s", key.id(), err.Error())
		}
		if row.Status != flow.StatusClosed {
			keys = append(keys, key)
		}
		if n++; n == pruneCases {
			return keys, key[:], nil
		}
	}
	return keys, nil, nil
}

func (s *Store) halt(tx *bolt.Tx, key caseKey, from time.Time, by string) error {
	c, _, err := s.loadCase(tx, key)
	if err != nil {
		return err
	}
	w, err := s.prepare(flow.Append{Case: key.id(), Expect: c.Seq, At: s.now(), Actor: s.actor(),
		Events: []flow.Event{flow.Restored{From: from, By: flow.CleanID(by)}}})
	if err != nil {
		return err
	}
	return s.put(tx, w)
}
