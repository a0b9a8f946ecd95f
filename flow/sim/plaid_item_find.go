package sim

import (
	"slices"
	"strings"
	"time"
)

// environments are those that Plaid's tokens were ever made for; development is
// gone since 2024-06-20, but its tokens may still be about.
var environments = []string{"sandbox", "development", "production"}

// tokenEnvironment is the middle part of a Plaid token, such as "sandbox" in
// link-sandbox-<uuid>; ok is false when the text has not the shape
// kind-<environment>-<identifier>. What is no environment's name may be a piece
// of a secret, so it is never said back.
func tokenEnvironment(kind, token string) (env string, ok bool) {
	rest, found := strings.CutPrefix(token, kind+"-")
	if !found {
		return "", false
	}
	env, id, found := strings.Cut(rest, "-")
	return env, found && id != "" && slices.Contains(environments, env)
}

// checkToken refuses a token that cannot be one of this environment, in the
// three ways that Plaid tells apart: malformed, of another environment, and
// (left to the caller) not known. That the second has the same code as the
// others is the simulator's choice; the sources disagree.
func checkToken(kind, code, token string) *plaidFail {
	env, ok := tokenEnvironment(kind, token)
	switch {
	case !ok:
		return fail(code, "the "+kind+"_token is malformed; it has the form "+kind+"-<environment>-<identifier>")
	case env != "sandbox":
		return fail(code, "the "+kind+"_token is for the wrong environment: expected \"sandbox\", got \""+env+"\"")
	}
	return nil
}

// itemOf finds the Item of an access token, broken or not.
func (t *tx) itemOf(accessToken string) (*item, *plaidFail) {
	if f := checkToken("access", "INVALID_ACCESS_TOKEN", accessToken); f != nil {
		return nil, f
	}
	it, ok := t.w.byAccess[accessToken]
	if !ok {
		return nil, failCode("INVALID_ACCESS_TOKEN")
	}
	if it.Removed {
		return nil, failCode("ITEM_NOT_FOUND")
	}
	t.settle(it)
	return it, nil
}

// automatedLife is how long the deposits of the automated flow take in the
// Sandbox (plaid.com/docs/auth/coverage/testing: about a day).
const automatedLife = 24 * time.Hour

// settle lets time work on an Item: deposits on their way arrive.
func (t *tx) settle(it *item) {
	if it.AuthMethod != authAutomated || t.now.Before(it.CreatedAt.Add(automatedLife)) {
		return
	}
	for i := range it.Accounts {
		if it.Accounts[i].Verification == pendingAutomatic {
			it.Accounts[i].Verification, t.changed = automaticallyVerified, true
		}
	}
}

// workingItem is itemOf for calls that need the bank: it refuses a broken Item.
func (t *tx) workingItem(accessToken string) (*item, *plaidFail) {
	it, f := t.itemOf(accessToken)
	if f == nil {
		f = t.broken(it)
	}
	return it, f
}

// broken is what is wrong with an Item as this process sees it: it was reset,
// its consent has run out, its Sandbox login is older than 30 days, or the
// scenario breaks it, which a repair ends. Only an OAuth bank gives a reason.
func (t *tx) broken(it *item) *plaidFail {
	until, ends := it.consentUntil()
	reason := ""
	switch {
	case ends && t.now.After(until):
		reason = "OAUTH_CONSENT_EXPIRED"
	case it.LoginRequired, t.now.After(it.LoginAt.Add(loginLife)):
		reason = "OAUTH_INVALID_TOKEN"
	case it.HasProcessor && !it.Mended && t.s.Scenario().ItemError != "":
		return failCode(t.s.Scenario().ItemError)
	default:
		return nil
	}
	f := failCode("ITEM_LOGIN_REQUIRED")
	if t.s.bank(it.InstitutionID).OAuth {
		f.Reason = reason
	}
	return f
}
