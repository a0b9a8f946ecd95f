package engine

import (
	"context"

	"linkdesk/flow"
)

// openLink runs one flight. Its outcome is written by the sink, before the customer's page
// says anything; an error is returned only when there was no result.
func (e *Engine) openLink(ctx context.Context, l *live, c flow.Case, eff flow.Effect) error {
	token, err := e.cfg.Journal.Secret(ctx, c.ID, flow.LinkToken)
	if err != nil {
		return lostSecret(flow.LinkToken, err)
	}
	// Only the browser's customer stands before a page of ours: elsewhere nobody minds if the
	// result waits.
	s := &sink{e: e, l: l, c: c, patient: c.Link.Handoff != flow.HandoffBrowser}
	if eff.Recover && c.Link.Handoff == flow.HandoffBrowser {
		if settled, err := e.recoverLink(ctx, token, s); settled || err != nil {
			return err
		}
	}
	h, ok := e.cfg.Handoffs[c.Link.Handoff]
	if !ok {
		return flow.Faultf(string(flow.OpenLink), flow.Config, "NO_HANDOFF", "there is no %s hand-off here", c.Link.Handoff)
	}
	req, err := e.flight(ctx, l, c, token)
	if err != nil {
		return err
	}
	err = h.Run(ctx, req, s)
	if s.settled {
		return nil
	}
	if err == nil {
		err = flow.Faultf(string(flow.OpenLink), flow.Internal, "INTERNAL", "the hand-off ended without a result")
	}
	return err
}

// Hasten asks the open hand-off of a case to look at once what the customer does. It returns at
// once; where no hand-off is open that looks now and then, nothing comes of it.
func (e *Engine) Hasten(id flow.CaseID) {
	l := e.of(id)
	l.mu.Lock()
	open := l.url != ""
	l.mu.Unlock()
	if !open {
		return
	}
	select {
	case l.hurry <- struct{}{}:
	default: // one is waiting already
	}
}

// flight is what a hand-off is told.
func (e *Engine) flight(ctx context.Context, l *live, c flow.Case, token flow.Secret) (flow.HandoffRequest, error) {
	req := flow.HandoffRequest{Case: c.ID, LinkToken: token, Expiration: c.Link.Expiration, Env: c.Env,
		Sandbox: e.login(l, c), RedirectURI: c.Link.RedirectURI, Update: c.Side != nil, Hurry: l.hurry, Seen: map[string]bool{}}
	if c.Link.Handoff != flow.HandoffHosted {
		return req, nil
	}
	var err error
	if req.HostedURL, err = e.cfg.Journal.Secret(ctx, c.ID, flow.HostedURL); err != nil {
		return req, lostSecret(flow.HostedURL, err)
	}
	records, err := e.cfg.Journal.Records(ctx, c.ID)
	for _, r := range records {
		if ev, ok := r.Event.(flow.LinkEventSeen); ok && ev.Event.ID != "" {
			req.Seen[ev.Event.ID] = true
		}
	}
	return req, err
}

// login is the test customer of a sandbox hand-off.
func (e *Engine) login(l *live, c flow.Case) flow.SandboxLogin {
	l.mu.Lock()
	login := l.sandbox
	l.mu.Unlock()
	if login.InstitutionID == "" {
		login = e.cfg.Sandbox
		if c.Link.TestInstitution != "" {
			login.InstitutionID, login.Username = c.Link.TestInstitution, c.Link.TestUser
		}
	}
	return login
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
		if r := session.Result; r != nil && r.Linked() {
			s.patient = true
			return true, s.Result(ctx, *r)
		}
	}
	return false, nil
}
