package screen

import (
	"time"

	tea "charm.land/bubbletea/v2"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Setup leads from no keys to an environment that is checked and open: it asks for the keys, has
// them tried, has them kept, and opens the desk.
type Setup struct {
	desks  Desks
	env    flow.Environment
	form   *kit.Form
	keys   flow.Credentials // what is being tried
	step   setupStep
	since  time.Time // when the step began
	now    time.Time
	done   []string // what was found so far
	stop   chan struct{}
	ending bool        // stop was asked for
	kept   bool        // this console has the keys
	fault  *flow.Fault // why the keys were not kept, to be read before going on
	note   string      // why the partner could not be asked
	only   string      // why the keys live for this session only
	scroll int
}

// setupStep is where a setup stands.
type setupStep int

const (
	setupAsks setupStep = iota
	setupBank
	setupPartner
	setupKeeps
	setupTells // what was found has to be read
	setupOpens
)

// longestTold is how far what was found can be scrolled.
const longestTold = 9

// NewSetup makes the form for the keys of an environment. desks is a Setter too.
func NewSetup(desks Desks, env flow.Environment) *Setup {
	s := &Setup{desks: desks, env: env}
	s.form = kit.NewForm(
		kit.Field{Name: "id", Label: "client_id", Check: func(v string) string { return reason(flow.CheckClientID(v)) },
			Hint: "24 hex digits, the same in every environment"},
		kit.Field{Name: "secret", Label: "secret", Secret: true, Check: func(v string) string { return reason(flow.CheckPlaidSecret(v)) },
			Hint: "30 hex digits; " + envName(env) + " has one of its own"},
		kit.Field{Name: "email", Label: "Prime Trust", Check: func(v string) string {
			if v == "" && s.form.Value("password") == "" {
				return ""
			}
			return reason(flow.CheckLogin(v, "x"))
		}, Hint: "optional: the e-mail address of your login there"},
		kit.Field{Name: "password", Label: "password", Secret: true, Check: func(v string) string {
			if s.form.Value("email") == "" {
				return ""
			}
			return reason(flow.CheckLogin("x@x", v))
		}},
	)
	return s
}

// Start has nothing to do: the form waits.
func (s *Setup) Start() Out { return Out{} }

// Asking reports no dialog.
func (s *Setup) Asking() *Ask { return nil }

// working reports that a job is out.
func (s *Setup) working() bool {
	return s.step == setupBank || s.step == setupPartner || s.step == setupKeeps || s.step == setupOpens
}

// Act moves between the fields, begins the check, stops it, and leaves.
func (s *Setup) Act(i kit.Intent) Out {
	switch i {
	case intentNext:
		s.form.Move(1)
	case intentPrev:
		s.form.Move(-1)
	case IntentPageDown:
		s.scroll = min(s.scroll+3, longestTold)
	case IntentPageUp:
		s.scroll = max(s.scroll-3, 0)
	case IntentBack:
		if !s.working() {
			return Out{Back: true}
		}
		s.ending = true
		close(s.stop)
	case IntentEnter:
		return s.goOn()
	}
	return Out{}
}

// Update takes what a check found, the time, and what is typed.
func (s *Setup) Update(msg any) Out {
	switch m := msg.(type) {
	case Tick:
		s.now = m.Now
	case tried:
		return s.tried(m)
	case opened:
		return s.opened(m)
	case Crashed:
		return s.tell(flow.FaultOf(m.Err, "setup"))
	case tea.KeyPressMsg, tea.PasteMsg:
		if s.step == setupAsks {
			s.form.Update(m)
		}
	}
	return Out{}
}
