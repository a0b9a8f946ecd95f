package store

import (
	"bytes"
	"slices"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// derivedRows is everything derived, and that nothing is left to do, as bytes.
func derivedRows(t *testing.T, s *Store) []byte {
	t.Helper()
	var out bytes.Buffer
	db, err := bolt.Open(s.Path(), 0o600, &bolt.Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	err = db.View(func(tx *bolt.Tx) error {
		if r, unfinished := rebuildingIn(tx); unfinished {
			t.Errorf("the history is at pass %d, cursor %x", r.pass, r.cursor)
		}
		for _, name := range derived(schema) {
			out.WriteString("\n== " + name)
			if err := tx.Bucket([]byte(name)).ForEach(func(k, v []byte) error {
				out.WriteString("\n")
				out.Write(slices.Concat(k, []byte(" => "), v))
				return nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rebuiltTheSame makes everything derived again and expects the same bytes.
func (h *history) rebuiltTheSame() {
	h.t.Helper()
	s := h.store()
	want := derivedRows(h.t, s)
	s.piece = 1 + h.r.IntN(60)
	if err := underLock(h.t, s, func() error { return s.rebuild(nil) }); err != nil {
		h.t.Fatal(err)
	}
	s.piece = pieceEvents
	if got := derivedRows(h.t, s); !bytes.Equal(got, want) {
		h.t.Fatalf("the derived rows are not what they were:\n%s", firstDifference(want, got))
	}
}

func firstDifference(want, got []byte) string {
	a, b := bytes.Split(want, []byte("\n")), bytes.Split(got, []byte("\n"))
	for i := range min(len(a), len(b)) {
		if !bytes.Equal(a[i], b[i]) {
			return string(a[i]) + "\n" + string(b[i])
		}
	}
	return "one has more rows than the other"
}

func underLock(t *testing.T, s *Store, do func() error) error {
	t.Helper()
	unlock, err := s.lock(t.Context().Done(), waitForEver, quiet)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	return do()
}
