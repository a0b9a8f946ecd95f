package sim

import (
	"net/http"
	"net/url"
)

// openLink begins a session. An unknown link token and an expired one get the
// same answer, so nobody learns which tokens exist.
func (t *tx) openLink(requestID string, in linkInput) reply {
	lt, ok := t.w.LinkTokens.get(in.LinkToken)
	if !ok || t.now.After(lt.ExpiresAt) {
		return failCode("INVALID_LINK_TOKEN").reply(requestID)
	}
	if in.Received != "" {
		return t.resume(requestID, lt, stateIn(in.Received))
	}
	c := &linkCall{tx: t, requestID: requestID, lt: lt, ls: t.beginSession(lt)}
	c.ls.Hosted = in.Hosted
	if in.InstitutionID != "" && c.choosable(in.InstitutionID) && lt.UpdateOf == "" {
		c.ls.Preset = in.InstitutionID
	}
	c.event("OPEN", c.openMetadata())
	c.show(ViewConsent)
	return c.answer()
}

// stateIn is the oauth_state_id of an address that the bank sent the window to.
func stateIn(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Query().Get("oauth_state_id")
}

// actInLink does one action of a running session.
func (t *tx) actInLink(requestID, session string, act linkAction, in linkInput, forced []Fault) reply {
	ls, ok := t.w.Sessions.get(session)
	if !ok {
		return (&linkRefusal{http.StatusNotFound, "SESSION_NOT_FOUND", "there is no such Link session"}).reply(requestID)
	}
	lt, ok := t.w.LinkTokens.get(ls.LinkToken)
	if !ok || ls.ended() {
		return (&linkRefusal{http.StatusGone, "SESSION_ENDED", "this Link session has ended; open Link again"}).reply(requestID)
	}
	c := &linkCall{tx: t, requestID: requestID, lt: lt, ls: ls, from: len(ls.Events)}
	if t.now.After(lt.ExpiresAt) {
		return c.expire()
	}
	if !act.allowed(ls.View) {
		return (&linkRefusal{http.StatusConflict, "WRONG_PANE", "this cannot be done on the pane " + ls.View}).reply(requestID)
	}
	shown := ls.Error
	if !act.keeps {
		ls.Error = nil
	}
	if c.tooSlow() {
		c.refuse(failCode("USER_INPUT_TIMEOUT"), exitAccounts)
		t.changed = true
		return c.answer()
	}
	if refused := act.do(c, in, forced); refused != nil {
		ls.Error = shown
		return refused.reply(requestID)
	}
	t.changed = t.changed || !act.looks || len(ls.Events) != c.from
	return c.answer()
}

// expire ends a session whose link token has run out: Link exits with
// INVALID_LINK_TOKEN.
func (c *linkCall) expire() reply {
	c.ls.Error = failCode("INVALID_LINK_TOKEN")
	c.errorEvent(c.ls.Error)
	c.leave()
	c.changed = true
	return c.answer()
}

// hosted finds the link token behind a hosted URL's last part, and where its
// request wants the browser to go in the end ("" = nowhere). ok is false for a
// part that is unknown or whose token has expired.
func (s *Sim) hosted(r *http.Request, id string) (token, completion string, ok bool) {
	s.inWorld(r, plaidCrash, func(t *tx) reply {
		if lt, known := t.w.byHosted[id]; known && !t.now.After(lt.ExpiresAt) {
			token, completion, ok = lt.Token, lt.Request.HostedLink.CompletionRedirectURI, true
		}
		return reply{}
	})
	return token, completion, ok
}

func (c *linkCall) answer() reply {
	a := linkAnswer{LinkSessionID: c.ls.ID, RequestID: c.requestID, Pane: c.pane(), Events: []sdkEvent{}, Outcome: c.outcome()}
	for _, e := range c.ls.Events[min(c.from, len(c.ls.Events)):] {
		a.Events = append(a.Events, e.forSDK(c.ls.ID))
	}
	return linkReply(a)
}

func linkReply(v any) reply { return jsonReply(http.StatusOK, "application/json", v) }
