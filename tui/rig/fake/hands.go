package fake

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Defaults is the counterparty of the fake story.
func Defaults() screen.Defaults {
	return screen.Defaults{
		Party: flow.Party{ClientUserID: "avery-quinn-01", LegalName: "Avery Quinn",
			PartnerAccount: "6ba7b810-9dad-41d1-80b4-00c04fd430c8", PartnerContact: "7c9e6679-7425-40de-944b-e07fc1f90ae7"},
		By: "scenario", Processor: flow.PrimeTrust, Adapter: true,
		Handoff: flow.HandoffSandbox, HandoffWhy: "the Demo has its own customer",
		Sandbox: flow.SandboxLogin{InstitutionID: "ins_109508", Username: "user_good"}, Scenario: "happy", AccountMask: "1111",
	}
}

// SetDefaults changes what new cases start with.
func (d *Desk) SetDefaults(v screen.Defaults) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.defaults = v
}

// Fail makes every method answer an error from now on; nil ends that.
func (d *Desk) Fail(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.fail = err
}

// Commands are the commands given so far, refused ones too.
func (d *Desk) Commands() []flow.Command {
	d.mu.Lock()
	defer d.mu.Unlock()
	return append([]flow.Command(nil), d.commands...)
}

// Defaults are the defaults of the desk.
func (d *Desk) Defaults() screen.Defaults {
	d.mu.Lock()
	defer d.mu.Unlock()
	return bent(d, d.defaults)
}

func (d *Desk) count(n int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waits += n
	d.maxWaits = max(d.maxWaits, d.waits)
}

// Waits is how many calls of Next are out now, and how many were at most.
func (d *Desk) Waits() (now, most int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.waits, d.maxWaits
}

// Offer puts the customer's address on a running hand-off.
func (d *Desk) Offer(id flow.CaseID, url, note string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	e := d.cases[id]
	e.url, e.note = url, note
	d.touch(e)
}

// Happen writes events from outside, as another console or a running hand-off would.
func (d *Desk) Happen(id flow.CaseID, events ...flow.Event) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.append(id, events)
}

// Interrupt forgets that this process works on a case, as after a restart.
func (d *Desk) Interrupt(id flow.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.cases[id].running = false
	d.touch(d.cases[id])
}

// Reveal hands out the processor token of the story, once there is one.
func (d *Desk) Reveal(_ context.Context, id flow.CaseID) (flow.Secret, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range d.cases[id].records {
		if _, ok := r.Event.(flow.ProcessorTokenCreated); ok {
			return flow.NewSecret([]byte(Token)), nil
		}
	}
	return flow.Secret{}, flow.ErrNoSecret
}

// Token is the processor token of the story.
const Token = "processor-sandbox-0a1b2c3d-4e5f-6071-8293-a4b5c6d7a92c"
