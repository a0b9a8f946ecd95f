package sim

import (
	"time"
)

// The views of Link's panes that the simulator shows, as view_name names them
// (plaid.com/docs/link/web).
const (
	ViewConsent           = "CONSENT"
	ViewSubmitPhone       = "SUBMIT_PHONE"
	ViewVerifyPhone       = "VERIFY_PHONE"
	ViewSavedInstitution  = "SELECT_SAVED_INSTITUTION"
	ViewSavedAccount      = "SELECT_SAVED_ACCOUNT"
	ViewSelectAuthType    = "SELECT_AUTH_TYPE"
	ViewSelectInstitution = "SELECT_INSTITUTION"
	ViewOAuth             = "OAUTH"
	ViewCredential        = "CREDENTIAL"
	ViewRecaptcha         = "RECAPTCHA"
	ViewMFA               = "MFA"
	ViewSelectAccount     = "SELECT_ACCOUNT"
	ViewNumbers           = "NUMBERS"
	ViewSameDay           = "SAME_DAY_MICRODEPOSIT_AUTHORIZED"
	ViewInstantDeposit    = "INSTANT_MICRODEPOSIT_AUTHORIZED"
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
	ShownAt       time.Time // when View came up
	Hosted        bool      // it runs on the page of a hosted URL
	Preset        string    // bank that an embedded search has chosen already
	InstitutionID string
	Query         string     // of the bank search
	Wrong         int        // logins refused so far
	Captcha       string     // what the captcha that is due will come to, "" = none is due
	Factor        factor     // the second factor still to pass
	Held          []account  // what the login has at the bank; nil = the fixture
	Offered       []account  // at SELECT_ACCOUNT
	Chosen        []account  // at CONNECTED
	Reselected    bool       // Chosen replaces the accounts of the Item in update mode
	Phone         phoneVisit // remember-me
	OAuth         oauthVisit
	Numbers       numbersVisit
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
