package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func verified(t *testing.T, s *Store) Report {
	t.Helper()
	r, err := s.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// names reports whether a report names a record of a case.
func (r Report) names(id flow.CaseID, seq int) bool {
	return slices.ContainsFunc(r.Faults, func(f Finding) bool { return f.Case == id && int(f.Seq) == seq })
}

// others are the findings that name another case.
func (r Report) others(id flow.CaseID) (out []Finding) {
	for _, f := range r.Faults {
		if f.Case != "" && f.Case != id {
			out = append(out, f)
		}
	}
	return out
}

// TestVerifySound: nothing is found where nothing is wrong, and all is counted.
func TestVerifySound(t *testing.T) {
	s := newStore(t)
	if r := verified(t, s); len(r.Faults)+r.Cases+r.Events > 0 || names(t, s.opt.Dir) != "" {
		t.Errorf("an empty place: %+v", r)
	}
	events := 0
	for n := range 3 {
		road := contract.Road(contract.ID(n), flow.Demo)
		contract.Put(t, s, road[:6+4*n]...)
		events += int(road[6+4*n].Expect)
	}
	if r := verified(t, s); len(r.Faults) > 0 || r.Cases != 3 || r.Events != events {
		t.Errorf("%+v", r)
	}
	big := newStore(t)
	many(t, big, 400)
	if r := verified(t, big); len(r.Faults) > 0 || r.Cases != 401 {
		t.Errorf("400 cases: %+v", r)
	}
	o, _ := schema1(t)
	o.ReadOnly = true
	old, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	if r := verified(t, old); len(r.Faults) > 0 || r.Cases != 3 || r.Events != 17+11+25 || !r.Unfinished {
		t.Errorf("an old history: %+v", r)
	}
}

// TestVerifyEveryByte turns over every byte of every event of a case, of its key, and of its row
// in the order of events. The case and the sequence are named each time, and no other case is.
func TestVerifyEveryByte(t *testing.T) {
	s := newStore(t)
	s.growStep = 16 << 10 // the file is written anew for each byte
	a, b := contract.Road(contract.ID(1), flow.Demo), contract.Road(contract.ID(2), flow.Demo)
	for i := range a[:7] {
		contract.Put(t, s, a[i], b[i])
	}
	s.opt.Child = pagesAreFine // they are, since bbolt writes them
	id := contract.ID(1)
	key, _ := parseCase(id)
	var keys [][]byte
	change(t, s, func(tx *bolt.Tx) error { keys = entryKeys(tx, key); return nil })
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	flipped := 0
	try := func(seq int, bucket string, at []byte, spoil func(k, v []byte)) {
		t.Helper()
		flipped++
		db, err := bolt.Open(s.Path(), 0o600, &bolt.Options{NoSync: true})
		if err != nil {
			t.Fatal(err)
		}
		err = db.Update(func(tx *bolt.Tx) error {
			b := tx.Bucket([]byte(bucket))
			k, v := bytes.Clone(at), bytes.Clone(b.Get(at))
			spoil(k, v)
			return errors.Join(b.Delete(at), b.Put(k, v))
		})
		if err := errors.Join(err, db.Close()); err != nil {
			t.Fatal(err)
		}
		r := verified(t, s)
		if !r.names(id, seq) || len(r.others(id)) > 0 {
			t.Fatalf("%s of record %d: %+v", bucket, seq, r.Faults)
		}
		if bucket == bucketOfCase && len(r.Damaged()) > 0 {
			t.Fatalf("the order of record %d: %+v", seq, r.Faults)
		}
		if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var values [][]byte
	change(t, s, func(tx *bolt.Tx) error {
		for _, k := range keys {
			values = append(values, bytes.Clone(tx.Bucket([]byte(bucketEvents)).Get(k)))
		}
		return nil
	})
	if whole, err = os.ReadFile(s.Path()); err != nil {
		t.Fatal(err)
	}
	for i, k := range keys {
		for at := range values[i] {
			try(i+1, bucketEvents, k, func(_, v []byte) { v[at] ^= 0x41 })
		}
		for at := range k {
			try(i+1, bucketEvents, k, func(k, _ []byte) { k[at] ^= 0x41 })
		}
		inOrder := append(bytes.Clone(key[:]), k...)
		for at := range inOrder {
			try(i+1, bucketOfCase, inOrder, func(k, _ []byte) { k[at] ^= 0x41 })
		}
		try(i+1, bucketOfCase, inOrder, func(_, v []byte) { v[0] ^= 0x41 })
	}
	t.Logf("%d bytes", flipped)
}

// TestVerifyEveryByteOfTheFile does the same in the raw file, on all pages that are in use. A flip
// within an event names its case and record; any other is harmless, or is found.
func TestVerifyEveryByteOfTheFile(t *testing.T) {
	s := newStore(t)
	id := contract.ID(1)
	contract.Put(t, s, contract.Road(contract.ID(2), flow.Demo)[:3]...)
	contract.Put(t, s, contract.Road(id, flow.Demo)[:6]...)
	contract.Put(t, s, contract.Road(contract.ID(3), flow.Demo)[:3]...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	place := map[int]int{} // offset -> record of the case
	file, done, err := openRaw(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer done()
	trees, _ := file.trees()
	pages := map[int]bool{}
	for _, bucket := range []string{bucketEvents, bucketOfCase} {
		cur := newRawCursor(trees[bucket])
		key, _ := parseCase(id)
		seq := 0
		for k, v, more := cur.next(); more; k, v, more = cur.next() {
			if bucket == bucketEvents && caseKey(v[1:]) != key || bucket == bucketOfCase && caseKey(k) != key {
				continue
			}
			seq++
			// Older copies lie in free pages; the one that is read is told by its page.
			at := inUse(t, file, trees[bucket], whole, append(bytes.Clone(k), v...))
			for i := range len(k) + len(v) {
				place[at+i] = seq
			}
			for p := at / int(file.pageSize); p <= (at+len(k)+len(v)-1)/int(file.pageSize); p++ {
				pages[p] = true
			}
		}
	}
	f, err := os.OpenFile(s.Path(), os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	s.opt.Child = pagesAreFine // the page check is another test; here the events count
	whole0 := verified(t, s)
	harmless, found := 0, 0
	for p := range pages {
		for at := p * int(file.pageSize); at < (p+1)*int(file.pageSize); at++ {
			if whole[at] == 0 && place[at] == 0 && at%int(file.pageSize) > 1024 && at%7 > 0 {
				continue // room that is not used
			}
			flip(t, f, int64(at))
			r := verified(t, s)
			flip(t, f, int64(at))
			seq, is := place[at]
			switch {
			case is && (!r.names(id, seq) || len(r.others(id)) > 0):
				t.Fatalf("byte %d of page %d, of record %d: %+v", at%int(file.pageSize), p, seq, r.Faults)
			case len(r.Faults) == 0:
				harmless++
				if r.Cases != 3 || r.Events != whole0.Events {
					t.Fatalf("byte %d of page %d: %+v", at%int(file.pageSize), p, r)
				}
			default:
				found++
			}
		}
	}
	t.Logf("%d found, %d harmless, %d pages", found, harmless, len(pages))
}

// TestVerifyFindings: what else can be wrong, and what part of it is derived.
func TestVerifyFindings(t *testing.T) {
	id := contract.ID(1)
	key, _ := parseCase(id)
	for name, c := range map[string]struct {
		spoil   func(tx *bolt.Tx, keys [][]byte) error
		seq     int
		part    string
		words   string
		derived bool
	}{
		"in the middle": {func(tx *bolt.Tx, keys [][]byte) error {
			return errors.Join(tx.Bucket([]byte(bucketEvents)).Delete(keys[4]), tx.Bucket([]byte(bucketOfCase)).Delete(append(bytes.Clone(key[:]), keys[4]...)))
		}, 5, bucketEvents, "its hash does not follow", false},
		"at the end": {func(tx *bolt.Tx, keys [][]byte) error {
			last := keys[len(keys)-1]
			return errors.Join(tx.Bucket([]byte(bucketEvents)).Delete(last), tx.Bucket([]byte(bucketOfCase)).Delete(append(bytes.Clone(key[:]), last...)))
		}, 14, bucketEvents, "counts 14 records", false},
		"two change places": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			x, y := bytes.Clone(b.Get(keys[6])), bytes.Clone(b.Get(keys[7]))
			return errors.Join(b.Put(keys[6], y), b.Put(keys[7], x))
		}, 7, bucketEvents, "", false},
		"all of them": {func(tx *bolt.Tx, keys [][]byte) error {
			for _, k := range keys {
				if err := tx.Bucket([]byte(bucketEvents)).Delete(k); err != nil {
					return err
				}
			}
			return nil
		}, 1, bucketEvents, "missing", false},
		"the summary": {func(tx *bolt.Tx, _ [][]byte) error { return tx.Bucket([]byte(bucketCases)).Delete(key[:]) },
			0, bucketCases, "missing", true},
		"a row of the list": {func(tx *bolt.Tx, _ [][]byte) error {
			return tx.Bucket([]byte(bucketList)).Put(key[:], []byte("x"))
		}, 0, bucketList, "not what the events give", true},
		"one id too many": {func(tx *bolt.Tx, _ [][]byte) error {
			return tx.Bucket([]byte(bucketItems)).Put(refKey("other", key), []byte{0, 0, 0, 1})
		}, 0, bucketItems, "no event gives", true},
		"an id of no case": {func(tx *bolt.Tx, _ [][]byte) error {
			return tx.Bucket([]byte(bucketItems)).Put([]byte("other"), []byte{0, 0, 0, 1})
		}, 0, bucketItems, "of no case", true},
		"a whole index":   {func(tx *bolt.Tx, _ [][]byte) error { return tx.DeleteBucket([]byte(bucketTails)) }, 0, bucketTails, "missing", true},
		"the whole order": {func(tx *bolt.Tx, _ [][]byte) error { return tx.DeleteBucket([]byte(bucketOfCase)) }, 0, bucketOfCase, "missing", true},
		"an event of nobody": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			return b.Put(sequenceKey(77), append([]byte{1}, bytes.Repeat([]byte{7}, 80)...))
		}, 0, bucketEvents, "belongs to no case", false},
		"an event twice": {func(tx *bolt.Tx, keys [][]byte) error {
			b := tx.Bucket([]byte(bucketEvents))
			return b.Put(sequenceKey(77), bytes.Clone(b.Get(keys[3])))
		}, 0, bucketEvents, "its chain does not know it", false},
		"a seal": {func(tx *bolt.Tx, _ [][]byte) error {
			return tx.Bucket([]byte(bucketSecret)).Put(place(key, flow.AccessToken, 1), []byte{1})
		}, 0, bucketSecret, "damaged", false},
		"the vault's key": {func(tx *bolt.Tx, _ [][]byte) error { return tx.Bucket([]byte(bucketKeys)).Delete([]byte{0, 0, 0, 1}) },
			0, bucketSecret, "not in the vault", false},
		"the version": {func(tx *bolt.Tx, _ [][]byte) error { return putVersion(tx, 99) }, 0, bucketMeta, "newer linkdesk", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := twoCases(t)
			whole, err := os.ReadFile(s.Path())
			if err != nil {
				t.Fatal(err)
			}
			change(t, s, func(tx *bolt.Tx) error { return c.spoil(tx, entryKeys(tx, key)) })
			defer func() {
				if err := os.WriteFile(s.Path(), whole, 0o600); err != nil {
					t.Error(err)
				}
			}()
			r := verified(t, s)
			is := func(f Finding) bool {
				return int(f.Seq) == c.seq && f.Part == c.part && strings.Contains(f.What, c.words) && (c.seq == 0 || f.Case == id)
			}
			if !slices.ContainsFunc(r.Faults, is) || (len(r.Damaged()) == 0) != c.derived || len(r.others(id)) > 0 && name != "the vault's key" {
				t.Errorf("%+v", r.Faults)
			}
			if c.seq > 0 && r.Cases != 1 {
				t.Errorf("%d cases are sound", r.Cases)
			}
		})
	}
}

// inUse finds where in the file a row of a tree stands.
func inUse(t *testing.T, file *raw, tree rawTree, whole, row []byte) int {
	t.Helper()
	for from := 0; ; {
		i := bytes.Index(whole[from:], row)
		if i < 0 {
			t.Fatalf("a row is not in the file (%d bytes)", len(row))
		}
		at := from + i
		from = at + 1
		spoilt := bytes.Clone(whole)
		spoilt[at] ^= 1
		other := &raw{f: bytes.NewReader(spoilt), size: file.size, pageSize: file.pageSize, root: file.root, nodes: map[uint64]*node{}}
		trees, _ := other.trees()
		for name, x := range trees {
			if name != bucketEvents && name != bucketOfCase {
				continue
			}
			n, same := 0, 0
			for c := newRawCursor(x); ; n++ {
				k, v, more := c.next()
				if !more {
					break
				}
				if bytes.Equal(append(bytes.Clone(k), v...), row) {
					same++
				}
			}
			if same == 0 && x.root == tree.root && x.inline == nil == (tree.inline == nil) && (name == bucketEvents) == (len(row) > 25) {
				return at
			}
		}
	}
}

func pagesAreFine(context.Context, string) error { return nil }
