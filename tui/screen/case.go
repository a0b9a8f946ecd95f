package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	// viewLimit bounds one read of a case.
	viewLimit = 10 * time.Second
	// doLimit bounds one command. Carrying it out takes the engine's own time, later.
	doLimit = 30 * time.Second
)

// Case shows one case: its road, the stop it is at with the one thing to do there, and what
// happened so far.
type Case struct {
	desk Desk
	id   flow.CaseID
	snap flow.Snapshot
	now  time.Time

	loaded  bool
	waiting bool   // the one wait for the next snapshot is out
	doing   string // the command that is being written down, in words
	done    bool   // it is written down, and the snapshot that shows it is still to come
	trouble string // why the case could not be read
	unread  bool   // the first read failed: the next tick tries again

	kind     flow.HandoffKind // the hand-off that is chosen
	grid     kit.Grid         // cursor in the accounts
	aimed    bool             // the cursor was put on the account of the story once
	scroll   int
	w, h     int  // of the body when it was last drawn; only for scrolling
	timeline bool // the timeline instead of the pane, on narrow terminals
	ask      *Ask
	code     kit.Code   // the address as a QR code, while it is shown
	login    *testLogin // chosen instead of the desk's own
	choosing *chooser   // the page on which it is chosen

	moving   *mover     // the page on which an amount is typed twice
	noting   *kit.Form  // the line into which a note is written
	menu     *moneyMenu // the page with all that can be done about the money
	glass    *glass     // the page with the calls behind the stops
	agreed   deed       // what the open dialog asks about
	nextLook time.Time  // when the desk looks at the case by itself; zero when it does not

	ahead time.Duration // of the simulator's time, in the Demo
	plays string        // the pace at which the case plays by itself, "" when it does not

	past    flow.Similar // what became of the trouble pastKey in other cases
	pastKey string

	token  string    // the processor token, while it is revealed
	hideAt time.Time // when it is hidden again
}

// seen is a snapshot, by asking or by waiting.
type seen struct {
	id   flow.CaseID
	wait bool
	snap flow.Snapshot
	err  error
}

// did is the end of a command, stamped with what it was given for.
type did struct {
	id  flow.CaseID
	err error
}

// NewCaseView makes the screen of one case.
func NewCaseView(desk Desk, id flow.CaseID) *Case {
	return &Case{desk: desk, id: id, kind: desk.Defaults().Handoff}
}

// Start reads the case. The wait for changes begins when the first answer is there.
func (c *Case) Start() Out { return Out{Jobs: []Job{c.read()}} }

func (c *Case) read() Job {
	desk, id := c.desk, c.id
	return Job{Limit: viewLimit, Run: func(ctx context.Context) any {
		snap, err := desk.View(ctx, id)
		return seen{id, false, snap, err}
	}}
}

// readAgain repeats a first read that failed, so that a history that was busy then does not leave
// an empty screen for ever.
func (c *Case) readAgain() Out {
	if !c.unread {
		return Out{}
	}
	c.unread = false
	return c.Start()
}

// next waits for a snapshot newer than the one on screen. One wait is out at most: it ends
// with the screen, and its answer starts the one after it.
func (c *Case) next() []Job {
	if c.waiting || !c.loaded {
		return nil
	}
	c.waiting = true
	desk, id, after := c.desk, c.id, c.snap.Version
	return []Job{{Run: func(ctx context.Context) any {
		snap, err := desk.Next(ctx, id, after)
		return seen{id, true, snap, err}
	}}}
}

// do gives a command. The words say what is going on until it is written down.
func (c *Case) do(words string, cmd flow.Command) Out {
	c.doing = words
	desk, id := c.desk, c.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		return did{id, desk.Do(ctx, id, cmd)}
	}}}}
}

// wake lets interrupted work go on.
func (c *Case) wake() Out {
	c.doing = "resuming"
	desk, id := c.desk, c.id
	return Out{Jobs: []Job{{Limit: doLimit, Run: func(ctx context.Context) any {
		return did{id, desk.Wake(ctx, id)}
	}}}}
}

// Asking is the open dialog.
func (c *Case) Asking() *Ask { return c.ask }

// due is the work that the case waits for.
func (c *Case) due() (flow.Effect, bool) { return flow.Due(c.snap.Case) }

// working reports whether this process is at work on the case now.
func (c *Case) working() bool {
	_, due := c.due()
	return due && c.snap.Running
}
