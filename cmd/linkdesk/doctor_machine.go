package main

import (
	"context"
	"errors"
	"io/fs"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
	"linkdesk/flow/link"
	"linkdesk/store"
)

// machine implements doctor.Machine with what the commands themselves stand on.
type machine struct {
	order   order
	places  places
	look    *resolver
	missing []string // names of keys that were found nowhere
}

// History implements doctor.Machine.
func (m *machine) History(ctx context.Context) doctor.HistoryFacts {
	o := m.order
	opts := store.Options{Dir: o.dir, Env: o.env, ReadOnly: o.readOnly, Actor: operator()}
	keysWrong := o.vaultKeys(&opts)
	s := store.Look(ctx, opts)
	f := doctor.HistoryFacts{Dir: flow.Clean(s.Dir), Path: flow.Clean(s.Path), New: s.New, Place: wordsOf(s.Place), File: wordsOf(s.File), Key: wordsOf(s.Key),
		Schema: s.Schema, Newest: s.Newest, Sealed: s.Sealed, Free: s.Free, Least: s.Least, FreeKnown: s.FreeKnown}
	if keysWrong != nil {
		f.Key = wordsOf(keysWrong)
	}
	damaged := (*flow.DamagedError)(nil)
	f.Damaged = errors.As(s.File, &damaged)
	if busy := (*flow.BusyError)(nil); errors.As(s.Lock, &busy) {
		f.Busy, f.Holder = true, flow.Clean(busy.Holder)
	}
	return f
}

// wordsOf is an error of the store without what goes without saying here.
func wordsOf(err error) string {
	if err == nil {
		return ""
	}
	return strings.TrimSuffix(flow.Clean(err.Error()), ". Nothing was written")
}

// Keyring implements doctor.Machine. It reads an entry that is never there.
func (m *machine) Keyring(ctx context.Context) doctor.KeyringFacts {
	if m.order.env == flow.Demo {
		return doctor.KeyringFacts{Off: "Demo has no keys, and keeps its history's key in a file"}
	}
	ring, err := m.look.keyring()
	if err != nil {
		return doctor.KeyringFacts{Wrong: flow.Clean(err.Error()), Needed: "it is set to something else than on or off"}
	}
	if on, err := m.look.find(setKeyring); err == nil && on.text == "off" {
		return doctor.KeyringFacts{Off: "it is switched off (" + on.from.String() + ")"}
	}
	_, err = ring.Get(ctx, string(m.order.env)+"/doctor")
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return doctor.KeyringFacts{}
	}
	f := doctor.KeyringFacts{Wrong: flow.Clean(err.Error())}
	if provider, err := m.look.find(setProvider); err == nil && provider.text == inKeyring {
		f.Needed = "the history's key shall be there (" + provider.from.String() + ")"
	} else if len(m.missing) > 0 {
		f.Needed = strings.Join(m.missing, " and ") + " were found nowhere else"
	}
	return f
}

// Handoff implements doctor.Machine.
func (m *machine) Handoff() doctor.HandoffFacts {
	around := m.order.around
	f := doctor.HandoffFacts{Default: around.Default, Why: around.Why, CanOpen: around.CanOpen, Chosen: m.places.handoff, From: m.places.handoffFrom.String()}
	name, err := link.Opener("")
	if f.Opener = flow.Clean(name); err != nil {
		f.Missing = flow.Clean(err.Error())
	}
	return f
}

// Clock implements doctor.Machine.
func (m *machine) Clock() []doctor.Skew { return m.order.dates.all() }
