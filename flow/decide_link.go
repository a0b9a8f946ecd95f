package flow

import "time"

func decideToken(c Case, m MakeLinkToken) ([]Event, error) {
	if m.Handoff != "" {
		if err := checkHandoff(c.Env, m.Handoff); err != nil {
			return nil, err
		}
	}
	return one(LinkTokenAsked{Handoff: m.Handoff})
}

// decideHandoff begins the hand-off with the link token that is there, or asks for one that
// serves, which leads on to the hand-off by itself.
func decideHandoff(c Case, m StartHandoff, at time.Time) ([]Event, error) {
	if err := checkHandoff(c.Env, m.Handoff); err != nil {
		return nil, err
	}
	bank, user := "", ""
	if m.Handoff == HandoffSandbox {
		bank, user = m.Sandbox.InstitutionID, m.Sandbox.Username
	}
	if !c.Link.serves(c.Phase, m.Handoff, at) {
		return one(LinkTokenAsked{Handoff: m.Handoff, Go: true, InstitutionID: bank, Username: user})
	}
	return one(HandoffStarted{Handoff: m.Handoff, InstitutionID: bank, Username: user})
}

// serves reports whether the link token is good for a hand-off. The sandbox hand-off needs
// one only as a sign that Plaid answers.
func (l LinkState) serves(p Phase, k HandoffKind, at time.Time) bool {
	switch {
	case p != PhaseTokenMade:
		return false
	case !l.Expiration.IsZero() && !at.Before(l.Expiration):
		return false
	}
	return k == HandoffSandbox || l.Hosted == (k == HandoffHosted)
}

func decideRelink(c Case, m Relink) ([]Event, error) {
	if err := checkHandoff(c.Env, m.Handoff); err != nil {
		return nil, err
	}
	if m.Handoff == HandoffSandbox {
		return nil, inputFault("the sandbox hand-off cannot repair a bank link: use browser or hosted")
	}
	reason, choose := c.RelinkReason()
	return one(RelinkAsked{Handoff: m.Handoff, Reason: reason, SelectAccounts: m.SelectAccounts || choose})
}

func checkHandoff(env Environment, k HandoffKind) error {
	switch k {
	case HandoffBrowser, HandoffHosted:
		return nil
	case HandoffSandbox:
		if env == Production {
			return inputFault("the sandbox hand-off makes a test customer and does not exist in Production: use browser")
		}
		return nil
	}
	return inputFault("unknown hand-off " + Clean(string(k)) + ": use sandbox, browser or hosted")
}
