package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

const (
	intentLogin kit.Intent = "test_login"
	intentList  kit.Intent = "test_login.list"
)

// testLogin is a test bank and a test customer that the operator chose.
type testLogin struct {
	bank flow.TestBank
	user flow.TestUser
}

// loginKey opens the page. Production has no test customers, and no such key.
func (c *Case) loginKey() []kit.Key {
	if c.snap.Case.Env == flow.Production {
		return nil
	}
	return []kit.Key{c.able(kit.Key{Press: []string{"i"}, Intent: intentLogin, Help: "test bank and user", Hint: c.snap.Case.Phase == flow.PhaseTokenMade}, flow.CmdStartHandoff)}
}

// sandbox is the login that a hand-off begins with.
func (c *Case) sandbox() flow.SandboxLogin {
	if l := c.login; l != nil {
		return flow.SandboxLogin{InstitutionID: l.bank.ID, Username: l.user.Username, Password: flow.NewSecret([]byte(l.user.Password))}
	}
	return c.desk.Defaults().Sandbox
}

// loginWords names the login that is used now or next. The usual password goes without saying.
func (c *Case) loginWords() string {
	login, link := c.sandbox(), c.snap.Case.Link
	if _, due := c.due(); due && link.Handoff == flow.HandoffSandbox {
		login.InstitutionID, login.Username = link.TestInstitution, link.TestUser
	}
	words := login.InstitutionID
	if words == "" || c.snap.Case.Env == flow.Production {
		return ""
	}
	for _, b := range flow.TestBanks() {
		if b.ID == login.InstitutionID {
			words = b.Name
		}
	}
	words += " · " + login.Username
	login.Password.Use(func(b []byte) {
		if password := string(b); password != "" && password != flow.TestUsers()[0].Password {
			words += " / " + password
		}
	})
	return words
}
