package sim

// pane is what the customer sees, as the page is told.
type pane struct {
	View         string         `json:"view"`
	ClientName   string         `json:"client_name"`
	Institution  *bankName      `json:"institution"`
	Institutions []bankChoice   `json:"institutions"`
	Query        string         `json:"query"`
	Accounts     []sharedChoice `json:"accounts"`
	Selected     []string       `json:"selected"` // accounts that are shared already
	Multiple     bool           `json:"multiple"`
	MFA          *mfaPane       `json:"mfa"`
	PIN          bool           `json:"pin"`
	Phone        *phonePane     `json:"phone"`
	OAuth        *oauthPane     `json:"oauth"`
	Numbers      *numbersPane   `json:"numbers"`
	CanGoBack    bool           `json:"can_go_back"`
	CanBeSaved   bool           `json:"can_be_saved"` // a saved login may be used instead
	ByNumber     bool           `json:"by_number"`    // the account may be given by its number instead
	Update       bool           `json:"update"`       // an Item is mended, so there is no other bank
	Degraded     bool           `json:"degraded"`     // the bank has trouble, but may work
	Error        *plaidError    `json:"error"`
}

type bankName struct {
	InstitutionID string `json:"institution_id"`
	Name          string `json:"name"`
}

type bankChoice struct {
	bankName
	URL string `json:"url"`
}

type mfaPane struct {
	Type    string   `json:"type"`
	Prompts []prompt `json:"prompts"`
}

type sharedChoice struct {
	ID                 string  `json:"id"`
	Name               string  `json:"name"`
	Mask               string  `json:"mask"`
	Type               string  `json:"type"`
	Subtype            string  `json:"subtype"`
	VerificationStatus *string `json:"verification_status"`
}

func shared(a account) sharedChoice {
	choice := sharedChoice{ID: a.ID, Name: a.Name, Mask: a.Mask, Type: a.Type, Subtype: a.Subtype}
	if a.Verification != "" {
		choice.VerificationStatus = &a.Verification
	}
	return choice
}

func sharedList(accounts []account) []sharedChoice {
	list := make([]sharedChoice, len(accounts))
	for i, a := range accounts {
		list[i] = shared(a)
	}
	return list
}

// institution is the bank that the session has chosen, nil before.
func (c *linkCall) institution() *bankName {
	b := c.s.bank(c.ls.InstitutionID)
	if b.ID == "" {
		return nil
	}
	return &bankName{b.ID, b.Name}
}

// clientName is the application's name as Link shows it: not a longer one.
func (c *linkCall) clientName() string {
	if len([]rune(c.lt.Request.ClientName)) > 30 {
		return "This Application"
	}
	return c.lt.Request.ClientName
}

func (c *linkCall) pane() *pane {
	if c.ls.ended() {
		return nil
	}
	p := &pane{View: c.ls.View, ClientName: c.clientName(), Institution: c.institution(), Institutions: []bankChoice{},
		Accounts: []sharedChoice{}, Selected: []string{}, Multiple: c.several(), CanGoBack: linkActions["back"].allowed(c.ls.View), Update: c.lt.UpdateOf != ""}
	switch c.ls.View {
	case ViewConsent:
		p.CanBeSaved = c.mayRemember()
	case ViewSubmitPhone, ViewVerifyPhone:
		p.Phone = c.phonePane()
	case ViewSavedInstitution:
		p.Institutions = c.savedBanks()
	case ViewSelectInstitution:
		p.Institutions, p.Query, p.ByNumber = c.choices(), c.ls.Query, c.sameDay()
	case ViewSelectAuthType:
		p.ByNumber = c.sameDay()
	case ViewOAuth:
		p.OAuth = c.oauthPane()
	case ViewCredential:
		bank := c.s.bank(c.ls.InstitutionID)
		p.PIN, p.Degraded = bank.PIN, bank.Health == "DEGRADED"
	case ViewSelectAccount, ViewSavedAccount:
		p.Accounts = sharedList(c.ls.Offered)
		p.Selected = c.selected()
	case ViewConnected:
		p.Accounts = sharedList(c.ls.Chosen)
	case ViewMFA:
		p.MFA = &mfaPane{c.ls.Factor.Kind, c.ls.Factor.prompts()}
	case ViewNumbers, ViewInstantDeposit, ViewSameDay:
		p.Numbers = c.numbersPane()
	}
	if c.ls.Error != nil {
		p.Error = c.ls.Error.object(c.requestID)
	}
	return p
}
