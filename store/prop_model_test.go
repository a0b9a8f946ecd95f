package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"linkdesk/flow"
)

// model is a history in memory in the plainest words: what the store must be like, whatever
// it does to be fast. It keeps the contract of package contract itself.
type model struct {
	mu    sync.Mutex
	cases map[flow.CaseID]*keptCase
}

type keptCase struct {
	records []flow.Record
	state   flow.Case
	secrets map[flow.SecretKind]flow.Secret
}

func newModel() *model { return &model{cases: map[flow.CaseID]*keptCase{}} }

// Append implements flow.Journal.
func (m *model) Append(_ context.Context, a flow.Append) ([]flow.Record, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if slices.ContainsFunc(a.Seal, func(s flow.SealedSecret) bool { return s.Secret.Empty() }) {
		return nil, errors.New("nothing to seal")
	}
	if len(a.Events)+len(a.Seal)+len(a.Forget) == 0 && !a.Shred {
		return nil, nil
	}
	k := m.cases[a.Case]
	if k == nil {
		k = &keptCase{secrets: map[flow.SecretKind]flow.Secret{}}
	}
	if k.state.Seq != a.Expect {
		return nil, flow.ErrConflict
	}
	if a.Expect == 0 && len(a.Events) == 0 {
		return nil, flow.ErrNoCase
	}
	state := k.state
	var records []flow.Record
	for i, ev := range a.Events {
		r, err := throughJSON(ev)
		if err != nil {
			return nil, err
		}
		r.Case, r.Seq, r.Time, r.Actor = a.Case, a.Expect+uint32(i)+1, a.At.UTC().Truncate(time.Microsecond), a.Actor
		if state, err = flow.Apply(state, r); err != nil {
			return nil, err
		}
		records = append(records, r)
	}
	k.state, k.records = state, append(k.records, records...)
	for _, kind := range a.Forget {
		delete(k.secrets, kind)
	}
	for _, s := range a.Seal {
		k.secrets[s.Kind] = s.Secret
	}
	if a.Shred {
		clear(k.secrets)
	}
	m.cases[a.Case] = k
	return records, nil
}

// throughJSON is the event as a reader will find it.
func throughJSON(ev flow.Event) (flow.Record, error) {
	number, payload, err := flow.EncodeEvent(ev)
	if err != nil {
		return flow.Record{}, err
	}
	back, err := flow.DecodeEvent(number, payload)
	return flow.Record{Event: back}, err
}

// prune forgets a case with all that it had.
func (m *model) prune(id flow.CaseID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.cases, id)
}

// newest lists the cases, newest first.
func (m *model) newest() []flow.CaseID {
	m.mu.Lock()
	defer m.mu.Unlock()
	ids := slices.Sorted(maps.Keys(m.cases))
	slices.Reverse(ids)
	return ids
}

// Case implements flow.Journal.
func (m *model) Case(_ context.Context, id flow.CaseID) (flow.Case, error) {
	if k := m.at(id); k != nil {
		return k.state, nil
	}
	return flow.Case{}, flow.ErrNoCase
}

func (m *model) at(id flow.CaseID) *keptCase {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.cases[id]
}

// Records implements flow.Journal.
func (m *model) Records(_ context.Context, id flow.CaseID) ([]flow.Record, error) {
	if k := m.at(id); k != nil {
		return slices.Clone(k.records), nil
	}
	return nil, flow.ErrNoCase
}

// Secret implements flow.Journal.
func (m *model) Secret(_ context.Context, id flow.CaseID, kind flow.SecretKind) (flow.Secret, error) {
	if k := m.at(id); k != nil && !k.secrets[kind].Empty() {
		return k.secrets[kind], nil
	}
	return flow.Secret{}, flow.ErrNoSecret
}

// Probe implements flow.Journal.
func (m *model) Probe(context.Context) error { return nil }

// Find implements flow.Journal.
func (m *model) Find(_ context.Context, text string) (flow.CaseID, error) {
	found := m.named(text)
	switch {
	case len(found) == 0:
		return "", flow.ErrNoCase
	case len(found) > 1:
		return "", &flow.AmbiguousError{Text: strings.TrimSpace(text), Matches: found}
	}
	return found[0], nil
}

// named lists the cases whose id begins or ends with a text.
func (m *model) named(text string) []flow.CaseID {
	want := strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(strings.ToUpper(strings.TrimSpace(text)))
	if len(want) < 4 {
		return nil
	}
	return slices.DeleteFunc(m.newest(), func(id flow.CaseID) bool {
		return !strings.HasPrefix(string(id), want) && !strings.HasSuffix(string(id), want)
	})
}

func (m *model) String() string { return fmt.Sprintf("%d cases", len(m.newest())) }
