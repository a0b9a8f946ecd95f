package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// flips is how many bytes TestFlipsAnywhere turns over besides those of the headers and of one
// case: FLIPS, or enough to be sure every day.
func flips(t *testing.T) (anywhere, step int) {
	t.Helper()
	if os.Getenv("FLIPS") == "" {
		return 150, 37
	}
	n, err := strconv.Atoi(os.Getenv("FLIPS"))
	if err != nil || n < 1 {
		t.Fatalf("FLIPS=%q is no number of flips", os.Getenv("FLIPS"))
	}
	return n, 1
}

// TestFlipsAnywhere turns over bytes of a history one at a time: in both header pages, in all
// that is kept of one case, and anywhere. Another process reads everything after each, so that
// a hang or a crash is seen and not suffered. Nothing wrong is ever shown as good.
func TestFlipsAnywhere(t *testing.T) {
	s := newStore(t)
	for n := 1; n <= 3; n++ {
		contract.Put(t, s, contract.Road(contract.ID(n), flow.Demo)[:8+n]...)
	}
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 8))
	anywhere, step := flips(t)
	page := int64(os.Getpagesize())
	var all []overturn
	for at := range 2 * page {
		// What bbolt uses of a header is turned over always, the empty rest of its page at times.
		if inPage := at % page; inPage < headerAt+headerSize || at%int64(step) == 0 {
			all = append(all, overturn{at, byte(1 + random.IntN(255))})
		}
	}
	for i, at := range placesOf(t, s, contract.ID(1)) {
		if i%step == 0 {
			all = append(all, overturn{at, byte(1 + random.IntN(255))})
		}
	}
	used := usedBytes(t, s)
	for range anywhere {
		all = append(all, overturn{random.Int64N(used), 1 << random.IntN(8)})
	}
	seen := overturnAll(t, s, all)
	t.Logf("%d bytes of %d turned over: %v", len(all), used, seen)
	if seen[hidden] > 2+len(all)/500 {
		t.Errorf("%d times %s", seen[hidden], hidden)
	}
	if seen["damaged"] < len(all)/20 || seen["the same"] == 0 {
		t.Error("the test proves little")
	}
}

// overturn is a byte of the file and what it is changed by.
type overturn struct {
	at   int64
	with byte
}

// placesOf are the bytes in the file of all that is kept of a case.
func placesOf(t *testing.T, s *Store, id flow.CaseID) (places []int64) {
	t.Helper()
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	key, _ := parseCase(id)
	err = s.view(t.Context(), func(tx *bolt.Tx) error {
		values := [][]byte{tx.Bucket([]byte(bucketCases)).Get(key[:]), tx.Bucket([]byte(bucketList)).Get(key[:])}
		for _, k := range entryKeys(tx, key) {
			values = append(values, tx.Bucket([]byte(bucketEvents)).Get(k))
		}
		for _, v := range values {
			places = append(places, whereIs(whole, v)...)
		}
		return nil
	})
	if err != nil || len(places) == 0 {
		t.Fatalf("%d places, %v", len(places), err)
	}
	return places
}

// usedBytes is how much of the file bbolt has given out.
func usedBytes(t *testing.T, s *Store) int64 {
	t.Helper()
	var size int64
	if err := s.view(t.Context(), func(tx *bolt.Tx) error { size = tx.Size(); return nil }); err != nil {
		t.Fatal(err)
	}
	return size
}

func (o overturn) String() string { return fmt.Sprintf("%d %d", o.at, o.with) }
