package engine

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// openLink runs one flight. Its outcome is written by the sink, before the customer's page
// says anything; an error is returned only when there was no result.
func (e *Engine) openLink(ctx context.Context, l *live, c flow.Case, eff flow.Effect) error {
	token, err := e.cfg.Journal.Secret(ctx, c.ID, flow.LinkToken)
	if err != nil {
		return lostSecret(flow.LinkToken, err)
	}
	// A sandbox customer does not stand before a page: nobody minds if the result waits.
	s := &sink{e: e, l: l, c: c, patient: c.Link.Handoff == flow.HandoffSandbox}
	if eff.Recover && c.Link.Handoff != flow.HandoffSandbox {
		if settled, err := e.recoverLink(ctx, token, s); settled || err != nil {
			return err
		}
	}
	h, ok := e.cfg.Handoffs[c.Link.Handoff]
	if !ok {
		return flow.Faultf(string(flow.OpenLink), flow.Config, "NO_HANDOFF", "there is no %s hand-off here", c.Link.Handoff)
	}
	l.mu.Lock()
	login := l.sandbox
	l.mu.Unlock()
	if login.InstitutionID == "" {
		login = e.cfg.Sandbox
		if c.Link.TestInstitution != "" {
			login.InstitutionID, login.Username = c.Link.TestInstitution, c.Link.TestUser
		}
	}
	err = h.Run(ctx, flow.HandoffRequest{Case: c.ID, LinkToken: token, Expiration: c.Link.Expiration,
		Env: c.Env, Sandbox: login}, s)
	if s.settled {
		return nil
	}
	if err == nil {
		err = flow.Faultf(string(flow.OpenLink), flow.Internal, "INTERNAL", "the hand-off ended without a result")
	}
	return err
}

// recoverLink asks Plaid what came of a flight whose process died: the link token still
// shows its sessions, so a customer who finished meanwhile is not asked again.
func (e *Engine) recoverLink(ctx context.Context, token flow.Secret, s *sink) (bool, error) {
	sessions, _, err := e.cfg.Bank.LinkSessions(ctx, token)
	if err != nil {
		switch f := flow.FaultOf(err, string(flow.OpenLink)); f.Kind {
		case flow.Transient, flow.Unknown:
			return false, err // it is waited out, or the customer would be asked twice
		default:
			// A dead token shows itself in the flight that follows.
			return false, nil
		}
	}
	for _, session := range sessions {
		if r := session.Result; r != nil && !r.PublicToken.Empty() {
			s.patient = true
			return true, s.Result(ctx, *r)
		}
	}
	return false, nil
}

// sink writes what comes out of Link.
type sink struct {
	e       *Engine
	l       *live
	c       flow.Case
	settled bool
	patient bool
}

// Opened implements flow.HandoffSink.
func (s *sink) Opened(url string, opened bool, note string) {
	s.l.touch(func() { s.l.url, s.l.note = url, note })
	if s.e.cfg.OnHandoff != nil {
		s.e.cfg.OnHandoff(s.l.id, url, opened, note)
	}
	ev := flow.HandoffOpened{Handoff: s.c.Link.Handoff, Opened: opened, Note: flow.Clean(note)}
	// The page is there whether or not this line of the timeline could be written.
	_ = s.write(flow.Append{Events: []flow.Event{ev}})
}

// Note implements flow.HandoffSink.
func (s *sink) Note(text string) { s.l.touch(func() { s.l.note = flow.Clean(text) }) }

// Renew implements flow.HandoffSink.
func (s *sink) Renew(ctx context.Context) (flow.LinkTokenAnswer, error) {
	return flow.LinkTokenAnswer{}, flow.Faultf(string(flow.CreateLinkToken), flow.Internal, "INTERNAL", "not yet")
}

// Event implements flow.HandoffSink.
func (s *sink) Event(_ context.Context, ev flow.LinkEvent) error {
	return s.write(flow.Append{Events: []flow.Event{flow.LinkEventSeen{Event: ev}}})
}

// Result implements flow.HandoffSink. It returns nil only when the result is durable.
func (s *sink) Result(_ context.Context, r flow.LinkResult) error {
	var a flow.Append
	if r.PublicToken.Empty() {
		ev := flow.NewLinkExited(r)
		c := s.c
		c.Link.ExitStatus = r.ExitStatus // the card depends on the pane that was left
		ev.Fault = explain.Hinted(ev.Fault, c)
		a.Events = []flow.Event{ev}
	} else {
		a.Events = []flow.Event{flow.LinkSucceeded{SessionID: r.SessionID, InstitutionID: r.InstitutionID,
			InstitutionName: r.InstitutionName, Accounts: r.Accounts, TokenHash: r.PublicToken.Hash(), RequestID: r.RequestID}}
		a.Seal = []flow.SealedSecret{{Kind: flow.PublicToken, Secret: r.PublicToken}}
	}
	if err := s.write(a); err != nil {
		return err
	}
	s.settled = true
	return nil
}

// write appends at once and waits only as long as an ordinary command would: the page shows
// the customer a retry rather than a spinner without end.
func (s *sink) write(a flow.Append) error {
	ctx := s.e.outcomes
	a.Patient = s.patient
	if err := s.l.write.enter(ctx); err != nil {
		return err
	}
	defer s.l.write.exit()
	err := s.e.append(ctx, s.l, a, 8)
	if errors.Is(err, flow.ErrMisfit) {
		return flow.Faultf(string(flow.OpenLink), flow.Input, "FLIGHT_OVER", "this hand-off is over: the case has gone on without it")
	}
	return err
}
