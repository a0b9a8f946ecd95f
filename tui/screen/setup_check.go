package screen

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
)

// setupLimit is longer than one check may take by itself.
const setupLimit = 60 * time.Second

// tried is what one step of the setup gave.
type tried struct {
	step setupStep
	note string
	err  error
}

// goOn does what enter means: check the keys, change them after a refusal, or open the desk.
func (s *Setup) goOn() Out {
	switch {
	case s.fault != nil && !s.kept:
		s.fault, s.step = nil, setupAsks
		s.form.Move(-3) // to the first field: one of the keys has to be changed
		return Out{}
	case s.step == setupTells:
		s.fault = nil
		return s.open()
	case !s.form.Valid():
		return Out{}
	}
	s.keys = flow.Credentials{ClientID: s.form.Value("id"), Secret: flow.NewSecret([]byte(s.form.Value("secret"))),
		Email: s.form.Value("email"), Password: flow.NewSecret([]byte(s.form.Value("password")))}
	s.done, s.note, s.only, s.ending, s.stop = nil, "", "", false, make(chan struct{})
	return s.begin(setupBank)
}

// begin starts a step. It can be stopped by closing s.stop.
func (s *Setup) begin(step setupStep) Out {
	s.step, s.since = step, s.now
	setter, env, keys, stop := s.desks.(Setter), s.env, s.keys, s.stop
	return Out{Jobs: []Job{{Limit: setupLimit, Run: func(ctx context.Context) any {
		ctx, over := until(ctx, stop)
		defer over()
		out := tried{step: step}
		switch step {
		case setupBank:
			out.err = setter.CheckBank(ctx, env, keys)
		case setupPartner:
			out.note, out.err = setter.CheckPartner(ctx, env, keys)
		default:
			out.note = setter.Keep(ctx, env, keys)
		}
		return out
	}}}}
}

// tried goes on after a step, or tells why not. A check that was stopped keeps nothing, also
// when its answer came in after all.
func (s *Setup) tried(m tried) Out {
	switch {
	case m.step != s.step:
		return Out{}
	case s.ending:
		return s.tell(&flow.Fault{Code: "STOPPED", Message: "you stopped it"})
	case errors.Is(m.err, context.DeadlineExceeded):
		return s.tell(&flow.Fault{Code: "NO_ANSWER", Kind: flow.Transient, Message: "that took too long and was given up here"})
	case m.err != nil:
		return s.tell(flow.FaultOf(m.err, "setup"))
	}
	switch m.step {
	case setupBank:
		s.done = append(s.done, "Plaid takes the keys")
		if s.keys.Email != "" {
			return s.begin(setupPartner)
		}
		return s.begin(setupKeeps)
	case setupPartner:
		if s.note = m.note; m.note == "" {
			s.done = append(s.done, "Prime Trust takes the login")
		}
		return s.begin(setupKeeps)
	}
	s.kept = true
	if s.only = m.note; s.only == "" {
		s.done = append(s.done, "the keys are in the keyring of this system")
	}
	s.step, s.scroll = setupTells, 0
	return Out{}
}

// tell shows why nothing was kept.
func (s *Setup) tell(f *flow.Fault) Out {
	s.fault, s.step, s.scroll = f, setupTells, 0
	return Out{}
}

// open opens the desk of the environment, whose keys are known now.
func (s *Setup) open() Out {
	s.step, s.since = setupOpens, s.now
	desks, env := s.desks, s.env
	return Out{Jobs: []Job{{Limit: openLimit, Run: func(ctx context.Context) any {
		list := desks.Environments()
		desk, err := desks.Desk(ctx, env)
		return opened{env, desk, list, err}
	}}}}
}

func (s *Setup) opened(m opened) Out {
	if m.err != nil {
		out := s.tell(flow.FaultOf(m.err, "open"))
		out.Known = m.list
		return out
	}
	return Out{Desk: m.desk, Known: m.list}
}
