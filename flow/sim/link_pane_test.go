package sim

import (
	"strings"
	"testing"
)

// Whoever goes back after the choice between a login and numbers can choose again.
func TestBackToAuthType(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"auth": obj{"same_day_microdeposits_enabled": true, "auth_type_select_enabled": true}}).act("continue", obj{}).on(ViewSelectAuthType)
	if w.last.at("pane by_number") != true {
		t.Errorf("the pane does not offer numbers: %s", w.last.raw)
	}
	w.act("auth_type", obj{"selection": "manual"}).on(ViewNumbers).act("back", obj{}).on(ViewSelectAuthType)
	w.act("auth_type", obj{"selection": "instant"}).on(ViewSelectInstitution).act("back", obj{}).on(ViewSelectAuthType)
	w.act("back", obj{}).on(ViewConsent).act("continue", obj{}).on(ViewSelectAuthType)
	off := c.walk(obj{"auth": obj{"auth_type_select_enabled": true}}).act("continue", obj{}).on(ViewSelectAuthType)
	if off.last.at("pane by_number") != false {
		t.Errorf("the pane offers numbers that it would refuse: %s", off.last.raw)
	}
	off.act("auth_type", obj{"selection": "instant"}).toCredentialsFromSearch().act("back", obj{}).on(ViewSelectInstitution)
}

// What the page needs to say the right thing: a bank that has trouble, and an
// Item whose bank cannot be another.
func TestPaneSaysWhatItIsAbout(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_132363"}).on(ViewCredential)
	if w.last.at("pane degraded") != true || w.last.at("pane update") != false {
		t.Errorf("the pane of a degraded bank: %s", w.last.raw)
	}
	if w.act("back", obj{}).toCredentialsFromSearch(); w.last.at("pane degraded") != false {
		t.Errorf("the pane of a healthy bank: %s", w.last.raw)
	}
	access, _ := c.newItem()
	mend := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).login("error_ITEM_LOCKED").on(ViewError)
	if mend.last.at("pane update") != true || mend.last.at("pane institution institution_id") != "ins_109508" {
		t.Errorf("the pane of update mode: %s", mend.last.raw)
	}
	mend.act("back", obj{}).on(ViewCredential).act("back", obj{}).on(ViewConsent).act("continue", obj{}).on(ViewCredential)
}

// A password of a megabyte is a wrong one, and nothing of it is kept or told.
func TestHugeLogin(t *testing.T) {
	s, c := start(t, Options{})
	w := c.walk(nil).toCredentials()
	huge := `{"override_accounts":[` + strings.Repeat(" ", 1_000_000) + `]}`
	w.act("credentials", obj{"username": "user_custom", "password": huge}).on(ViewCredential)
	if w.last.at("pane error error_code") != "INVALID_CREDENTIALS" || len(w.last.raw) > 10_000 {
		t.Errorf("%.300s", w.last.raw)
	}
	ls, _ := s.state.w.Sessions.get(w.id)
	for _, e := range ls.Events {
		for name, value := range e.Metadata {
			if len(value) > 200 {
				t.Errorf("%s holds %d bytes in %s", e.Name, len(value), name)
			}
		}
	}
}

// However much happens in a session, its events are bounded and its end is one of them.
func TestEndAfterTooManyEvents(t *testing.T) {
	s, c := start(t, Options{})
	w := c.walk(nil).act("continue", obj{})
	for range maxSessionEvents {
		w.act("search", obj{"query": "first"})
	}
	w.events = nil
	w.act("exit", obj{}).trail("EXIT")
	ls, _ := s.state.w.Sessions.get(w.id)
	if len(ls.Events) != maxSessionEvents+1 {
		t.Errorf("%d events are kept", len(ls.Events))
	}
}
