package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"hash/crc32"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// rowVersion is the layout of derived rows. They are never converted: a new layout means
// that all of them are made again from "ev", and until then the old one is read.
const (
	rowVersion    = 2
	oldestVersion = 1
)

// row is one derived row and the bucket it belongs to.
type row struct {
	bucket     string
	key, value []byte
}

// project derives everything that is kept of a case besides its events. It is pure: the
// same case and the same newest entry always give the same bytes, live or made again.
func project(key caseKey, c flow.Case, head chain) ([]row, error) {
	text, err := json.Marshal(c)
	if err != nil {
		return nil, err
	}
	full := append([]byte{rowVersion}, head[:]...)
	full = append(full, text...)
	return append([]row{
		{bucketCases, key[:], checked(key[:], full)},
		{bucketList, key[:], checked(key[:], encodeSummary(flow.Summarize(c)))},
	}, rowsOfState(key, c)...), nil
}

// replaceRows puts rows and deletes those of old that are not among them. Rows of old are there
// already and are not even looked for, because every bucket that a transaction touches costs it
// pages: an event that leaves the state of its case as it was touches no index of states.
func replaceRows(tx *bolt.Tx, old, rows []row) error {
	there := make(map[string]bool, len(old))
	for _, r := range old {
		there[r.bucket+string(r.key)] = true
	}
	for _, r := range rows {
		id := r.bucket + string(r.key)
		if there[id] {
			delete(there, id)
			continue
		}
		if err := tx.Bucket([]byte(r.bucket)).Put(r.key, r.value); err != nil {
			return err
		}
	}
	for _, r := range old {
		if !there[r.bucket+string(r.key)] {
			continue
		}
		if err := tx.Bucket([]byte(r.bucket)).Delete(r.key); err != nil {
			return err
		}
	}
	return nil
}

// decodeCase reads a row of "sess": the case, and the hash of its newest entry.
func decodeCase(key caseKey, value []byte) (flow.Case, chain, error) {
	var c flow.Case
	var head chain
	b, _, err := uncheck(key[:], value)
	if err != nil {
		return c, head, err
	}
	if len(b) < len(head) {
		return c, head, errCut
	}
	copy(head[:], b)
	err = json.Unmarshal(b[len(head):], &c)
	if err == nil && c.ID != key.id() {
		err = errors.New("it belongs to another case")
	}
	return c, head, err
}

var (
	errCut = errors.New("it is cut off")
	errSum = errors.New("its checksum does not agree")
)

// The polynomial has hardware support on the usual machines. The table is never written to.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// checked puts a checksum of key and row behind the row. The key is in it, so that a row
// that is found under another key does not agree.
func checked(key, row []byte) []byte {
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, row)
	return binary.BigEndian.AppendUint32(row, sum)
}

// uncheck proves a row and returns it without version and checksum.
func uncheck(key, value []byte) (row []byte, version byte, err error) {
	if value = sane(value); len(value) < 1+4 {
		return nil, 0, errCut
	}
	row = value[:len(value)-4]
	sum := crc32.Update(crc32.Checksum(key, castagnoli), castagnoli, row)
	switch {
	case sum != binary.BigEndian.Uint32(value[len(row):]):
		return nil, 0, errSum
	case row[0] < oldestVersion || row[0] > rowVersion:
		return nil, 0, errors.New("it has a layout that this version does not know")
	}
	return row[1:], row[0], nil
}
