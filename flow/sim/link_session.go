package sim

import (
	"time"
)

// The views of Link's panes that the simulator shows, as view_name names them
// (plaid.com/docs/link/web).
const (
	ViewConsent           = "CONSENT"
	ViewSelectInstitution = "SELECT_INSTITUTION"
	ViewCredential        = "CREDENTIAL"
	ViewMFA               = "MFA"
	ViewSelectAccount     = "SELECT_ACCOUNT"
	ViewConnected         = "CONNECTED"
	ViewError             = "ERROR"
)

const (
	maxSessionEvents = 300
	maxTokenSessions = 20
	// sessionKept is how long /link/token/get still shows an ended session.
	sessionKept = 6 * time.Hour
)

// linkSession is one walk through Link.
type linkSession struct {
	ID            string
	LinkToken     string
	StartedAt     time.Time
	FinishedAt    time.Time // zero while it runs
	View          string
	InstitutionID string
	Query         string     // of the bank search
	Factor        factor     // the second factor still to pass
	Offered       []account  // at SELECT_ACCOUNT
	Chosen        []account  // at CONNECTED
	Error         *plaidFail // shown on the pane
	ExitStatus    string     // of the pane that an ERROR pane came from
	Events        []linkEvent
	PublicToken   string      // of a success
	ExitError     *plaidError // of an exit
	Exited        bool
	ExitRequestID string
}

func (s *linkSession) key() string { return s.ID }

func (s *linkSession) ended() bool { return !s.FinishedAt.IsZero() }

// linkEvent is something that happened in a session. Metadata holds the
// members that have a value.
type linkEvent struct {
	Name     string
	At       time.Time
	ID       string
	Metadata map[string]string
}

// beginSession opens Link with a link token. The Sandbox lets a token be used
// again, so every call is a new session.
func (t *tx) beginSession(lt *linkToken) *linkSession {
	ls := &linkSession{ID: t.w.IDs.uuid(), LinkToken: lt.Token, StartedAt: t.now, View: ViewConsent}
	if it, ok := t.w.Items.get(lt.UpdateOf); ok {
		ls.InstitutionID = it.InstitutionID
	}
	if old, full := t.w.Sessions.put(ls); full {
		if from, ok := t.w.LinkTokens.get(old.LinkToken); ok {
			from.Sessions = without(from.Sessions, old.ID)
		}
	}
	lt.Sessions = append(lt.Sessions, ls.ID)
	if len(lt.Sessions) > maxTokenSessions {
		t.w.Sessions.drop(lt.Sessions[0])
		lt.Sessions = lt.Sessions[1:]
	}
	t.changed = true
	return ls
}

func without(list []string, drop string) []string {
	kept := list[:0:0]
	for _, id := range list {
		if id != drop {
			kept = append(kept, id)
		}
	}
	return kept
}

// pane is what the customer sees, as the page is told.
type pane struct {
	View         string         `json:"view"`
	ClientName   string         `json:"client_name"`
	Institution  *bankName      `json:"institution"`
	Institutions []bankChoice   `json:"institutions"`
	Accounts     []sharedChoice `json:"accounts"`
	Multiple     bool           `json:"multiple"`
	MFA          *mfaPane       `json:"mfa"`
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
	return sharedChoice{ID: a.ID, Name: a.Name, Mask: a.Mask, Type: a.Type, Subtype: a.Subtype}
}

// institution is the bank that the session has chosen, nil before.
func (c *linkCall) institution() *bankName {
	b := c.s.bank(c.ls.InstitutionID)
	if b.ID == "" {
		return nil
	}
	return &bankName{b.ID, b.Name}
}

func (c *linkCall) pane() *pane {
	if c.ls.ended() {
		return nil
	}
	name := c.lt.Request.ClientName
	if len([]rune(name)) > 30 {
		name = "This Application" // Link does not show a longer one
	}
	p := &pane{View: c.ls.View, ClientName: name, Institution: c.institution(),
		Institutions: []bankChoice{}, Accounts: []sharedChoice{}, Multiple: c.several()}
	switch c.ls.View {
	case ViewSelectInstitution:
		p.Institutions = c.choices()
	case ViewSelectAccount:
		for _, a := range c.ls.Offered {
			p.Accounts = append(p.Accounts, shared(a))
		}
	case ViewConnected:
		for _, a := range c.ls.Chosen {
			p.Accounts = append(p.Accounts, shared(a))
		}
	case ViewMFA:
		p.MFA = &mfaPane{c.ls.Factor.Kind, c.ls.Factor.prompts()}
	}
	if c.ls.Error != nil {
		p.Error = c.ls.Error.object(c.requestID)
	}
	return p
}
