package engine

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

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
func (s *sink) Note(text string) {
	text = flow.Clean(text)
	s.l.touch(func() { s.l.note = text })
	if s.e.cfg.OnNote != nil {
		s.e.cfg.OnNote(s.l.id, text)
	}
}

// Renew implements flow.HandoffSink. A link token that is lost on the way costs nothing, so
// the outcome alone is written.
func (s *sink) Renew(ctx context.Context) (flow.LinkTokenAnswer, error) {
	req, err := s.e.linkToken(ctx, s.c)
	if err != nil {
		return flow.LinkTokenAnswer{}, err
	}
	req.RedirectURI = s.c.Link.RedirectURI // the page is served where the first token says
	ans, call, err := s.patiently(ctx, req)
	if err == nil && !ans.Expiration.IsZero() && !ans.Expiration.After(s.e.cfg.Now()) {
		err = clockFault()
	}
	if err != nil {
		return flow.LinkTokenAnswer{}, err
	}
	a := record(flow.LinkTokenRenewed{Expiration: ans.Expiration, TokenHash: ans.Token.Hash(), Call: call}, sealed(ans)...)
	return ans, s.write(a)
}

// patiently makes a link token and waits a passing fault out, as the first one was.
func (s *sink) patiently(ctx context.Context, req flow.LinkTokenRequest) (ans flow.LinkTokenAnswer, call flow.Call, err error) {
	for tries := 1; ; tries++ {
		if ans, call, err = s.e.cfg.Bank.CreateLinkToken(ctx, req); err == nil {
			return ans, call, nil
		}
		wait, again := s.e.again(flow.CreateLinkToken, tries, flow.FaultOf(err, string(flow.CreateLinkToken)))
		if !again || !s.e.sleep(ctx, wait) {
			return ans, call, err
		}
	}
}

// Event implements flow.HandoffSink.
func (s *sink) Event(_ context.Context, ev flow.LinkEvent) error {
	return s.write(flow.Append{Events: []flow.Event{flow.LinkEventSeen{Event: ev}}})
}

// Result implements flow.HandoffSink. It returns nil only when the result is durable.
func (s *sink) Result(ctx context.Context, r flow.LinkResult) error {
	var a flow.Append
	switch {
	case !r.Linked():
		a.Events = []flow.Event{s.exited(r)}
	case s.c.Side != nil:
		// The Item is the old one: a public token that comes along is not exchanged.
		a.Events = []flow.Event{flow.Relinked{SessionID: r.SessionID, InstitutionID: r.InstitutionID,
			InstitutionName: r.InstitutionName, Accounts: r.Accounts, RequestID: r.RequestID}}
		a.Forget = []flow.SecretKind{flow.LinkToken, flow.HostedURL}
	default:
		a.Events = []flow.Event{flow.LinkSucceeded{SessionID: r.SessionID, InstitutionID: r.InstitutionID,
			InstitutionName: r.InstitutionName, Accounts: r.Accounts, TokenHash: r.PublicToken.Hash(), RequestID: r.RequestID}}
		a.Seal = []flow.SealedSecret{{Kind: flow.PublicToken, Secret: r.PublicToken}}
		same, err := s.e.cfg.Journal.Linked(ctx, s.c.ID, r.InstitutionID, r.Accounts)
		var busy *flow.BusyError
		switch {
		case errors.As(err, &busy):
			return err // asked again, as the result is
		case len(same) > 0:
			a.Events = append(a.Events, flow.DuplicatesFound{Duplicates: same})
		}
		// An index that cannot be read must not cost the customer's login.
	}
	if err := s.write(a); err != nil {
		return err
	}
	s.settled = true
	return nil
}

// exited is the event of a visit without success. The card depends on the pane that was left.
func (s *sink) exited(r flow.LinkResult) flow.LinkExited {
	ev := flow.NewLinkExited(r)
	c := s.c
	c.Link.ExitStatus = r.ExitStatus
	ev.Fault = explain.Hinted(ev.Fault, c)
	return ev
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
