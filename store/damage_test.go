package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"reflect"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// twoCases is a history with two cases whose entries alternate.
func twoCases(t *testing.T) *Store {
	s := newStore(t)
	a, b := contract.Road(contract.ID(1), flow.Demo), contract.Road(contract.ID(2), flow.Demo)
	for i := range a[:10] {
		contract.Put(t, s, a[i], b[i])
	}
	return s
}

// entryKeys are the places in "ev" of one case, in order.
func entryKeys(tx *bolt.Tx, key caseKey) [][]byte {
	var out [][]byte
	cur := tx.Bucket([]byte(bucketOfCase)).Cursor()
	for k, _ := cur.Seek(key[:]); bytes.HasPrefix(k, key[:]); k, _ = cur.Next() {
		out = append(out, bytes.Clone(k[len(key):]))
	}
	return out
}

// TestChain alters, removes and moves entries past all checks. The message names the case
// and the first record that cannot be believed, and the other case can still be read.
func TestChain(t *testing.T) {
	key, _ := parseCase(contract.ID(1))
	move := func(tx *bolt.Tx, from, to []byte) error {
		b := tx.Bucket([]byte(bucketEvents))
		v := bytes.Clone(b.Get(from))
		return errors.Join(b.Delete(from), b.Put(to, v))
	}
	for name, c := range map[string]struct {
		spoil func(tx *bolt.Tx, keys [][]byte) error
		seq   int
	}{
		"one letter": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			v := bytes.Replace(b.Get(keys[1]), []byte("Ada"), []byte("Eva"), 1)
			return b.Put(keys[1], v)
		}, 2},
		"changed with a hash that fits": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			v := bytes.Replace(b.Get(keys[1]), []byte("Ada"), []byte("Eva"), 1)
			var before chain
			first := b.Get(keys[0])
			copy(before[:], first[len(first)-len(before):])
			sum := linkOf(before, binary.BigEndian.Uint64(keys[1]), v[:len(v)-len(before)])
			return b.Put(keys[1], append(v[:len(v)-len(before)], sum[:]...))
		}, 3},
		"one is missing": {func(tx *bolt.Tx, keys [][]byte) error {
			return tx.Bucket([]byte(bucketEvents)).Delete(keys[4])
		}, 5},
		"one is missing everywhere": {func(tx *bolt.Tx, keys [][]byte) error {
			return errors.Join(tx.Bucket([]byte(bucketEvents)).Delete(keys[4]),
				tx.Bucket([]byte(bucketOfCase)).Delete(append(bytes.Clone(key[:]), keys[4]...)))
		}, 5},
		"the newest is missing everywhere": {func(tx *bolt.Tx, keys [][]byte) error {
			last := keys[len(keys)-1]
			return errors.Join(tx.Bucket([]byte(bucketEvents)).Delete(last),
				tx.Bucket([]byte(bucketOfCase)).Delete(append(bytes.Clone(key[:]), last...)))
		}, 14},
		"one is moved": {func(tx *bolt.Tx, keys [][]byte) error {
			to := sequenceKey(1000)
			return errors.Join(move(tx, keys[13], to), tx.Bucket([]byte(bucketOfCase)).Delete(append(bytes.Clone(key[:]), keys[13]...)),
				tx.Bucket([]byte(bucketOfCase)).Put(append(bytes.Clone(key[:]), to...), []byte{1}))
		}, 14},
		"two change places": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			x, y := bytes.Clone(b.Get(keys[6])), bytes.Clone(b.Get(keys[7]))
			return errors.Join(b.Put(keys[6], y), b.Put(keys[7], x))
		}, 7},
		"one of the other case": {func(tx *bolt.Tx, keys [][]byte) error {
			other, _ := parseCase(contract.ID(2))
			return tx.Bucket([]byte(bucketOfCase)).Put(append(bytes.Clone(key[:]), entryKeys(tx, other)[0]...), []byte{1})
		}, 3},
		"cut off": {func(tx *bolt.Tx, keys [][]byte) error {
			return tx.Bucket([]byte(bucketEvents)).Put(keys[3], []byte{1, 2, 3})
		}, 4},
	} {
		t.Run(name, func(t *testing.T) {
			s := twoCases(t)
			change(t, s, func(tx *bolt.Tx) error { return c.spoil(tx, entryKeys(tx, key)) })
			_, err := s.Records(t.Context(), contract.ID(1))
			damaged(t, err, fmt.Sprintf("case %s, record %d: ", contract.ID(1), c.seq))
			if _, err := s.Records(t.Context(), contract.ID(2)); err != nil {
				t.Errorf("the other case: %v", err)
			}
		})
	}
}

