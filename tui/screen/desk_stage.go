package screen

import (
	"context"
	"time"

	"linkdesk/flow"
)

// Director is a desk of the Demo, where a simulator plays the banks, the customer and the partner,
// and can be told what. Defaults.Stage says whether it can be. Plays and Ahead take no time. All
// other methods may block and are called from jobs only; their errors are for people.
type Director interface {
	// Stage looks what is played now, and what else there is.
	Stage(ctx context.Context) (Stage, error)
	// Play takes another story from now on, by its name. A new case begins with its counterparty
	// and its hand-off; a case of the story before finds its cause gone.
	Play(ctx context.Context, story string) error
	// SetPace makes the simulated world slower or faster, by the name of one of Stage.Paces.
	SetPace(ctx context.Context, pace string) error
	// Pass lets time pass for the simulator alone.
	Pass(ctx context.Context, d time.Duration) error
	// Autoplay opens a case of the story that goes its way by itself. Another one that did so
	// stays where it is.
	Autoplay(ctx context.Context) (flow.CaseID, error)
	// TakeOver leaves the case to the operator. What is on its way comes to its end.
	TakeOver(ctx context.Context, id flow.CaseID)
	// Plays says at which pace a case goes its way by itself, "" when it does not.
	Plays(id flow.CaseID) (pace string)
	// Ahead is how far the simulator's time is ahead of this machine's, as far as is known.
	Ahead() time.Duration
	// CleanStart moves the history aside, which is kept, begins the simulator's world anew from
	// its seed, and returns the desk to work at from now on and the name that the old history has
	// now, "" when there was none. All of it is done, or nothing.
	CleanStart(ctx context.Context) (fresh Desk, kept string, err error)
}

// Stage is what a Director looks at.
type Stage struct {
	Stories []Story
	Playing string // the name of the story that is played now
	Paces   []Pace // from slow to fast
	Pace    string // the name of the present one
	Era     string // what the simulator's Plaid is like, in a clause
	Where   string // the address of a simulator that is not this program's own, else ""
	Seed    uint64
	// Auto is the case that plays by itself, "" when none does.
	Auto flow.CaseID
}

// Story is a scenario of the simulator.
type Story struct{ Group, Name, Title, Text string }

// Pace is how quickly the simulated world goes on.
type Pace struct {
	Name string
	Step time.Duration // autoplay waits so long before each step
	Pane time.Duration // and its customer before each pane of Link
	Call time.Duration // each answer of the simulator is so much later
}

// Cue is what a person at Link has to do or to type, and where.
type Cue struct{ Where, Do string }

// director is the desk's simulator, where it can be told what to play.
func director(d Desk) (Director, bool) {
	if d == nil || !d.Defaults().Stage {
		return nil, false
	}
	s, ok := d.(Director)
	return s, ok
}
