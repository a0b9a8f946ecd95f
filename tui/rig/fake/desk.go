// Package fake is a desk in memory with a scripted world behind it, for tests of the
// screens: the pure machine is the real one, only banks and partner are made up.
package fake

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Desk is a screen.Desk. Make one with New inside the bubble of a test.
type Desk struct {
	env    flow.Environment
	script Script
	now    func() time.Time
	delay  time.Duration

	mu       sync.Mutex
	cases    map[flow.CaseID]*entry
	order    []flow.CaseID // oldest first
	changed  chan struct{} // closed and replaced at every change
	defaults screen.Defaults
	fail     error // what every method answers, while set
	commands []flow.Command
	waits    int // calls of Next that have not returned
	maxWaits int
	looks    map[flow.CaseID]time.Time
	passed   time.Duration
	most     int // cases that one look at the list goes through; 0 is all
	lists    int
	slow     time.Duration // what a look at the list takes
	lookups  []string
	alikes   int
	hastened int

	stage direction
	bend  atomic.Pointer[func(any) any]

	book      Book // what the partner knows of accounts
	questions int
	givenUp   int
	seen      []flow.Exchange // newest first
}

// entry is one case of the desk.
type entry struct {
	c       flow.Case
	records []flow.Record
	version uint64
	running bool
	url     string
	note    string
}

// Script answers the work of a case with events. No events means that the answer does not
// come: the work hangs until it is cancelled.
type Script func(c flow.Case, e flow.Effect) []flow.Event

// New makes an empty desk. Its work takes delay of the bubble's time.
func New(env flow.Environment, script Script, delay time.Duration) *Desk {
	return &Desk{env: env, script: script, now: time.Now, delay: delay, cases: map[flow.CaseID]*entry{},
		changed: make(chan struct{}), defaults: Defaults()}
}

// Env is the desk's environment.
func (d *Desk) Env() flow.Environment { return d.env }

// Open begins a case.
func (d *Desk) Open(_ context.Context, cmd flow.OpenCase) (flow.CaseID, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return "", bent(d, d.fail)
	}
	id := flow.CaseID(fmt.Sprintf("01JDEMO%019d", len(d.order)+1))
	d.cases[id] = &entry{}
	d.order = append(d.order, id)
	return id, d.decide(id, cmd)
}

// Do gives a command and starts the work that it makes due.
func (d *Desk) Do(_ context.Context, id flow.CaseID, cmd flow.Command) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return bent(d, d.fail)
	}
	if d.cases[id] == nil {
		return flow.ErrNoCase
	}
	return d.decide(id, cmd)
}

// decide runs the pure machine. The lock is held.
func (d *Desk) decide(id flow.CaseID, cmd flow.Command) error {
	d.commands = append(d.commands, cmd)
	events, err := flow.Decide(d.cases[id].c, cmd, d.now())
	if err != nil {
		return err
	}
	if err := d.append(id, events); err != nil {
		return err
	}
	d.work(id)
	return nil
}

// append writes events. The lock is held.
func (d *Desk) append(id flow.CaseID, events []flow.Event) error {
	e := d.cases[id]
	for _, ev := range events {
		r := flow.Record{Case: id, Seq: e.c.Seq + 1, Time: d.now(), Actor: "test", Event: ev}
		next, err := flow.Apply(e.c, r)
		if err != nil {
			return err
		}
		e.c, e.records = next, append(e.records, r)
	}
	d.touch(e)
	return nil
}

// touch makes a change visible to everyone who waits. The lock is held.
func (d *Desk) touch(e *entry) {
	e.version++
	close(d.changed)
	d.changed = make(chan struct{})
}

// work does what is due, after the delay, until nothing is. The lock is held.
func (d *Desk) work(id flow.CaseID) {
	e := d.cases[id]
	effect, due := flow.Due(e.c)
	if !due {
		e.running = false
		return
	}
	if e.running {
		return
	}
	answer := d.script(e.c, effect)
	e.running = true
	if err := d.append(id, []flow.Event{flow.Intent{Effect: effect.Kind, Attempt: effect.Attempt}}); err != nil {
		panic(err)
	}
	if len(answer) == 0 {
		return
	}
	seq := e.c.Seq
	time.AfterFunc(d.delay, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if e.c.Seq != seq {
			return // cancelled meanwhile
		}
		e.running, e.url = false, ""
		if err := d.append(id, answer); err != nil {
			panic(err)
		}
		d.work(id)
	})
}

// Wake starts the due work of a case that nobody works on.
func (d *Desk) Wake(_ context.Context, id flow.CaseID) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return bent(d, d.fail)
	}
	d.work(id)
	return nil
}

// View returns the case as it is.
func (d *Desk) View(_ context.Context, id flow.CaseID) (flow.Snapshot, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return flow.Snapshot{}, bent(d, d.fail)
	}
	e := d.cases[id]
	if e == nil {
		return flow.Snapshot{}, flow.ErrNoCase
	}
	return d.snapshot(e), nil
}

func (d *Desk) snapshot(e *entry) flow.Snapshot {
	_, due := flow.Due(e.c)
	return bent(d, flow.Snapshot{Version: e.version, Case: e.c, Records: append([]flow.Record(nil), e.records...),
		HandoffURL: e.url, HandoffNote: e.note, Running: e.running && due})
}

// Next waits for a snapshot newer than after.
func (d *Desk) Next(ctx context.Context, id flow.CaseID, after uint64) (flow.Snapshot, error) {
	d.count(1)
	defer d.count(-1)
	for {
		d.mu.Lock()
		e, changed, fail := d.cases[id], d.changed, d.fail
		if fail == nil && e != nil && e.version > after {
			snap := d.snapshot(e)
			d.mu.Unlock()
			return snap, nil
		}
		d.mu.Unlock()
		if fail != nil {
			return flow.Snapshot{}, bent(d, fail)
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return flow.Snapshot{}, ctx.Err()
		}
	}
}
