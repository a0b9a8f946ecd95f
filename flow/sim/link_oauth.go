package sim

import (
	"slices"
	"time"
)

// oauthPatience is how long Link waits for the bank's page to come to an end;
// the number is the simulator's own choice.
const oauthPatience = 10 * time.Minute

// The steps of the bank's page.
const (
	bankLogin    = "login"
	bankCode     = "code"
	bankAccounts = "accounts"
	bankDone     = "done"
)

// Why the pane is back although the bank has not answered.
const (
	bankWasClosed = "closed"
	bankWasSlow   = "timeout"
)

// oauthVisit is the way to a bank that has a login page of its own.
type oauthVisit struct {
	State    string // oauth_state_id
	Return   string // where the bank sends the whole window, "" = it has a window of its own
	OpenedAt time.Time
	Step     string // of the bank's page, "" = not opened
	Notice   string // why the pane is shown again
	Refusal  string // code that the bank ended with, "" = it gave its consent
	Held     []account
	Granted  []account
	Used     bool // the window has come back with the state
}

// oauthPane is what the page needs to go to the bank. Whole says that the bank
// takes the window that the page is in.
type oauthPane struct {
	URL    string `json:"url"`
	Whole  bool   `json:"whole"`
	Opened bool   `json:"opened"`
	Notice string `json:"notice"`
}

func (c *linkCall) oauthPane() *oauthPane {
	v := &c.ls.OAuth
	return &oauthPane{URL: bankPath + v.State, Whole: v.Return != "", Opened: v.Step != "", Notice: v.Notice}
}

// toOAuth shows the pane before the bank. A redirect_uri takes the whole window
// there and back (plaid.com/docs/link/oauth), and so does a hosted page, which
// needs none for it: no pop-up can be blocked then.
func (c *linkCall) toOAuth() {
	back := ""
	switch {
	case c.ls.Hosted && c.lt.HostedID != "":
		back = hostedPath + c.lt.HostedID
	case c.lt.Request.RedirectURI != nil:
		back = *c.lt.Request.RedirectURI
	}
	c.ls.OAuth = oauthVisit{State: c.w.IDs.uuid(), Return: back}
	c.show(ViewOAuth)
}

// openBank is the click that opens the bank's page.
func (c *linkCall) openBank(linkInput, []Fault) *linkRefusal {
	c.event("OPEN_OAUTH", nil)
	v := &c.ls.OAuth
	v.OpenedAt, v.Step, v.Notice = c.now, bankLogin, ""
	return nil
}

// checkBank looks whether the bank's page has come to its end, or takes too long.
func (c *linkCall) checkBank(linkInput, []Fault) *linkRefusal {
	v := &c.ls.OAuth
	switch {
	case v.Step == bankDone:
		c.fromBank()
	case v.Step != "" && c.now.After(v.OpenedAt.Add(oauthPatience)):
		c.event("FAIL_OAUTH", nil)
		v.Step, v.Notice = "", bankWasSlow
	}
	return nil
}

// bankClosed is the bank's window gone, whatever was done in it before.
func (c *linkCall) bankClosed(linkInput, []Fault) *linkRefusal {
	v := &c.ls.OAuth
	switch v.Step {
	case bankDone:
		c.fromBank()
	case "":
	default:
		c.event("CLOSE_OAUTH", nil)
		v.Step, v.Notice = "", bankWasClosed
	}
	return nil
}

// fromBank goes on with what the bank's page came to. The accounts were chosen
// there; Link asks again only when it may share one and got several.
func (c *linkCall) fromBank() {
	v := &c.ls.OAuth
	granted := slices.DeleteFunc(slices.Clone(v.Granted), func(a account) bool { return !c.offers(a) })
	switch {
	case v.Refusal != "":
		c.refuse(failCode(v.Refusal), exitOAuth)
	case len(granted) == 0:
		c.refuse(failCode(c.nothingToShare()), exitOAuth)
	case len(granted) > 1 && !c.several():
		c.ls.Offered = granted
		c.show(ViewSelectAccount)
	default:
		c.ls.Chosen, c.ls.Reselected = granted, true
		c.show(ViewConnected)
	}
	v.Held, v.Granted = nil, nil
}

// resume is Link opened again on the page that the bank sent the window to.
func (t *tx) resume(requestID string, lt *linkToken, state string) reply {
	ls := t.sessionOfState(state)
	switch {
	case ls == nil:
		return failCode("OAUTH_STATE_ID_NOT_FOUND").reply(requestID)
	case ls.LinkToken != lt.Token:
		return failCode("INCORRECT_LINK_TOKEN").reply(requestID)
	case ls.OAuth.Used || ls.ended():
		return failCode("OAUTH_STATE_ID_ALREADY_PROCESSED").reply(requestID)
	}
	c := &linkCall{tx: t, requestID: requestID, lt: lt, ls: ls, from: len(ls.Events)}
	ls.OAuth.Used, t.changed = true, true
	c.event("OPEN", c.openMetadata())
	c.bankClosed(linkInput{}, nil) // a bank that was left without an answer is a closed one
	if ls.View == ViewOAuth {
		c.toOAuthAgain()
	}
	return c.answer()
}

// toOAuthAgain shows the pane once more, with a state of its own since the old
// one is used up.
func (c *linkCall) toOAuthAgain() {
	notice := c.ls.OAuth.Notice
	c.toOAuth()
	c.ls.OAuth.Notice = notice
}

func (t *tx) sessionOfState(state string) *linkSession {
	if state == "" {
		return nil
	}
	for _, ls := range t.w.Sessions.all() {
		if ls.OAuth.State == state {
			return ls
		}
	}
	return nil
}
