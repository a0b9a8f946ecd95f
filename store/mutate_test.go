//go:build unix

package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestRandomFlips turns over single bytes, from a seed that is printed. Each is found, or what is
// read afterwards is what was written: wrong data is never taken for good.
func TestRandomFlips(t *testing.T) {
	const flips = 400
	seed := uint64(time.Now().UnixNano())
	t.Logf("seed %d", seed)
	random := rand.New(rand.NewPCG(seed, 0))
	o := newOriginal(t)
	o.s.opt.Maintenance = false
	want := map[int][]flow.Record{}
	for n := 1; n <= 3; n++ {
		var err error
		if want[n], err = o.s.Records(t.Context(), contract.ID(n)); err != nil {
			t.Fatal(err)
		}
	}
	found, harmless := 0, 0
	for range flips {
		b := bytes.Clone(o.whole)
		at, bit := random.IntN(len(b)), byte(1)<<random.IntN(8)
		b[at] ^= bit
		if err := os.WriteFile(o.s.Path(), b, 0o600); err != nil {
			t.Fatal(err)
		}
		o.s.opt.Child = pagesAreFine
		if r := verified(t, o.s); len(r.Faults) > 0 {
			found++
			continue
		}
		if inChild(t.Context(), o.s.Path()) != nil {
			found++
			continue
		}
		harmless++
		for n, records := range want {
			if got, err := o.s.Records(t.Context(), contract.ID(n)); err != nil || !reflect.DeepEqual(got, records) {
				t.Errorf("byte %d, bit %x: nothing was found, and case %d has %d records, %v", at, bit, n, len(got), err)
			}
		}
	}
	t.Logf("%d found, %d harmless", found, harmless)
	if err := os.WriteFile(o.s.Path(), o.whole, 0o600); err != nil {
		t.Fatal(err)
	}
}

// FuzzDamage puts any bytes anywhere into a history and cuts it anywhere. Whoever examines it or
// salvages from it neither panics nor turns in circles, and nothing comes out that was not in it.
func FuzzDamage(f *testing.F) {
	s, err := Open(Options{Dir: f.TempDir(), Env: flow.Demo, Actor: "alice", Now: contract.Start})
	if err != nil {
		f.Fatal(err)
	}
	s.growStep = 16 << 10
	contract.Put(f, s, contract.Road(contract.ID(1), flow.Demo)[:10]...)
	contract.Put(f, s, contract.Road(contract.ID(2), flow.Demo)[:5]...)
	whole, err := os.ReadFile(s.Path())
	if err != nil {
		f.Fatal(err)
	}
	events := map[string]bool{}
	err = s.view(f.Context(), func(tx *bolt.Tx) error {
		return tx.Bucket([]byte(bucketEvents)).ForEach(func(k, v []byte) error {
			events[string(k)+string(v)] = true
			return nil
		})
	})
	if err != nil {
		f.Fatal(err)
	}
	page := uint32(os.Getpagesize())
	f.Add(uint32(0), bytes.Repeat([]byte{0}, 2*int(page)), uint32(len(whole)))
	for p := uint32(2); p*page < uint32(len(whole)); p += 3 {
		f.Add(p*page, []byte{1, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0xff, 0xff}, uint32(len(whole)))
		f.Add(p*page+8, []byte{1, 0, 2}, p*page)
	}
	f.Fuzz(func(t *testing.T, at uint32, patch []byte, size uint32) {
		b := bytes.Clone(whole)
		copy(b[min(int(at), len(b)):], patch)
		b = b[:min(int(size), len(b))]
		dir := t.TempDir()
		if err := errors.Join(os.Chmod(dir, 0o700), os.WriteFile(filepath.Join(dir, "demo.db"), b, 0o600)); err != nil {
			t.Fatal(err)
		}
		m, err := Open(Options{Dir: dir, Env: flow.Demo, Maintenance: true, Child: pagesAreFine, Now: contract.Start})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := m.Verify(t.Context()); err != nil {
			t.Fatal(err)
		}
		file, done, err := openRaw(m.Path())
		if err != nil {
			t.Fatal(err)
		}
		defer done()
		x := &salvager{store: m, ctx: t.Context(), file: file, ends: map[caseKey]ending{}, secrets: map[string]loose{}, out: &Salvaged{}}
		x.trees = map[string]rawTree{}
		if err := x.find(); err != nil {
			t.Fatal(err)
		}
		for _, e := range x.kept {
			if !events[string(sequenceKey(e.place))+string(x.bytes(e))] {
				t.Errorf("an event at %d is not the original one", e.place)
			}
		}
	})
}
