package store

import (
	"encoding/binary"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
)

// longestID is the longest id that an index keeps, in bytes. No provider's is a third of it.
const longestID = 256

// bucketOf is the index of a kind of id.
func bucketOf(kind flow.RefKind) string {
	switch kind {
	case flow.RefRequest:
		return bucketRequests
	case flow.RefSession:
		return bucketSessions
	case flow.RefToken:
		return bucketTokens
	case flow.RefItem:
		return bucketItems
	case flow.RefAccount:
		return bucketItemAccounts
	case flow.RefUser:
		return bucketUsers
	case flow.RefInstitution:
		return bucketBanks
	}
	return bucketPartners
}

// refRow is the row of an id: the id, a zero byte that no id has, and the case, so that equal
// ids of two cases do not overwrite one another. It returns false for an id that no index keeps.
func refRow(key caseKey, ref flow.Ref, seq uint32) (row, bool) {
	if !indexable(ref.ID) {
		return row{}, false
	}
	return row{bucketOf(ref.Kind), refKey(ref.ID, key), binary.BigEndian.AppendUint32(nil, seq)}, true
}

// indexable reports whether a text can be the id of a row. A zero byte ends an id in its key.
func indexable(id string) bool {
	return id != "" && len(id) <= longestID && !strings.ContainsRune(id, 0)
}

func refKey(id string, key caseKey) []byte {
	b := make([]byte, 0, len(id)+1+len(key))
	b = append(append(b, id...), 0)
	return append(b, key[:]...)
}

// refRows are the rows of the ids that a record brings.
func refRows(key caseKey, r flow.Record) []row {
	var rows []row
	for _, ref := range flow.RefsOf(r.Event) {
		if r, ok := refRow(key, ref, r.Seq); ok {
			rows = append(rows, r)
		}
	}
	return rows
}

// putNew puts the rows that are not there yet: the first event that brought an id is kept.
func putNew(tx *bolt.Tx, rows []row) error {
	for _, r := range rows {
		b := tx.Bucket([]byte(r.bucket))
		if b.Get(r.key) != nil {
			continue
		}
		if err := b.Put(r.key, r.value); err != nil {
			return err
		}
	}
	return nil
}

// stateRow is the row of a case in the index of states. A state that this version has no
// number for is 0: it is found by no filter and lost to nobody.
func stateRow(key caseKey, status flow.Status, who flow.Who) row {
	return row{bucketStatus, append([]byte{statusNumber(status), whoNumber(who)}, key[:]...), []byte{1}}
}

// statuses and parties in the order of their numbers, from 1 on. The numbers never change.
func statuses() []flow.Status {
	return []flow.Status{flow.StatusOpen, flow.StatusTokenReady, flow.StatusSubmitted, flow.StatusUsable, flow.StatusUnusable,
		flow.StatusFailed, flow.StatusUncertain, flow.StatusClosed}
}

func parties() []flow.Who {
	return []flow.Who{flow.Operator, flow.Customer, flow.BankSide, flow.PlaidSide, flow.Partners, flow.Nobody}
}

func statusNumber(s flow.Status) byte { return byte(slices.Index(statuses(), s) + 1) }
func whoNumber(w flow.Who) byte       { return byte(slices.Index(parties(), w) + 1) }

// tailRow is a case's row in the index of ids from behind: people read out the end of an id,
// because its front is the same for all of a day.
func tailRow(key caseKey) row { return row{bucketTails, backwards(string(key.id())), []byte{1}} }

func backwards(s string) []byte {
	b := []byte(s)
	slices.Reverse(b)
	return b
}

// rowsOfState are the rows without content, whose keys alone say what a case is or holds.
func rowsOfState(key caseKey, c flow.Case) []row {
	if c.ID == "" {
		return nil
	}
	return append(accountRows(key, c), stateRow(key, c.Status(), c.Who()), tailRow(key))
}
