package fake

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// direction is what a fake simulator was told.
type direction struct {
	story string
	pace  string
	auto  flow.CaseID
	anew  error  // why there is no clean start
	where string // not the program's own simulator
}

// Directed makes the desk one with a stage.
func (d *Desk) Directed() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.defaults.Stage = true
	d.stage.story, d.stage.pace = d.defaults.Scenario, "normal"
}

// RefuseAnew makes a clean start fail.
func (d *Desk) RefuseAnew(err error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage.anew = err
}

// Outside moves the simulator to an address.
func (d *Desk) Outside(address string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage.where = address
}

// Stories are those of the fake simulator, a few of each group.
func Stories() []screen.Story {
	return []screen.Story{
		{Group: "road", Name: "happy", Title: "All goes well", Text: "The customer links a checking account and Prime Trust takes it."},
		{Group: "road", Name: "slow", Title: "Everything is slow", Text: "Every call takes two seconds; nothing fails."},
		{Group: "Link", Name: "wrong-password-then-right", Title: "Mistypes the password once", Text: "The first password is refused with INVALID_CREDENTIALS, the second is right; nobody has to act."},
		{Group: "Link", Name: "mfa-device", Title: "The bank sends a code", Text: "The bank asks how to send a code (choose_device) and then for it (requires_code); the customer answers and links. Nobody else has to act."},
		{Group: "Link", Name: "no-eligible-account", Title: "No account that fits", Text: "The customer has a certificate of deposit and a credit card only: NO_AUTH_ACCOUNTS, or NO_ACCOUNTS where the link token filters accounts. Another bank is needed."},
		{Group: "leaves", Name: "leaves-at-consent", Title: "Leaves at once", Text: "The customer reads what Link is about and closes it, which has no exit status. The customer has to come back."},
		{Group: "leaves", Name: "leaves-at-credentials", Title: "Leaves at the password", Text: "The customer chooses a bank and closes Link at the password (requires_credentials). The customer has to come back."},
		{Group: "OAuth", Name: "oauth", Title: "A bank with a page of its own", Text: "The customer logs in on the bank's own page, shares an account there and comes back linked. Nobody has to act."},
		{Group: "OAuth", Name: "oauth-refused", Title: "The consent is refused", Text: "The customer does not let the bank share what is needed: ACCESS_NOT_GRANTED (requires_oauth). The customer has to come back and allow it."},
		{Group: "trouble", Name: "wrong-keys", Title: "Wrong API keys", Text: "Plaid refuses the client_id and secret with INVALID_API_KEYS. The operator has to correct them."},
		{Group: "trouble", Name: "rate-limited", Title: "Too many calls", Text: "Plaid answers 429 to the processor token twice, then works."},
		{Group: "Prime Trust", Name: "name-mismatch", Title: "The bank knows another name", Text: "Prime Trust refuses the account with code 25002: the bank's owner is not the contact. The operator has to correct the contact or the account."},
		{Group: "Prime Trust", Name: "accepted-then-returned", Title: "The pull comes back", Text: "Prime Trust takes the account and the pull, which settles after a day; two days later the bank returns it (R01). The customer has to put money on the account. For clients that pull, such as run --fund."},
	}
}

func fakePaces() []screen.Pace {
	return []screen.Pace{
		{Name: "slow", Step: 4 * time.Second, Pane: 1500 * time.Millisecond, Call: 600 * time.Millisecond},
		{Name: "normal", Step: 1500 * time.Millisecond, Pane: 500 * time.Millisecond},
		{Name: "fast", Step: 200 * time.Millisecond},
	}
}

// Stage implements screen.Director.
func (d *Desk) Stage(context.Context) (screen.Stage, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return screen.Stage{Stories: Stories(), Playing: d.stage.story, Paces: fakePaces(), Pace: d.stage.pace,
		Era: "2023: Plaid lists prime_trust; the other: demo --era today", Where: d.stage.where, Seed: 7, Auto: d.stage.auto}, d.fail
}

// Play implements screen.Director.
func (d *Desk) Play(_ context.Context, story string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage.story, d.defaults.Scenario = story, story
	return d.fail
}

// SetPace implements screen.Director.
func (d *Desk) SetPace(_ context.Context, pace string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage.pace = pace
	return d.fail
}

// Ahead implements screen.Director.
func (d *Desk) Ahead() time.Duration { return d.Passed() }

// Plays implements screen.Director.
func (d *Desk) Plays(id flow.CaseID) string {
	d.mu.Lock()
	defer d.mu.Unlock()
	if id == "" || d.stage.auto != id {
		return ""
	}
	return d.stage.pace
}

// TakeOver implements screen.Director.
func (d *Desk) TakeOver(_ context.Context, id flow.CaseID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.stage.auto == id {
		d.stage.auto = ""
	}
}

// Autoplay implements screen.Director: a step after each pause, as long as the case is not taken over.
func (d *Desk) Autoplay(ctx context.Context) (flow.CaseID, error) {
	def := d.Defaults()
	id, err := d.Open(ctx, flow.OpenCase{Env: d.env, Processor: def.Processor, Adapter: def.Adapter, Handoff: def.Handoff, Scenario: def.Scenario})
	if err != nil {
		return "", err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stage.auto = id
	d.playOn(id, flow.Plan{Party: def.Party, PartyBy: def.By, Processor: def.Processor, Adapter: def.Adapter, Handoff: def.Handoff,
		Sandbox: def.Sandbox, AccountMask: def.AccountMask, AccountBy: "scenario", By: "autoplay"})
	return id, nil
}

// playOn makes the next step after the pause. The lock is held.
func (d *Desk) playOn(id flow.CaseID, plan flow.Plan) {
	var pause time.Duration
	for _, p := range fakePaces() {
		if p.Name == d.stage.pace {
			pause = p.Step
		}
	}
	time.AfterFunc(pause, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		e := d.cases[id]
		if d.stage.auto != id {
			return
		}
		if _, due := flow.Due(e.c); !due {
			move, err := flow.Next(e.c, plan, d.now())
			if err != nil || move.Done || e.c.Fault != nil || d.decide(id, move.Command) != nil {
				d.stage.auto = ""
				return
			}
		}
		d.playOn(id, plan)
	})
}

// CleanStart implements screen.Director.
func (d *Desk) CleanStart(context.Context) (screen.Desk, string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := errors.Join(d.fail, d.stage.anew); err != nil {
		return nil, "", err
	}
	fresh := New(d.env, d.script, d.delay)
	fresh.defaults, fresh.stage = d.defaults, direction{story: d.stage.story, pace: d.stage.pace}
	return fresh, "demo.db.aside-20000101T000000Z", nil
}
