package store

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"time"

	"linkdesk/flow"
)

// entryVersion is the layout of an entry. Entries are never rewritten: a new layout gets a
// new number, and the decoder of this one stays.
const entryVersion = 1

// chain is the hash of an entry and, through it, of all entries of its case before it.
type chain [sha256.Size]byte

// entry is one event as the bucket "ev" keeps it:
//
//	version u8 · case 16 · place in the case u32 · unix µs i64 · event type u16 ·
//	length u16 + actor · payload (JSON, never a secret) · chain 32
type entry struct {
	caseKey caseKey
	seq     uint32
	micros  int64
	number  uint16 // of flow.EncodeEvent
	actor   string
	payload []byte
	chain   chain
}

// entryFixed is what stands before the actor.
const entryFixed = 1 + 16 + 4 + 8 + 2 + 2

func (e entry) body() []byte {
	b := make([]byte, 0, entryFixed+len(e.actor)+len(e.payload)+len(e.chain))
	b = append(b, entryVersion)
	b = append(b, e.caseKey[:]...)
	b = binary.BigEndian.AppendUint32(b, e.seq)
	b = binary.BigEndian.AppendUint64(b, uint64(e.micros))
	b = binary.BigEndian.AppendUint16(b, e.number)
	b = binary.BigEndian.AppendUint16(b, uint16(len(e.actor)))
	b = append(b, e.actor...)
	return append(b, e.payload...)
}

// link sets the chain to H(previous · key · body) and returns the entry's bytes. The key is
// part of it, so an entry that is moved within the file does not agree either.
func (e *entry) link(previous chain, key uint64) []byte {
	body := e.body()
	e.chain = linkOf(previous, key, body)
	return append(body, e.chain[:]...)
}

func linkOf(previous chain, key uint64, body []byte) chain {
	h := sha256.New()
	h.Write(previous[:])
	h.Write(sequenceKey(key))
	h.Write(body)
	return chain(h.Sum(nil))
}

// decodeEntry reads the bytes of an entry and proves that they follow the entry before.
func decodeEntry(b []byte, previous chain, key uint64) (entry, error) {
	var e entry
	if b = sane(b); len(b) < entryFixed+len(e.chain) {
		return e, errors.New("it is cut off")
	}
	body := b[:len(b)-len(e.chain)]
	copy(e.chain[:], b[len(body):])
	if linkOf(previous, key, body) != e.chain {
		return e, errors.New("it was changed, or one before it was changed or removed (its hash does not follow)")
	}
	if body[0] != entryVersion {
		return e, fmt.Errorf("it has the layout %d, which this version does not know", body[0])
	}
	copy(e.caseKey[:], body[1:])
	e.seq = binary.BigEndian.Uint32(body[17:])
	e.micros = int64(binary.BigEndian.Uint64(body[21:]))
	e.number = binary.BigEndian.Uint16(body[29:])
	rest := body[entryFixed:]
	n := int(binary.BigEndian.Uint16(body[31:]))
	if n > len(rest) {
		return e, errors.New("its actor is cut off")
	}
	e.actor, e.payload = string(rest[:n]), rest[n:]
	return e, nil
}

// record decodes the event. The payload is copied by that, so the record outlives the
// transaction.
func (e entry) record() (flow.Record, error) {
	ev, err := flow.DecodeEvent(e.number, e.payload)
	if err != nil {
		return flow.Record{}, err
	}
	return flow.Record{Case: e.caseKey.id(), Seq: e.seq, Time: moment(e.micros), Actor: e.actor, Event: ev}, nil
}

// moment is the time of an entry: UTC, in whole microseconds, which is all that is kept.
func moment(micros int64) time.Time { return time.UnixMicro(micros).UTC() }
