package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"strings"

	"linkdesk/flow"
)

// verifier is one examination. It holds one case at a time, the events that the order of events
// has lost, and a mark for each case that is damaged.
type verifier struct {
	store    *Store
	ctx      context.Context
	report   *Report
	trees    map[string]rawTree
	order    bool // the order of events is whole, or shall be
	rows     bool // so are the other derived parts
	strays   []stray
	bad      map[caseKey]bool
	suspects map[caseKey]*suspect
	final    bool           // the suspects are judged
	want     map[string]int // how many rows the events give, by bucket
	named    map[string]int // how many findings of a derived bucket there are
	seen     uint64
}

// stray is an event that the order of events does not know.
type stray struct {
	key   caseKey
	place uint64
}

func (v *verifier) find(f Finding) {
	if f.Derived() {
		if v.named[f.Part]++; v.named[f.Part] > mostNamed {
			return
		}
	}
	v.report.Faults = append(v.report.Faults, f)
}

func (v *verifier) run(file *raw) error {
	trees, faults := file.trees()
	v.trees = trees
	for _, err := range faults {
		v.find(Finding{Part: partPages, What: "the way to its parts is broken: " + err.Error()})
	}
	if !v.meta() {
		return v.ctx.Err()
	}
	for _, step := range []func() error{v.events, v.cases, v.counts, v.vault, v.tombs} {
		if err := step(); err != nil {
			return err
		}
	}
	for _, name := range derived(schema) {
		if n := v.named[name]; n > mostNamed {
			v.report.Faults = append(v.report.Faults, Finding{Part: name, What: fmt.Sprintf("%d more of its rows are not what the events give", n-mostNamed)})
		}
	}
	return nil
}

// meta is checkTruth by plain reads. It returns false where there is nothing to go on with.
func (v *verifier) meta() bool {
	for _, name := range truth() {
		if _, ok := v.trees[name]; !ok {
			v.find(Finding{Part: name, What: "it is missing"})
		}
	}
	meta, ok := v.trees[bucketMeta]
	if !ok {
		return false
	}
	row := func(name string) []byte { b, _ := meta.get([]byte(name)); return b }
	version := uint32(0)
	if b := row(metaSchema); len(b) == 4 {
		version = binary.BigEndian.Uint32(b)
	}
	env, id := flow.Clean(strings.ToValidUTF8(string(row(metaEnv)), "?")), row(metaID)
	switch {
	case version == 0:
		v.find(Finding{Part: bucketMeta, What: "it does not say which version wrote the history"})
	case version > schema:
		v.find(Finding{Part: bucketMeta, What: fmt.Sprintf("a newer linkdesk wrote it (schema %d, this one knows up to %d): use that version", version, schema)})
		return false
	}
	if env != string(v.store.opt.Env) {
		v.find(Finding{Part: bucketMeta, What: fmt.Sprintf("it is the history of %q, put in the place of %s", env, v.store.opt.Env)})
	}
	if len(id) != len(dbID{}) || bytes.Equal(id, make([]byte, len(id))) {
		v.find(Finding{Part: bucketMeta, What: "it has no id"})
	}
	if was, err := v.store.readID(); v.store.path == "" && err == nil && string(bytes.TrimSpace(was)) != hex.EncodeToString(id) {
		v.find(Finding{Part: partFile, What: "it is not the history that was here before: put the right file back, or remove " +
			shell(v.store.file(".id")) + " when you mean this one"})
	}
	making := row(metaRebuild)
	v.report.Unfinished = len(making) > 0 || version < schema
	v.order, v.rows = len(making) == 0 || making[0] != passOrder, !v.report.Unfinished
	for _, name := range derived(max(version, 1)) {
		if _, ok := v.trees[name]; !ok {
			v.find(Finding{Part: name, What: "it is missing"})
		}
	}
	return true
}

// step counts an event and tells how far the examination is. Every event is met twice.
func (v *verifier) step() error {
	if v.seen++; v.seen%1024 == 0 {
		v.store.tellProgress("verifying", v.seen, max(2*v.trees[bucketEvents].sequence, v.seen))
		return v.ctx.Err()
	}
	return nil
}

// cursor goes through a bucket; a missing one has no rows.
func (v *verifier) cursor(name string) *rawCursor {
	if t, ok := v.trees[name]; ok {
		return newRawCursor(t)
	}
	return &rawCursor{began: true}
}

func (v *verifier) broken(part string, cur *rawCursor) {
	for _, err := range cur.faults {
		v.find(Finding{Part: part, What: err.Error()})
	}
}
