package engine

import (
	"context"
	"fmt"

	"linkdesk/flow"
)

// disk is a journal whose appends are steps of the world too: a process can die before the
// transaction and after it.
type disk struct {
	records []flow.Record
	secrets map[string]flow.Secret
}

type journal struct{ p *process }

func (j journal) Append(_ context.Context, a flow.Append) (out []flow.Record, err error) {
	d := &j.p.w.disk
	name := "append " + string(a.Events[0].Kind())
	var conflict error
	err = j.p.step(name, false, func() {
		c, _ := flow.Replay(d.records)
		if c.Seq != a.Expect {
			conflict = flow.ErrConflict
			return
		}
		for i, e := range a.Events {
			out = append(out, flow.Record{Case: a.Case, Seq: a.Expect + uint32(i) + 1, Time: a.At, Actor: a.Actor, Event: e})
		}
		d.records = append(d.records, out...)
		for _, s := range a.Seal {
			d.secrets[s.Kind.String()] = s.Secret
		}
		for _, k := range a.Forget {
			delete(d.secrets, k.String())
		}
	})
	if err == nil {
		err = conflict
	}
	if err != nil {
		return nil, err
	}
	return out, nil
}

func (j journal) Records(context.Context, flow.CaseID) ([]flow.Record, error) {
	j.p.w.mu.Lock()
	defer j.p.w.mu.Unlock()
	if len(j.p.w.disk.records) == 0 {
		return nil, flow.ErrNoCase
	}
	return append([]flow.Record(nil), j.p.w.disk.records...), nil
}

func (j journal) Case(ctx context.Context, id flow.CaseID) (flow.Case, error) {
	r, err := j.Records(ctx, id)
	if err != nil {
		return flow.Case{}, err
	}
	return flow.Replay(r)
}

func (j journal) List(ctx context.Context, q flow.Query) (flow.Page, error) {
	c, err := j.Case(ctx, "")
	if row := flow.Summarize(c); err == nil && q.Filter.Matches(row) {
		return flow.Page{Rows: []flow.Summary{row}}, nil
	}
	return flow.Page{}, nil
}

func (j journal) Find(context.Context, string) (flow.CaseID, error) { return "", flow.ErrNoCase }

func (j journal) Secret(_ context.Context, _ flow.CaseID, k flow.SecretKind) (flow.Secret, error) {
	j.p.w.mu.Lock()
	defer j.p.w.mu.Unlock()
	s, ok := j.p.w.disk.secrets[k.String()]
	if !ok {
		return flow.Secret{}, fmt.Errorf("%w: %s", flow.ErrNoSecret, k)
	}
	return s, nil
}

func (j journal) Linked(context.Context, flow.CaseID, string, []flow.LinkAccount) ([]flow.Duplicate, error) {
	return nil, nil
}

func (j journal) Probe(context.Context) error { return nil }
