package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/keys"
)

// TestLookTouchesNothing: neither an older history nor a directory that is not there yet.
func TestLookTouchesNothing(t *testing.T) {
	o, old := oldHistory(t, "schema2.db.gz")
	s := Look(t.Context(), o)
	if s.Place != nil || s.File != nil || s.Lock != nil || s.Key != nil || s.New || s.Schema != 2 || s.Newest != schema {
		t.Errorf("%+v", s)
	}
	now, err := os.ReadFile(s.Path)
	if entries, _ := os.ReadDir(o.Dir); err != nil || !bytes.Equal(now, old) || len(entries) != 1 {
		t.Errorf("%v: the directory holds %d files", err, len(entries))
	}
	o.Dir = filepath.Join(t.TempDir(), "not", "yet")
	if s = Look(t.Context(), o); !s.New || s.Place != nil || s.Key != nil || !strings.Contains(s.Sealed, "will be") || s.Schema != 0 {
		t.Errorf("%+v", s)
	}
	if _, err := os.Stat(o.Dir); err == nil {
		t.Error("a directory was made")
	}
}

// TestLookAsksForNoPassPhrase, neither for a new one nor for the one of a vault.
func TestLookAsksForNoPassPhrase(t *testing.T) {
	asked := 0
	phrase := &keys.PassPhrase{Of: "the history", Ask: func(string) ([]byte, error) { asked++; return []byte("a long enough phrase"), nil }}
	with := func(o *Options) { o.Keys, o.OnlyKeys = []KeyPlace{phrase}, true }
	s := newStore(t, with)
	o := s.opt
	if got := Look(t.Context(), o); got.Key != nil || asked != 0 || !strings.Contains(got.Sealed, "the pass-phrase") {
		t.Errorf("asked %d times: %+v", asked, got)
	}
	appendOpened(t, s)
	if err := s.Probe(t.Context()); err != nil || asked == 0 {
		t.Fatalf("the vault was not made: %v, asked %d times", err, asked)
	}
	asked = 0
	o.Keys = []KeyPlace{&keys.PassPhrase{Ask: phrase.Ask}}
	if got := Look(t.Context(), o); got.Key != nil || asked != 0 || !strings.Contains(got.Sealed, "Tokens are") {
		t.Errorf("asked %d times: %+v", asked, got)
	}
}

// TestLookTriesTheKey of a vault: a key file of another history is found out.
func TestLookTriesTheKey(t *testing.T) {
	s := newStore(t)
	appendOpened(t, s)
	if err := s.Probe(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := Look(t.Context(), s.opt); got.Key != nil || !strings.Contains(got.Sealed, "Tokens are sealed") {
		t.Errorf("%+v", got)
	}
	if err := os.WriteFile(s.file(".key"), []byte(strings.Repeat("0f", 32)+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	setup := (*SetupError)(nil)
	if got := Look(t.Context(), s.opt); !errors.As(got.Key, &setup) || !strings.Contains(got.Key.Error(), "not the key of this history") {
		t.Errorf("%+v", got)
	}
	unlock, err := s.lock(nil, waitLimited, quiet)
	if err != nil {
		t.Fatal(err)
	}
	defer unlock()
	busy := (*flow.BusyError)(nil)
	if got := Look(t.Context(), s.opt); !errors.As(got.Lock, &busy) || got.File != nil {
		t.Errorf("%+v", got)
	}
}

func appendOpened(t *testing.T, s *Store) {
	t.Helper()
	_, err := s.Append(t.Context(), flow.Append{Case: "01JD0000000000000000000001", At: s.now(), Actor: "alice",
		Events: []flow.Event{flow.CaseOpened{Env: s.opt.Env, Processor: flow.PrimeTrust, Handoff: flow.HandoffBrowser}}})
	if err != nil {
		t.Fatal(err)
	}
}
