package sim

import (
	"net/url"
	"testing"
	"time"
)

// toOAuth goes to the pane before the bank's own page and returns the page's path.
func (w *walk) toOAuth(bank string) (page string) {
	w.t.Helper()
	w.act("continue", obj{}).on(ViewSelectInstitution).act("select_institution", obj{"institution_id": bank}).on(ViewOAuth)
	return w.last.str("pane oauth url")
}

// atBank does one action on the bank's page.
func (c *client) atBank(page, action string, body any) answer {
	c.t.Helper()
	a, err := c.do("POST", page+"/"+action, nil, body)
	if err != nil {
		c.t.Fatal(err)
	}
	return a
}

// shareAtBank logs in and shares the accounts with those masks.
func (c *client) shareAtBank(page string, masks ...string) answer {
	c.t.Helper()
	list, _ := c.atBank(page, "login", obj{"username": "anybody"}).want(200).at("accounts").([]any)
	ids := []string{}
	for _, a := range list {
		for _, mask := range masks {
			if a.(obj)["mask"] == mask {
				ids = append(ids, a.(obj)["id"].(string))
			}
		}
	}
	return c.atBank(page, "accounts", obj{"account_ids": ids}).want(200)
}

func TestOAuthInItsOwnWindow(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil)
	page := w.toOAuth(oauthBank)
	c.atBank(page, "look", nil).want(410) // nobody has opened it
	w.act("oauth_check", obj{}).on(ViewOAuth).act("oauth_open", obj{}).on(ViewOAuth)
	if at := c.atBank(page, "look", nil).want(200); at.at("step") != "login" || at.at("bank") != "Platypus OAuth Bank" || at.at("client_name") != "linkdesk" {
		t.Errorf("the bank shows %s", at.raw)
	}
	c.atBank(page, "accounts", obj{"account_ids": []string{}}).want(409)
	if at := c.atBank(page, "login", obj{"username": " "}).want(200); at.at("step") != "login" || at.at("problem") == "" {
		t.Errorf("a login without a name: %s", at.raw)
	}
	if end := c.shareAtBank(page, "0000"); end.at("step") != "done" || end.at("return_to") != "" {
		t.Errorf("the bank ends with %s", end.raw)
	}
	w.act("oauth_check", obj{}).on(ViewConnected).act("continue", obj{})
	w.trail("OPEN", "TV CONSENT", "TV SELECT_INSTITUTION", "SELECT_INSTITUTION", "TV OAUTH", "OPEN_OAUTH", "TV CONNECTED", "HANDOFF")
	access := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token")
	if got := c.plaid("/accounts/get", obj{"access_token": access}).want(200); got.at("accounts 0 mask") != "0000" || got.at("accounts 1") != nil {
		t.Errorf("the Item has %s", got.raw)
	}
	c.atBank(page, "look", nil).want(410)
	c.atBank(bankPath+"none", "look", nil).want(404)
	c.atBank(page, "dance", nil).want(404)
}

func TestOAuthAnswers(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct {
		name string
		bank func(page string)
		view string
		code any
	}{
		{"login not finished", func(page string) {
			c.atBank(page, "login", obj{"username": "u", "outcome": "INSUFFICIENT_CREDENTIALS"})
		}, ViewError, "INSUFFICIENT_CREDENTIALS"},
		{"not granted", func(page string) { c.atBank(page, "login", obj{"username": "u", "outcome": "ACCESS_NOT_GRANTED"}) }, ViewError, "ACCESS_NOT_GRANTED"},
		{"no account", func(page string) { c.atBank(page, "login", obj{"username": "u", "outcome": "NO_AUTH_ACCOUNTS"}) }, ViewError, "NO_AUTH_ACCOUNTS"},
		{"an answer it does not have", func(page string) { c.atBank(page, "login", obj{"username": "u", "outcome": "ITEM_LOCKED"}) }, ViewOAuth, nil},
		{"cancelled", func(page string) { c.atBank(page, "deny", nil) }, ViewError, "INSUFFICIENT_CREDENTIALS"},
		{"not allowed", func(page string) { c.atBank(page, "login", obj{"username": "u"}); c.atBank(page, "deny", nil) }, ViewError, "ACCESS_NOT_GRANTED"},
		{"a fixed deposit only", func(page string) { c.shareAtBank(page, "2222") }, ViewError, "NO_AUTH_ACCOUNTS"},
		{"nothing chosen", func(page string) { c.shareAtBank(page) }, ViewOAuth, nil},
		{"two where one is wanted", func(page string) { c.shareAtBank(page, "0000", "1111") }, ViewSelectAccount, nil},
		{"one of two fits", func(page string) { c.shareAtBank(page, "0000", "3333") }, ViewConnected, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := (&client{t: t, rt: c.rt}).walk(nil)
			page := w.toOAuth(oauthBank)
			w.act("oauth_open", obj{})
			tt.bank(page)
			w.act("oauth_check", obj{}).on(tt.view)
			if got := w.last.at("pane error error_code"); got != tt.code {
				t.Errorf("error %v, want %v", got, tt.code)
			}
			if tt.view == ViewError {
				w.act("exit", obj{})
				if w.last.at("outcome metadata status") != "requires_oauth" {
					t.Errorf("left as %s", w.last.raw)
				}
			}
		})
	}
}

