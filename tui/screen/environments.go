package screen

import (
	"context"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Environments lets the operator choose where to work. An environment that cannot be used
// says what is missing.
type Environments struct {
	desks   Desks
	list    []EnvironmentInfo
	listed  bool
	grid    kit.Grid
	opening flow.Environment // set while its desk is being opened
	done    int              // how much of that, in percent; 0 is not known
	fault   string
}

// opened is the result of opening a desk, with the environments there are.
type opened struct {
	env  flow.Environment
	desk Desk
	list []EnvironmentInfo
	err  error
}

// found is the result of looking which environments are set up.
type found struct{ list []EnvironmentInfo }

// openLimit is generous: opening checks the history file and may wait for another console.
const openLimit = 30 * time.Second

// NewEnvironments makes the choice. With start set, that environment is opened at once.
func NewEnvironments(desks Desks, start flow.Environment) *Environments {
	return &Environments{desks: desks, opening: start}
}

// Start opens the environment that was asked for, or looks which there are. To look may
// mean to ask a keyring, so it is a job too.
func (e *Environments) Start() Out {
	if e.opening != "" {
		return e.open(e.opening)
	}
	desks := e.desks
	return Out{Jobs: []Job{{Limit: openLimit, Run: func(context.Context) any {
		return found{desks.Environments()}
	}}}}
}

// take shows the environments there are, with the cursor on the first that is ready.
func (e *Environments) take(list []EnvironmentInfo) {
	first := !e.listed
	e.list, e.listed = list, true
	for i, info := range list {
		if first && info.Ready {
			e.grid.Set(i, len(list))
			return
		}
	}
	e.grid.Set(e.grid.Cursor(), len(list))
}

func (e *Environments) open(env flow.Environment) Out {
	e.opening, e.fault, e.done = env, "", 0
	desks := e.desks
	return Out{Jobs: []Job{{Limit: openLimit, Run: func(ctx context.Context) any {
		list := desks.Environments()
		desk, err := desks.Desk(ctx, env)
		return opened{env, desk, list, err}
	}}}}
}

// Keys is the table of the choice.
func (e *Environments) Keys() []kit.Table {
	enter := kit.Key{Press: []string{"enter"}, Intent: IntentEnter, Help: "work here", Hint: true}
	if e.opening != "" {
		enter.Off = string(e.opening) + " is being opened"
	} else if len(e.list) == 0 {
		enter.Off = "it is not known yet what is set up"
	} else if info := e.list[e.grid.Cursor()]; e.settable(info) {
		enter.Help = "give it keys"
	} else if !info.Ready {
		enter.Off = info.Note
	}
	return []kit.Table{{Scope: "Environment", Keys: append([]kit.Key{enter}, append(moves("environment"), back())...)}}
}

// Act moves, opens and leaves.
func (e *Environments) Act(i kit.Intent) Out {
	switch i {
	case IntentUp:
		e.grid.Move(-1, len(e.list))
	case IntentDown:
		e.grid.Move(1, len(e.list))
	case IntentFirst:
		e.grid.Set(0, len(e.list))
	case IntentLast:
		e.grid.Set(len(e.list), len(e.list))
	case IntentBack:
		return Out{Back: true}
	case IntentEnter:
		if info := e.list[e.grid.Cursor()]; e.settable(info) {
			return setup(info.Env)
		}
		return e.open(e.list[e.grid.Cursor()].Env)
	}
	return Out{}
}

// Update takes the opened desk. An answer for an environment that is not waited for any
// more is dropped.
func (e *Environments) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		if o, ok := e.desks.(Opener); ok && e.opening != "" {
			e.done = o.Opening()
		}
	case found:
		e.take(m.list)
		return Out{Known: m.list}
	case opened:
		if m.env != e.opening {
			return Out{}
		}
		e.opening = ""
		e.take(m.list)
		for _, info := range m.list {
			if m.err != nil && info.Env == m.env && e.settable(info) {
				out := setup(m.env)
				out.Known = m.list
				return out
			}
		}
		if m.err != nil {
			e.fault = sentence(m.err.Error())
			return Out{Known: m.list}
		}
		return Out{Desk: m.desk, Known: m.list}
	case Crashed:
		e.opening, e.fault = "", sentence(m.Err.Error())
	}
	return Out{}
}

// settable reports that an environment lacks nothing but keys, and that they can be given here.
func (e *Environments) settable(info EnvironmentInfo) bool {
	_, ok := e.desks.(Setter)
	return ok && info.Setup && !info.Ready
}

// setup leads to the page that asks for the keys of an environment.
func setup(env flow.Environment) Out { return Out{Go: &Page{Kind: SetupPage, Env: env}} }

// Asking reports no dialog.
func (e *Environments) Asking() *Ask { return nil }
