package sim

import (
	"net/http"
	"slices"
	"strings"
)

// linkAction is one thing that a customer can do, and the panes to do it on.
type linkAction struct {
	views []string // nil = any
	do    func(*linkCall, linkInput, []Fault) *linkRefusal
	keeps bool // the error that is shown, instead of clearing it
}

func (a linkAction) allowed(view string) bool {
	return a.views == nil || slices.Contains(a.views, view)
}

var linkActions = map[string]linkAction{
	"continue":           {[]string{ViewConsent, ViewConnected, ViewError}, (*linkCall).goOn, false},
	"search":             {[]string{ViewSelectInstitution}, (*linkCall).search, false},
	"select_institution": {[]string{ViewSelectInstitution}, (*linkCall).selectInstitution, false},
	"credentials":        {[]string{ViewCredential}, (*linkCall).credentials, false},
	"mfa":                {[]string{ViewMFA}, (*linkCall).mfa, false},
	"accounts":           {[]string{ViewSelectAccount}, (*linkCall).selectAccounts, false},
	"back":               {[]string{ViewSelectInstitution, ViewCredential, ViewMFA, ViewError}, (*linkCall).back, false},
	"exit":               {nil, (*linkCall).exit, true},
}

// show moves to another pane, which is an event.
func (c *linkCall) show(view string) {
	c.ls.View = view
	c.event("TRANSITION_VIEW", nil)
}

// loading is the pane between an answer and its result; nobody acts on it.
func (c *linkCall) loading() {
	view := c.ls.View
	c.show("LOADING")
	c.ls.View = view
}

// goOn is the one button of a pane that has only one.
func (c *linkCall) goOn(linkInput, []Fault) *linkRefusal {
	switch c.ls.View {
	case ViewConnected:
		c.handOff()
	case ViewError:
		c.afterError()
	default:
		c.start()
	}
	return nil
}

// start leaves the consent: to the bank list, or in update mode straight to
// the login at the Item's own bank.
func (c *linkCall) start() {
	if c.lt.UpdateOf != "" {
		c.show(ViewCredential)
		return
	}
	c.show(ViewSelectInstitution)
}

func (c *linkCall) afterError() {
	if c.lt.UpdateOf != "" {
		c.show(ViewCredential)
		return
	}
	c.ls.InstitutionID = ""
	c.show(ViewSelectInstitution)
}

func (c *linkCall) search(in linkInput, _ []Fault) *linkRefusal {
	query := []rune(strings.TrimSpace(in.Query))
	c.ls.Query = string(query[:min(len(query), 100)])
	c.event("SEARCH_INSTITUTION", map[string]string{"institution_search_query": c.ls.Query})
	return nil
}

// choices are the banks that the pane shows: of the token's countries, with a
// password login, matching the search. OAuth banks need a window of their own,
// which the simulated Link does not open; by /sandbox/public_token/create they
// can be linked.
func (c *linkCall) choices() []bankChoice {
	list := []bankChoice{}
	for _, b := range c.s.banks {
		if !b.OAuth && slices.Contains(c.lt.Request.CountryCodes, b.Country) &&
			strings.Contains(strings.ToLower(b.Name), strings.ToLower(c.ls.Query)) {
			list = append(list, bankChoice{bankName{b.ID, b.Name}, b.url()})
		}
	}
	return list
}

func (c *linkCall) selectInstitution(in linkInput, _ []Fault) *linkRefusal {
	b := c.s.bank(in.InstitutionID)
	if b.ID == "" || b.OAuth || !slices.Contains(c.lt.Request.CountryCodes, b.Country) {
		return &linkRefusal{http.StatusBadRequest, "INVALID_INSTITUTION", "this bank is not among those that can be chosen"}
	}
	c.ls.InstitutionID, c.ls.Query = b.ID, ""
	switch b.Health {
	case "DOWN":
		c.event("SELECT_DOWN_INSTITUTION", nil)
		c.refuse(failCode("INSTITUTION_DOWN"), exitNotFound)
	case "UNSUPPORTED":
		c.event("SELECT_INSTITUTION", nil)
		c.refuse(failCode("INSTITUTION_NO_LONGER_SUPPORTED"), exitNotSupported)
	case "DEGRADED":
		c.event("SELECT_DEGRADED_INSTITUTION", nil)
		c.show(ViewCredential)
	default:
		c.event("SELECT_INSTITUTION", nil)
		c.show(ViewCredential)
	}
	return nil
}

// credentials tries a login. A wrong password leaves the customer on the pane
// with the error; an error of the bank ends on the pane ERROR.
func (c *linkCall) credentials(in linkInput, forced []Fault) *linkRefusal {
	c.event("SUBMIT_CREDENTIALS", nil)
	c.loading()
	needed, refused := login(in.Username, in.Password)
	for _, f := range forced {
		if f.plaidCode() {
			refused = failCode(f.Kind)
		}
	}
	switch {
	case refused != nil && refused.Code == "INVALID_CREDENTIALS":
		c.ls.Error = refused
		c.errorEvent(refused)
		c.show(ViewCredential)
	case refused != nil:
		c.refuse(refused, exitCredentials)
	case needed.Kind != "":
		c.ls.Factor = needed
		c.show(ViewMFA)
	default:
		c.loggedIn()
	}
	return nil
}

func (c *linkCall) mfa(in linkInput, _ []Fault) *linkRefusal {
	if len(in.Answers) != len(c.ls.Factor.prompts()) {
		return &linkRefusal{http.StatusBadRequest, "INVALID_BODY", "answers must have one answer for each prompt"}
	}
	c.event("SUBMIT_MFA", nil)
	c.loading()
	if !c.ls.Factor.accepts(in.Answers) {
		c.ls.Error = failCode("INVALID_MFA")
		c.errorEvent(c.ls.Error)
		c.show(ViewMFA)
		return nil
	}
	if c.ls.Factor = c.ls.Factor.next(); c.ls.Factor.Kind != "" {
		c.show(ViewMFA)
		return nil
	}
	c.loggedIn()
	return nil
}

// refuse shows an error that the customer cannot type away.
func (c *linkCall) refuse(f *plaidFail, exitStatus string) {
	c.ls.Error, c.ls.ExitStatus = f, exitStatus
	c.errorEvent(f)
	c.show(ViewError)
}

func (c *linkCall) back(linkInput, []Fault) *linkRefusal {
	switch c.ls.View {
	case ViewSelectInstitution:
		c.show(ViewConsent)
	case ViewMFA:
		c.ls.Factor = factor{}
		c.show(ViewCredential)
	case ViewError:
		c.afterError()
	default:
		if c.lt.UpdateOf != "" {
			c.show(ViewConsent)
			return nil
		}
		c.ls.InstitutionID = ""
		c.show(ViewSelectInstitution)
	}
	return nil
}
