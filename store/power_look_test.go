//go:build e2e && linux

package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// look opens an image as the next start would.
func (p *powerTest) look(t *testing.T, dir string, acked int) {
	t.Helper()
	old, bak := p.files["demo.db"], filepath.Join(dir, "demo.db.schema1.bak")
	if got, err := os.ReadFile(bak); err == nil && !bytes.Equal(got, old) {
		t.Errorf("the backup has its name and is not the old history")
	}
	s, err := Open(Options{Dir: dir, Env: flow.Demo, Actor: "alice", Now: contract.Start})
	if err != nil {
		t.Errorf("after %d acknowledged events, with %s: %v", acked, names(t, dir), err)
		return
	}
	id := contract.ID(powerCase)
	records, err := s.Records(t.Context(), id)
	if err != nil && !errors.Is(err, flow.ErrNoCase) || len(records) < acked {
		t.Errorf("%d records of %d that were acknowledged, %v, with %s", len(records), acked, err, names(t, dir))
		return
	}
	if len(records) > 0 && !reflect.DeepEqual(records, p.want[:len(records)]) {
		t.Errorf("the %d records are not those that were written", len(records))
	}
	if p.files != nil {
		backupIs(t, s.opt, filepath.Base(bak), old)
		for n, count := range map[int]int{1: 17, 2: 11, 3: 25} { // the old cases
			if old, err := s.Records(t.Context(), contract.ID(n)); err != nil || len(old) != count {
				t.Errorf("case %d: %d records, %v", n, len(old), err)
			}
		}
	}
	p.goOn(t, s, len(records))
	checkFile(t, s)
}

// goOn takes the case one step on, and now and then to its end, with the secrets that it needs.
func (p *powerTest) goOn(t *testing.T, s *Store, records int) {
	t.Helper()
	id := contract.ID(powerCase)
	secrets := map[flow.SecretKind]flow.Secret{}
	for _, a := range contract.Road(id, flow.Demo) {
		if int(a.Expect) < records {
			for _, sealed := range a.Seal {
				secrets[sealed.Kind] = sealed.Secret
			}
			for _, kind := range a.Forget {
				delete(secrets, kind)
			}
			if a.Shred {
				clear(secrets)
			}
			continue
		}
		for kind, want := range secrets {
			if plain, err := s.Secret(t.Context(), id, kind); err != nil || contract.Plain(plain) != contract.Plain(want) {
				t.Errorf("after %d records the %s is %q, %v", records, kind, contract.Plain(plain), err)
			}
		}
		clear(secrets) // once is enough
		if _, err := s.Append(t.Context(), a); err != nil {
			t.Errorf("it does not go on from record %d: %v", records, err)
		}
		if p.random.IntN(8) > 0 {
			break // a few go on to the end, the others take one step
		}
	}
}
