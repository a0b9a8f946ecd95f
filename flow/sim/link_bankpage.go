package sim

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// bankRefusals are what the drop-down of the Sandbox's bank page offers besides
// success (plaid.com/docs/sandbox/test-credentials).
var bankRefusals = []string{"INSUFFICIENT_CREDENTIALS", "ACCESS_NOT_GRANTED", "NO_AUTH_ACCOUNTS"}

// bankView is what the bank's page shows.
type bankView struct {
	Step       string         `json:"step"` // login, code, accounts or done
	Bank       string         `json:"bank"`
	ClientName string         `json:"client_name"`
	Accounts   []sharedChoice `json:"accounts"`
	Selected   []string       `json:"selected"`
	Problem    string         `json:"problem"`
	ReturnTo   string         `json:"return_to"` // where the window goes now, "" = it is closed
	RequestID  string         `json:"request_id"`
}

// bankSteps are the things that a customer can do on the bank's page, by the
// step it has to be at; "" is any.
var bankSteps = map[string]struct {
	step string
	do   func(*linkCall, linkInput) string // what is wrong with it, "" = nothing
}{
	"look":     {"", func(*linkCall, linkInput) string { return "" }},
	"login":    {bankLogin, (*linkCall).bankLogin},
	"code":     {bankCode, (*linkCall).bankCode},
	"accounts": {bankAccounts, (*linkCall).bankShare},
	"deny":     {"", (*linkCall).bankDeny},
}

// actAtBank does one action on the page of the bank that a state belongs to.
func (t *tx) actAtBank(requestID, state, action string, in linkInput) reply {
	step, known := bankSteps[action]
	ls := t.sessionOfState(state)
	if !known || ls == nil {
		return (&linkRefusal{http.StatusNotFound, "NOT_FOUND", "no bank waits here"}).reply(requestID)
	}
	lt, ok := t.w.LinkTokens.get(ls.LinkToken)
	switch {
	case !ok || ls.ended() || ls.View != ViewOAuth || ls.OAuth.Step == "" || t.now.After(lt.ExpiresAt):
		return (&linkRefusal{http.StatusGone, "BANK_VISIT_ENDED", "Link does not wait for this bank any more"}).reply(requestID)
	case ls.OAuth.Step == bankDone && action != "look", step.step != "" && step.step != ls.OAuth.Step:
		return (&linkRefusal{http.StatusConflict, "WRONG_STEP", "the bank's page is at the step " + ls.OAuth.Step}).reply(requestID)
	}
	c := &linkCall{tx: t, requestID: requestID, lt: lt, ls: ls}
	problem := step.do(c, in)
	t.changed = t.changed || action != "look"
	return linkReply(c.bankView(problem))
}

func (c *linkCall) bankView(problem string) bankView {
	v := &c.ls.OAuth
	view := bankView{Step: v.Step, Bank: c.s.bank(c.ls.InstitutionID).Name, ClientName: c.clientName(), Problem: problem,
		Accounts: []sharedChoice{}, Selected: c.selected(), RequestID: c.requestID}
	if v.Step == bankAccounts {
		view.Accounts = sharedList(v.Held)
	}
	if v.Step == bankDone && v.Return != "" {
		view.ReturnTo = v.Return + "?oauth_state_id=" + url.QueryEscape(v.State)
	}
	return view
}

// bankLogin takes any login; what the drop-down says is what the bank does.
func (c *linkCall) bankLogin(in linkInput) string {
	v := &c.ls.OAuth
	switch {
	case strings.TrimSpace(in.Username) == "":
		return "Enter a user name. Any will do."
	case in.Outcome != "" && !slices.Contains(bankRefusals, in.Outcome):
		return "The bank has no such answer."
	case in.Outcome != "":
		v.Refusal, v.Step = in.Outcome, bankDone
		return ""
	}
	if v.Held = c.holdings(); c.s.bank(c.ls.InstitutionID).Asks {
		v.Step = bankCode
		return ""
	}
	v.Step = bankAccounts
	return ""
}

// bankCode is the second factor of the banks that always ask for one; the code
// is that of every device in the Sandbox.
func (c *linkCall) bankCode(in linkInput) string {
	if strings.TrimSpace(in.Code) != deviceCode {
		return "That code is not right. Try again."
	}
	c.ls.OAuth.Step = bankAccounts
	return ""
}

func (c *linkCall) bankShare(in linkInput) string {
	v := &c.ls.OAuth
	for _, a := range v.Held {
		if slices.Contains(in.AccountIDs, a.ID) {
			v.Granted = append(v.Granted, a)
		}
	}
	if len(v.Granted) == 0 || len(v.Granted) != len(in.AccountIDs) {
		v.Granted = nil
		return "Choose at least one account."
	}
	v.Step = bankDone
	return ""
}

// bankDeny is the button that says no: the login is not finished, or it is and
// the consent is not given.
func (c *linkCall) bankDeny(linkInput) string {
	v := &c.ls.OAuth
	v.Refusal = "INSUFFICIENT_CREDENTIALS"
	if v.Step == bankAccounts {
		v.Refusal = "ACCESS_NOT_GRANTED"
	}
	v.Step = bankDone
	return ""
}
