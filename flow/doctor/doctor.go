// Package doctor examines whether this machine, the settings and the providers are ready for a
// case, before one is begun. It looks through ports and writes nothing; the one thing that it
// makes, a throw-away Item in Plaid's Sandbox, it removes again.
//
// The order of the checks and their names are fixed, so that two reports can be compared.
package doctor

import (
	"context"
	"encoding/json"
	"time"

	"linkdesk/flow"
)

// State is what became of a check.
type State string

// The states of a check. The JSON shows the first as true, the second as false and the others as
// null, always with the reason in detail.
const (
	Good    State = "ok"
	Failed  State = "failed"
	Skipped State = "skipped" // not looked at here
	ToDo    State = "to do"   // only a person can look
	Unclear State = "unknown" // looked at, and there is nothing to tell it by
)

// Fault says where a failed check was found wrong, which decides the exit code.
type Fault int

// The places where something is wrong.
const (
	NoFault  Fault = iota
	Here           // the settings or this machine
	Provider       // a provider said no, or could not be asked
	History        // the history is locked or damaged
)

// Check is the outcome of one look.
type Check struct {
	Section   string // what it belongs to, for people
	Name      string // for programs, and for ever
	Title     string // the name for people
	State     State
	Detail    string   // what was found, in sentences
	Cure      string   // who does what, and where; "" when nothing is to be done
	Who       flow.Who // who acts; "" when nobody has to
	Page      string   // the exact page, without its scheme; "" where there is none
	Code      string   // the provider's code, or ours
	RequestID string
	Fault     Fault

	history *HistoryFacts // what was seen on the way, for the checks that follow
}

// MarshalJSON writes the five members of design section 11 and after them what they were made of.
func (c Check) MarshalJSON() ([]byte, error) {
	opt := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	var ok *bool
	if c.State == Good || c.State == Failed {
		good := c.State == Good
		ok = &good
	}
	page := c.Page
	if page != "" {
		page = "https://" + page
	}
	return json.Marshal(struct {
		Kind      string  `json:"kind"`
		Name      string  `json:"name"`
		OK        *bool   `json:"ok"`
		Detail    string  `json:"detail"`
		Cure      *string `json:"cure"`
		State     State   `json:"state"`
		Who       *string `json:"who"`
		Page      *string `json:"page"`
		Code      *string `json:"code"`
		RequestID *string `json:"request_id"`
	}{"check", c.Name, ok, c.Detail, opt(c.Cure), c.State, opt(string(c.Who)), opt(page), opt(c.Code), opt(c.RequestID)})
}

// step is one entry of the plan.
type step struct {
	section, name, title string
	limit                time.Duration
	look                 func(*visit, context.Context) Check
	// apart is set for what may not heed its context, such as a keyring: it is left behind when
	// its time is over. What cleans up after itself must not be left.
	apart bool
}

// Run makes the checks one after the other. begins hears of each before it is made, tell of what
// became of it. It returns the error of ctx when that ended first, and nil otherwise.
func Run(ctx context.Context, s Subject, begins func(title string, n, of int), tell func(Check)) error {
	v := &visit{Subject: s}
	all := plan()
	for i, p := range all {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if begins != nil {
			begins(p.title, i+1, len(all))
		}
		c := p.run(ctx, v)
		if ctx.Err() != nil {
			return ctx.Err() // a look that was cut short tells nothing
		}
		c.Section, c.Name, c.Title = p.section, p.name, p.title
		if c.history != nil {
			v.history = c.history
		}
		v.done = append(v.done, c)
		tell(c)
	}
	return nil
}

// run makes one check within its limit.
func (p step) run(ctx context.Context, v *visit) Check {
	ctx, cancel := context.WithTimeout(ctx, p.limit)
	defer cancel()
	if !p.apart {
		return p.look(v, ctx)
	}
	done := make(chan Check, 1)
	go func() { done <- p.look(v, ctx) }()
	select {
	case c := <-done:
		return c
	case <-ctx.Done():
		return failed(Here, "It did not answer within "+p.limit.String()+".",
			"see what it waits for, such as a dialog that asks for a password, then run linkdesk doctor again").code("NO_ANSWER")
	}
}