func TestOAuthThatIsLeft(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil)
	page := w.toOAuth(oauthBank)
	w.events = nil
	w.act("oauth_closed", obj{}).on(ViewOAuth).trail() // nothing was open
	w.act("oauth_open", obj{}).act("oauth_closed", obj{}).on(ViewOAuth)
	if w.last.at("pane oauth notice") != "closed" || w.last.at("pane oauth opened") != false {
		t.Errorf("after the window was closed: %s", w.last.raw)
	}
	c.atBank(page, "login", obj{"username": "u"}).want(410)
	w.act("oauth_open", obj{})
	c.steer("clock", obj{"advance": (oauthPatience + time.Second).String()})
	w.act("oauth_check", obj{}).on(ViewOAuth).act("oauth_check", obj{})
	w.trail("OPEN_OAUTH", "CLOSE_OAUTH", "OPEN_OAUTH", "FAIL_OAUTH")
	// A bank that was done before its window went away has not been closed.
	w.act("oauth_open", obj{})
	c.shareAtBank(page, "0000")
	w.act("oauth_closed", obj{}).on(ViewConnected)
}

// Two banks of the Sandbox always ask for a second factor.
func TestOAuthSecondFactor(t *testing.T) {
	_, c := start(t, Options{})
	for _, bank := range []string{"ins_127989", "ins_127990"} {
		w := c.walk(nil)
		page := w.toOAuth(bank)
		w.act("oauth_open", obj{})
		if at := c.atBank(page, "login", obj{"username": "u"}); at.at("step") != "code" {
			t.Fatalf("%s asks for %s", bank, at.raw)
		}
		if at := c.atBank(page, "code", obj{"code": "1111"}); at.at("step") != "code" || at.at("problem") == "" {
			t.Errorf("a wrong code: %s", at.raw)
		}
		if at := c.atBank(page, "code", obj{"code": "1234"}); at.at("step") != "accounts" {
			t.Errorf("the right code: %s", at.raw)
		}
	}
}

func TestOAuthWithARedirect(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"redirect_uri": "http://localhost:8080/back"})
	page := w.toOAuth(oauthBank)
	w.act("oauth_open", obj{})
	back := c.shareAtBank(page, "0000").str("return_to")
	u, err := url.Parse(back)
	if err != nil || u.Host != "localhost:8080" || u.Path != "/back" || len(u.Query().Get("oauth_state_id")) != 36 {
		t.Fatalf("the bank sends the window to %q", back)
	}
	other := c.plaid("/link/token/create", linkTokenBody()).want(200).str("link_token")
	c.link("", obj{"link_token": other, "received_redirect_uri": back}).refused(400, "INCORRECT_LINK_TOKEN")
	c.link("", obj{"link_token": w.token, "received_redirect_uri": "http://localhost:8080/back?oauth_state_id=none"}).refused(404, "OAUTH_STATE_ID_NOT_FOUND")
	c.link("", obj{"link_token": w.token, "received_redirect_uri": "http://localhost:8080/back"}).refused(404, "OAUTH_STATE_ID_NOT_FOUND")
	w.events = nil
	w.took(c.link("", obj{"link_token": w.token, "received_redirect_uri": back}).want(200)).on(ViewConnected).trail("OPEN", "TV CONNECTED")
	if w.last.at("link_session_id") != w.id {
		t.Error("another session goes on")
	}
	again := c.link("", obj{"link_token": w.token, "received_redirect_uri": back}).refused(208, "OAUTH_STATE_ID_ALREADY_PROCESSED")
	if again.at("error_type") != "OAUTH_ERROR" {
		t.Error(again.raw)
	}
	w.act("continue", obj{})
	if w.last.at("outcome kind") != "success" {
		t.Error(w.last.raw)
	}
}

// A window that comes back although the bank has not answered finds the pane
// before the bank again, with a state that is good once more.
func TestOAuthBackTooEarly(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"redirect_uri": "http://localhost:8080/back"})
	page := w.toOAuth(oauthBank)
	w.act("oauth_open", obj{})
	back := "http://localhost:8080/back?oauth_state_id=" + page[len(bankPath):]
	w.took(c.link("", obj{"link_token": w.token, "received_redirect_uri": back}).want(200)).on(ViewOAuth)
	if next := w.last.str("pane oauth url"); next == page || w.last.at("pane oauth notice") != "closed" {
		t.Errorf("the pane is %s", w.last.raw)
	}
}
