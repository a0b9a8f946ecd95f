package store

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// A tomb is what a pruned case leaves behind, under its key in bucketTombs. The first pruning makes
// that part, so it need not be there, and it cannot be made again. The events that are there and
// those of the tombs add up to the sequence of "ev": none can go without a trace.

// tombVersion is the layout of a tomb:
//
//	version u8 · status u8 · number of events u32 · place of the first and of the last event u64 ·
//	chain of the last 32 · when, unix µs i64 · by whom
const tombVersion = 1

const tombFixed = 1 + 4 + 8 + 8 + 32 + 8

// tomb is what is kept of a pruned case.
type tomb struct {
	status      byte // statusNumber
	events      uint32
	first, last uint64
	head        chain
	micros      int64
	by          string
}

func encodeTomb(key caseKey, t tomb) []byte {
	b := []byte{tombVersion, t.status}
	b = binary.BigEndian.AppendUint32(b, t.events)
	b = binary.BigEndian.AppendUint64(b, t.first)
	b = binary.BigEndian.AppendUint64(b, t.last)
	b = append(b, t.head[:]...)
	b = binary.BigEndian.AppendUint64(b, uint64(t.micros))
	return checked(key[:], append(b, t.by...))
}

func decodeTomb(key caseKey, value []byte) (tomb, error) {
	var t tomb
	b, version, err := uncheck(key[:], value)
	switch {
	case err != nil:
		return t, err
	case version != tombVersion:
		return t, errors.New("it has a layout that this version does not know")
	case len(b) < tombFixed:
		return t, errCut
	}
	t.status, t.events = b[0], binary.BigEndian.Uint32(b[1:])
	t.first, t.last = binary.BigEndian.Uint64(b[5:]), binary.BigEndian.Uint64(b[13:])
	copy(t.head[:], b[21:])
	t.micros, t.by = int64(binary.BigEndian.Uint64(b[53:])), string(b[tombFixed:])
	return t, nil
}

// Tomb is a pruned case: what it was, when it was pruned and by whom.
type Tomb struct {
	Case   flow.CaseID
	Events int
	At     time.Time
	By     string
}

// mostTombs bounds the answer of Pruned.
const mostTombs = 10

// Pruned returns the pruned cases whose id is text, or begins or ends with it, ten at most.
func (s *Store) Pruned(ctx context.Context, text string) ([]Tomb, error) {
	want := strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(strings.TrimSpace(text)))
	var out []Tomb
	if len(want) < shortest {
		return nil, nil
	}
	err := s.view(ctx, func(tx *bolt.Tx) error {
		b := tx.Bucket([]byte(bucketTombs))
		if b == nil {
			return nil
		}
		cur := b.Cursor()
		n := 0
		for k, v := cur.Last(); k != nil && len(out) < mostTombs; k, v = cur.Prev() {
			if n++; n%4096 == 0 && ctx.Err() != nil {
				return ctx.Err()
			}
			if len(k) != len(caseKey{}) {
				continue
			}
			key := caseKey(k)
			if id := string(key.id()); !strings.HasPrefix(id, want) && !strings.HasSuffix(id, want) {
				continue
			}
			t, err := decodeTomb(key, v)
			if err != nil {
				return s.damaged("what is kept of the pruned case %s is damaged: %s", key.id(), err.Error())
			}
			out = append(out, Tomb{Case: key.id(), Events: int(t.events), At: moment(t.micros), By: flow.Clean(t.by)})
		}
		return nil
	})
	return out, noneYet(err, nil)
}
