package fake

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Answers are what providers and keyring say to keys. The zero Answers take them.
type Answers struct {
	Bank, Partner error
	Note          string // why the partner could not be asked
	Only          string // why the keys live for this session only
	// Silent is a bank's side that never answers.
	Silent bool
	// Deaf are providers that answer late, also to who has stopped asking.
	Deaf bool
}

// Keyless is a choice in which the desk's environment lacks nothing but keys.
func Keyless(d *Desk, answers Answers) *Desks {
	out := One(d)
	out.answers, out.Delay = answers, d.delay
	for i := range out.List {
		if info := &out.List[i]; info.Env == d.Env() {
			info.Ready, info.Setup = false, true
		}
	}
	out.locked = true
	return out
}

// CheckBank answers after the delay.
func (d *Desks) CheckBank(ctx context.Context, _ flow.Environment, _ flow.Credentials) error {
	d.calls.Add(1)
	if d.answers.Silent {
		<-ctx.Done()
	}
	if err := d.wait(ctx); err != nil {
		return err
	}
	return d.answers.Bank
}

// CheckPartner answers after the delay.
func (d *Desks) CheckPartner(ctx context.Context, _ flow.Environment, _ flow.Credentials) (string, error) {
	d.calls.Add(1)
	if err := d.wait(ctx); err != nil {
		return "", err
	}
	return d.answers.Note, d.answers.Partner
}

// Keep makes the environment ready.
func (d *Desks) Keep(_ context.Context, env flow.Environment, c flow.Credentials) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.kept, d.locked = append(d.kept, c), false
	list := append([]screen.EnvironmentInfo(nil), d.List...)
	for i := range list {
		if list[i].Env == env {
			list[i].Ready, list[i].Setup = true, false
		}
	}
	d.List = list
	return d.answers.Only
}

// Kept are the keys that were given to Keep.
func (d *Desks) Kept() []flow.Credentials {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.kept
}

// Asked is how many times a provider was asked about keys.
func (d *Desks) Asked() int { return int(d.calls.Load()) }

func (d *Desks) wait(ctx context.Context) error {
	if d.answers.Deaf {
		ctx = context.WithoutCancel(ctx)
	}
	select {
	case <-time.After(d.Delay):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