// TestFlips turns over every byte of an entry, of a summary and of a row in the raw file, as a
// failing disk would. Every one is noticed.
func TestFlips(t *testing.T) {
	s := newStore(t)
	road := contract.Road(contract.ID(1), flow.Demo)
	contract.Put(t, s, road[:10]...)
	key, _ := parseCase(contract.ID(1))
	values := map[string][]byte{}
	err := s.view(t.Context(), func(tx *bolt.Tx) error {
		values["entry"] = bytes.Clone(tx.Bucket([]byte(bucketEvents)).Get(entryKeys(tx, key)[11]))
		values["summary"] = bytes.Clone(tx.Bucket([]byte(bucketCases)).Get(key[:]))
		values["row"] = bytes.Clone(tx.Bucket([]byte(bucketList)).Get(key[:]))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	f, err := os.OpenFile(s.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	for name, read := range map[string]func() error{
		"entry":   func() error { _, err := s.Records(t.Context(), contract.ID(1)); return err },
		"summary": func() error { _, err := s.Case(t.Context(), contract.ID(1)); return err },
		"row":     func() error { _, err := s.List(t.Context(), flow.Query{}); return err },
	} {
		var places []int64 // older copies may lie in free pages; the byte is turned over in all
		for from := 0; ; {
			i := bytes.Index(whole[from:], values[name])
			if i < 0 {
				break
			}
			places = append(places, int64(from+i))
			from += i + 1
		}
		if len(places) == 0 {
			t.Fatalf("the %s is not in the file", name)
		}
		for i := range values[name] {
			for _, at := range places {
				flip(t, f, at+int64(i))
			}
			err := read()
			var d *flow.DamagedError
			if !errors.As(err, &d) || !bytes.Contains([]byte(d.Why), []byte(contract.ID(1))) {
				t.Errorf("%s, byte %d: %v", name, i, err)
			}
			for _, at := range places {
				flip(t, f, at+int64(i))
			}
		}
	}
}

var errDisk = errors.New("input/output error")

// TestFailedCommits: an error of the commit is an unknown outcome until the history was read
// again.
func TestFailedCommits(t *testing.T) {
	road := contract.Road(contract.ID(1), flow.Demo)
	late := func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		return errors.Join(db.Update(fn), errDisk)
	}
	never := func(db *bolt.DB, fn func(*bolt.Tx) error) error {
		return db.Update(func(tx *bolt.Tx) error { return errors.Join(fn(tx), errDisk) })
	}
	t.Run("the change is there", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		s.commit = late
		got, err := s.Append(t.Context(), road[1])
		if err != nil || len(got) != 2 {
			t.Fatalf("%v, %v", got, err)
		}
		s.commit = (*bolt.DB).Update
		if records, err := s.Records(t.Context(), contract.ID(1)); err != nil || !reflect.DeepEqual(records[2:], got) {
			t.Errorf("%v, %v", records, err)
		}
		contract.Put(t, s, road[2:]...)
	})
	t.Run("the change is not there", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		s.commit = never
		_, err := s.Append(t.Context(), road[1])
		if !errors.Is(err, errDisk) {
			t.Fatal(err)
		}
		contains(t, err.Error(), "nothing of it was kept")
		s.commit = (*bolt.DB).Update
		contract.Put(t, s, road[1:]...)
	})
	t.Run("secrets alone cannot be proved", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[:3]...)
		s.commit = late
		_, err := s.Append(t.Context(), flow.Append{Case: contract.ID(1), Expect: road[3].Expect, Forget: []flow.SecretKind{flow.LinkToken}})
		if !errors.Is(err, errDisk) {
			t.Fatal(err)
		}
		contains(t, err.Error(), "not known")
	})
	t.Run("the history is full", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		s.maxSize = 1
		var err error
		for n := 1; n < 500 && err == nil; n++ {
			_, err = s.Append(t.Context(), contract.Road(contract.ID(n+1), flow.Demo)[0])
		}
		if err == nil {
			t.Fatal("it never was")
		}
		contains(t, err.Error(), "has reached its limit")
		if _, err := s.Records(t.Context(), contract.ID(1)); err != nil {
			t.Error(err)
		}
		s.maxSize = maxFileSize()
		contract.Put(t, s, road[1:]...)
	})
	t.Run("the file goes while it is written", func(t *testing.T) {
		s := newStore(t)
		contract.Put(t, s, road[0])
		s.commit = func(db *bolt.DB, fn func(*bolt.Tx) error) error {
			return errors.Join(db.Update(fn), os.Rename(s.Path(), s.Path()+".moved"))
		}
		_, err := s.Append(t.Context(), road[1])
		damaged(t, err, "removed or replaced while it was written to")
		s.commit = (*bolt.DB).Update
		_, err = s.Append(t.Context(), road[1])
		damaged(t, err, "it is gone")
	})
}
