package sim

import (
	"net/http"
	"slices"
)

// linkAction is one thing that a customer can do, and the panes to do it on.
type linkAction struct {
	views []string // nil = any
	do    func(*linkCall, linkInput, []Fault) *linkRefusal
	keeps bool // the error that is shown, instead of clearing it
	looks bool // it changes nothing unless something happens
}

func (a linkAction) allowed(view string) bool {
	return a.views == nil || slices.Contains(a.views, view)
}

var linkActions = map[string]linkAction{
	"continue":           {views: []string{ViewConsent, ViewConnected, ViewSameDay, ViewInstantDeposit, ViewError}, do: (*linkCall).goOn},
	"search":             {views: []string{ViewSelectInstitution}, do: (*linkCall).search},
	"select_institution": {views: []string{ViewSelectInstitution}, do: (*linkCall).selectInstitution},
	"other_bank":         {views: []string{ViewSavedInstitution, ViewSavedAccount}, do: (*linkCall).otherBank},
	"auth_type":          {views: []string{ViewSelectAuthType}, do: (*linkCall).selectAuthType},
	"by_number":          {views: []string{ViewSelectInstitution}, do: (*linkCall).byNumber},
	"saved_login":        {views: []string{ViewConsent}, do: (*linkCall).savedLogin},
	"phone":              {views: []string{ViewSubmitPhone}, do: (*linkCall).submitPhone},
	"skip_phone":         {views: []string{ViewSubmitPhone, ViewVerifyPhone}, do: (*linkCall).skipPhone},
	"otp":                {views: []string{ViewVerifyPhone}, do: (*linkCall).submitOTP},
	"saved_institution":  {views: []string{ViewSavedInstitution}, do: (*linkCall).savedInstitution},
	"credentials":        {views: []string{ViewCredential}, do: (*linkCall).credentials},
	"recaptcha":          {views: []string{ViewRecaptcha}, do: (*linkCall).recaptcha},
	"mfa":                {views: []string{ViewMFA}, do: (*linkCall).mfa},
	"accounts":           {views: []string{ViewSelectAccount, ViewSavedAccount}, do: (*linkCall).selectAccounts},
	"numbers":            {views: []string{ViewNumbers}, do: (*linkCall).submitNumbers},
	"deposit_code":       {views: []string{ViewNumbers}, do: (*linkCall).submitDepositCode},
	"oauth_open":         {views: []string{ViewOAuth}, do: (*linkCall).openBank},
	"oauth_check":        {views: []string{ViewOAuth}, do: (*linkCall).checkBank, keeps: true, looks: true},
	"oauth_closed":       {views: []string{ViewOAuth}, do: (*linkCall).bankClosed},
	"back": {views: []string{ViewSubmitPhone, ViewVerifyPhone, ViewSavedInstitution, ViewSavedAccount, ViewSelectAuthType, ViewSelectInstitution,
		ViewOAuth, ViewCredential, ViewRecaptcha, ViewMFA, ViewNumbers, ViewError}, do: (*linkCall).back},
	"exit": {do: (*linkCall).exit, keeps: true},
}

// show moves to another pane, which is an event.
func (c *linkCall) show(view string) {
	c.ls.View, c.ls.ShownAt = view, c.now
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
	case ViewConnected, ViewSameDay:
		c.handOff()
	case ViewInstantDeposit:
		c.askDepositCode()
	case ViewError:
		c.afterError()
	default:
		c.start()
	}
	return nil
}

// start leaves the consent. That remember-me comes right after it, and only
// when the link token brought a phone number along, is the simulator's own
// choice: the real Link decides by more than can be known.
func (c *linkCall) start() {
	switch {
	case c.mayRemember() && c.lt.Request.User.PhoneNumber != "":
		c.show(ViewSubmitPhone)
	case c.ls.Phone.Known && len(c.savedBanks()) > 0:
		c.show(ViewSavedInstitution)
	default:
		c.toBanks()
	}
}

// toBanks goes to the bank list, or straight to a bank that is known already:
// the Item's own in update mode, the chosen one of an embedded search.
func (c *linkCall) toBanks() {
	switch {
	case c.lt.UpdateOf != "":
		c.startUpdate()
	case c.ls.Preset != "":
		id := c.ls.Preset
		c.ls.Preset = ""
		c.choose(id)
	case c.lt.Request.Auth.AuthTypeSelectEnabled && !c.ls.Numbers.Asked:
		c.askAuthType()
	default:
		c.ls.InstitutionID = ""
		c.show(ViewSelectInstitution)
	}
}

// startUpdate goes to what the Item waits for: most often a login. An Item
// without a bank has none, and once it is verified there is nothing to mend.
func (c *linkCall) startUpdate() {
	it, ok := c.w.Items.get(c.lt.UpdateOf)
	switch {
	case ok && awaitsCode(it):
		c.askDepositCode()
	case ok && it.InstitutionID == "" && it.Accounts[0].Verification == verificationFailed:
		c.refuse(failCode("TOO_MANY_VERIFICATION_ATTEMPTS"), "")
	case ok && it.InstitutionID == "":
		c.ls.Chosen = it.Accounts
		c.show(ViewConnected)
	default:
		c.toBank()
	}
}

// toBank shows the first pane of the chosen bank.
func (c *linkCall) toBank() {
	if c.s.bank(c.ls.InstitutionID).OAuth {
		c.toOAuth()
		return
	}
	c.show(ViewCredential)
}

// refuse shows an error that the customer cannot type away.
func (c *linkCall) refuse(f *plaidFail, exitStatus string) {
	c.ls.Error, c.ls.ExitStatus = f, exitStatus
	c.errorEvent(f)
	c.show(ViewError)
}

func (c *linkCall) afterError() {
	c.ls.Phone.Skipped = true // nobody is asked for a number twice
	c.toBanks()
}

func (c *linkCall) back(linkInput, []Fault) *linkRefusal {
	switch c.ls.View {
	case ViewSubmitPhone, ViewSelectAuthType, ViewSavedInstitution:
		c.show(ViewConsent)
	case ViewVerifyPhone:
		c.show(ViewSubmitPhone)
	case ViewSavedAccount:
		c.ls.InstitutionID = ""
		c.show(ViewSavedInstitution)
	case ViewMFA, ViewRecaptcha:
		c.ls.Factor, c.ls.Captcha = factor{}, ""
		c.show(ViewCredential)
	case ViewError:
		c.afterError()
	case ViewSelectInstitution:
		if c.ls.Numbers.Asked {
			c.askAuthType()
			break
		}
		c.show(ViewConsent)
	default:
		byNumber := c.ls.Numbers.Kind == numbersSameDay && c.ls.Numbers.Asked
		c.ls.Numbers = numbersVisit{Asked: c.ls.Numbers.Asked}
		switch {
		case c.lt.UpdateOf != "":
			c.show(ViewConsent)
		case byNumber:
			c.askAuthType()
		default:
			c.ls.InstitutionID = ""
			c.show(ViewSelectInstitution)
		}
	}
	return nil
}

func refused(code, why string) *linkRefusal {
	return &linkRefusal{http.StatusBadRequest, code, why}
}
