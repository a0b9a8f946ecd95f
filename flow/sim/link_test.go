package sim

import (
	"slices"
	"strings"
	"testing"
)

func TestLinkSuccess(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).on(ViewConsent).toCredentials().login("pass_good")
	if n := len(w.last.at("pane accounts").([]any)); n != 3 {
		t.Errorf("auth offers checking, savings and cash management, not %d accounts", n)
	}
	if w.last.at("pane multiple") != false {
		t.Error("a token for auth alone shares one account")
	}
	w.share()
	if w.last.at("pane") != nil || w.last.at("outcome kind") != "success" {
		t.Fatalf("no success: %s", w.last.raw)
	}
	w.trail("OPEN", "TV CONSENT", "TV SELECT_INSTITUTION", "SELECT_INSTITUTION", "TV CREDENTIAL", "SUBMIT_CREDENTIALS", "TV LOADING",
		"TV SELECT_ACCOUNT", "TV LOADING", "TV CONNECTED", "HANDOFF")
	account := w.last.str("outcome metadata accounts 0 id")
	if w.last.at("outcome metadata institution institution_id") != "ins_109508" || w.last.at("outcome metadata link_session_id") != w.id {
		t.Errorf("metadata: %s", w.last.raw)
	}
	access := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token")
	got := c.plaid("/accounts/get", obj{"access_token": access}).want(200)
	if got.at("accounts 0 account_id") != account || got.at("accounts 1") != nil {
		t.Errorf("the Item has other accounts than were shared: %s", got.raw)
	}
	if a := c.link("/"+w.id+"/continue", obj{}); a.want(410).at("error_code") != "SESSION_ENDED" {
		t.Error(a.raw)
	}
}

func TestLinkFilters(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct {
		changes obj
		masks   []string
		several bool
	}{
		{nil, []string{"0000", "1111", "9002"}, false},
		{obj{"account_filters": obj{"depository": obj{"account_subtypes": []string{"savings"}}}}, []string{"1111"}, false},
		{obj{"products": []string{"transactions"}, "account_filters": obj{"credit": obj{"account_subtypes": []string{"all"}}}}, []string{"3333", "9999"}, true},
	} {
		w := c.walk(tt.changes).toCredentials().login("pass_good").on(ViewSelectAccount)
		var masks, ids []string
		for _, a := range w.last.at("pane accounts").([]any) {
			masks, ids = append(masks, a.(obj)["mask"].(string)), append(ids, a.(obj)["id"].(string))
		}
		if !slices.Equal(masks, tt.masks) || w.last.at("pane multiple") != tt.several {
			t.Errorf("%v: %v, several %v", tt.changes, masks, w.last.at("pane multiple"))
		}
		if len(ids) > 1 {
			status := map[bool]int{true: 200, false: 400}[tt.several]
			c.link("/"+w.id+"/accounts", obj{"account_ids": ids}).want(status)
		}
	}
	none := c.walk(obj{"account_filters": obj{"loan": obj{"account_subtypes": []string{"all"}}}}).toCredentials().login("pass_good").on(ViewError)
	if none.last.at("pane error error_code") != "NO_ACCOUNTS" {
		t.Error(none.last.raw)
	}
}

// Whatever pane the customer leaves, the exit says which one it was.
func TestLinkExits(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct {
		name   string
		steps  func(*walk)
		status any
		code   any
	}{
		{"consent", func(*walk) {}, nil, nil},
		{"bank search", func(w *walk) { w.act("continue", obj{}) }, "institution_not_found", nil},
		{"password", func(w *walk) { w.toCredentials() }, "requires_credentials", nil},
		{"after a wrong password", func(w *walk) { w.toCredentials().login("wrong") }, "requires_credentials", "INVALID_CREDENTIALS"},
		{"device", func(w *walk) { w.toCredentials().login("mfa_device") }, "choose_device", nil},
		{"code", func(w *walk) {
			w.toCredentials().login("mfa_device")
			w.act("mfa", obj{"answers": []string{w.last.str("pane mfa prompts 0 options 0")}})
		}, "requires_code", nil},
		{"questions", func(w *walk) { w.toCredentials().login("mfa_questions_1_1") }, "requires_questions", nil},
		{"selections", func(w *walk) { w.toCredentials().login("mfa_selections") }, "requires_selections", nil},
		{"accounts", func(w *walk) { w.toCredentials().login("pass_good") }, "requires_account_selection", nil},
		{"bank down", func(w *walk) { w.toCredentials().login("error_INSTITUTION_DOWN").on(ViewError) }, "requires_credentials", "INSTITUTION_DOWN"},
		{"unsupported bank", func(w *walk) {
			w.act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_133402"}).on(ViewError)
		}, "institution_not_supported", "INSTITUTION_NO_LONGER_SUPPORTED"},
		{"unhealthy bank", func(w *walk) {
			w.act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_132361"}).on(ViewError)
		}, "institution_not_found", "INSTITUTION_DOWN"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			w := c.walk(nil)
			tt.steps(w)
			w.act("exit", obj{})
			if w.last.at("pane") != nil || w.last.at("outcome kind") != "exit" {
				t.Fatalf("no exit: %s", w.last.raw)
			}
			if got := w.last.at("outcome metadata status"); got != tt.status {
				t.Errorf("status %v, want %v", got, tt.status)
			}
			if got := w.last.at("outcome error error_code"); got != tt.code {
				t.Errorf("error %v, want %v", got, tt.code)
			}
			if n := len(w.events); w.events[n-2] != "TV EXIT" || w.events[n-1] != "EXIT" {
				t.Errorf("events %v", w.events)
			}
			rep := c.plaid("/link/token/get", obj{"link_token": w.token}).want(200)
			if rep.at("link_sessions 0 exit metadata status") != tt.status || rep.at("link_sessions 0 on_exit metadata link_session_id") != w.id ||
				rep.at("link_sessions 0 exit error error_code") != tt.code || rep.at("link_sessions 0 results") != nil {
				t.Errorf("reported: %s", rep.raw)
			}
		})
	}
}

func TestLinkWrongPassword(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toCredentials()
	w.events = nil
	w.login("pass_mistyped").on(ViewCredential)
	if w.last.at("pane error error_code") != "INVALID_CREDENTIALS" || w.last.at("pane error display_message") == nil {
		t.Errorf("no error on the pane: %s", w.last.raw)
	}
	w.trail("SUBMIT_CREDENTIALS", "TV LOADING", "ERROR", "TV CREDENTIAL")
	w.login("pass_good").share()
	if w.last.at("outcome kind") != "success" || w.last.at("outcome error") != nil {
		t.Errorf("no success after the right password: %s", w.last.raw)
	}
}

func TestLinkErrorPasswords(t *testing.T) {
	_, c := start(t, Options{})
	for _, code := range loginErrors {
		view := ViewError
		if code == "INVALID_CREDENTIALS" {
			view = ViewCredential
		}
		w := c.walk(nil).toCredentials().login("error_" + code).on(view)
		if got := w.last.at("pane error error_code"); got != code {
			t.Errorf("error_%s shows %v", code, got)
		}
		if view == ViewError {
			w.act("continue", obj{}).on(ViewSelectInstitution)
			if w.last.at("pane error") != nil || w.last.at("pane institution") != nil {
				t.Errorf("%s stays: %s", code, w.last.raw)
			}
		}
	}
	c.walk(nil).toCredentials().login("error_NO_SUCH_CODE").on(ViewCredential)
}

func TestLinkMFA(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct {
		password string
		kinds    []string
		answers  [][]string // nil = the first option of each prompt
		wrong    []string
	}{
		{"mfa_device", []string{"device", "code"}, [][]string{nil, {"1234"}}, []string{"nothing"}},
		{"mfa_questions_1_1", []string{"questions"}, [][]string{{"answer_0_0"}}, []string{"answer_0_1"}},
		{"mfa_questions_2_2", []string{"questions", "questions"}, [][]string{{"answer_0_0", "answer_0_1"}, {"answer_1_0", "answer_1_1"}}, []string{"answer_0_0", "x"}},
		{"mfa_selections", []string{"selections"}, [][]string{{"Yes"}}, []string{"No"}},
		{"mfa_selections_2_1_3", []string{"selections", "selections"}, [][]string{{"answer_0_0_0"}, {"answer_1_0_0"}}, []string{"answer_0_0_1"}},
	} {
		t.Run(tt.password, func(t *testing.T) {
			c := &client{t: t, rt: c.rt}
			w := c.walk(nil).toCredentials().login(tt.password).on(ViewMFA)
			w.act("mfa", obj{"answers": tt.wrong}).on(ViewMFA)
			if w.last.at("pane error error_code") != "INVALID_MFA" {
				t.Errorf("a wrong answer: %s", w.last.raw)
			}
			for i, kind := range tt.kinds {
				if got := w.last.at("pane mfa type"); got != kind {
					t.Fatalf("round %d asks for %v, want %s", i, got, kind)
				}
				given := tt.answers[i]
				if given == nil {
					given = []string{w.last.str("pane mfa prompts 0 options 0")}
				}
				w.act("mfa", obj{"answers": given})
			}
			if w.share(); w.last.at("outcome kind") != "success" {
				t.Errorf("no success: %s", w.last.raw)
			}
		})
	}
	for _, odd := range []string{"mfa_questions_0_1", "mfa_questions_99_1", "mfa_questions_1_1_1", "mfa_selections_1_1", "mfa_questions_1_99999999999999999999", "mfa_"} {
		w := c.walk(nil).toCredentials().login(odd).on(ViewCredential)
		if w.last.at("pane error error_code") != "INVALID_CREDENTIALS" {
			t.Errorf("%s: %s", odd, w.last.raw)
		}
	}
}

func TestLinkSearch(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).act("continue", obj{})
	all := len(w.last.at("pane institutions").([]any))
	w.act("search", obj{"query": " GINGHAM "}).on(ViewSelectInstitution)
	if w.last.at("pane institutions 0 institution_id") != "ins_109509" || w.last.at("pane institutions 1") != nil || all < 10 {
		t.Errorf("search: %s", w.last.raw)
	}
	if w.last.at("events 0 metadata institution_search_query") != "GINGHAM" {
		t.Errorf("event: %s", w.last.raw)
	}
	w.act("search", obj{"query": ""})
	if n := len(w.last.at("pane institutions").([]any)); n != all {
		t.Errorf("an empty search shows %d of %d banks", n, all)
	}
	canada := c.walk(obj{"country_codes": []string{"CA"}}).act("continue", obj{})
	if canada.last.at("pane institutions 0 institution_id") != "ins_43" || canada.last.at("pane institutions 1") != nil {
		t.Errorf("countries: %s", canada.last.raw)
	}
	c.link("/"+canada.id+"/select_institution", obj{"institution_id": "ins_109508"}).want(400)
	c.link("/"+w.id+"/select_institution", obj{"institution_id": "ins_43"}).want(400)
	c.link("/"+w.id+"/select_institution", obj{"institution_id": "ins_10"}).want(400) // cards only, so nothing for auth
	degraded := w.act("select_institution", obj{"institution_id": "ins_132363"}).on(ViewCredential)
	if degraded.last.at("events 0 event_name") != "SELECT_DEGRADED_INSTITUTION" {
		t.Error(degraded.last.raw)
	}
}

// In update mode the bank is fixed: every way back leads to its login.
func TestLinkBackInUpdateMode(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.newItem()
	w := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewCredential)
	w.act("back", obj{}).on(ViewConsent).act("continue", obj{}).login("error_ITEM_LOCKED").on(ViewError)
	w.act("back", obj{}).on(ViewCredential)
	if w.last.at("pane institution institution_id") != "ins_109508" {
		t.Error(w.last.raw)
	}
}

// A token keeps its newest sessions and a session its first events, however
// long somebody plays with them.
func TestLinkIsBounded(t *testing.T) {
	s, c := start(t, Options{})
	w := c.walk(nil)
	first := w.id
	for range maxTokenSessions {
		w.took(c.link("", obj{"link_token": w.token}).want(200)).id = w.last.str("link_session_id")
	}
	got := c.plaid("/link/token/get", obj{"link_token": w.token}).want(200)
	if n := len(got.at("link_sessions").([]any)); n != maxTokenSessions {
		t.Errorf("%d sessions", n)
	}
	c.link("/"+first+"/continue", obj{}).want(404)
	w.act("continue", obj{})
	for range maxSessionEvents + 10 {
		w.act("search", obj{"query": "x"})
	}
	ls, _ := s.state.w.Sessions.get(w.id)
	if len(ls.Events) != maxSessionEvents {
		t.Errorf("%d events", len(ls.Events))
	}
	w.act("search", obj{"query": ""}).toCredentialsFromSearch().login("pass_good").share()
	if w.last.at("outcome kind") != "success" {
		t.Errorf("a full session cannot end: %s", w.last.raw)
	}
}

func TestLinkBack(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toCredentials().login("mfa_device").on(ViewMFA)
	w.act("back", obj{}).on(ViewCredential).act("back", obj{}).on(ViewSelectInstitution).act("back", obj{}).on(ViewConsent)
	if w.last.at("pane institution") != nil {
		t.Error("the bank is still chosen")
	}
}

func TestLinkWrongMoment(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil)
	for action := range linkActions {
		want := 409
		if linkActions[action].allowed(ViewConsent) {
			continue
		}
		if a := c.link("/"+w.id+"/"+action, obj{}).want(want); a.at("error_code") != "WRONG_PANE" || a.at("request_id") == nil {
			t.Errorf("%s: %s", action, a.raw)
		}
	}
	c.link("/"+w.id+"/dance", obj{}).want(404)
	c.link("/none/continue", obj{}).want(404)
	c.link("/"+w.id, obj{}).want(404)
	c.link("/"+w.id+"/continue", `{`).want(400)
	c.link("/"+w.id+"/continue", `{"query":"`+strings.Repeat("x", maxBody)+`"}`).want(413)
	w.toCredentials().login("mfa_device")
	c.link("/"+w.id+"/mfa", obj{"answers": []string{}}).want(400)
	w.on(ViewMFA)
	unknown := c.link("", obj{"link_token": "link-sandbox-none"}).refused(400, "INVALID_LINK_TOKEN")
	if unknown.at("error_type") != "INVALID_INPUT" {
		t.Error(unknown.raw)
	}
}

// A session that is connected has done its work: leaving then is a success.
func TestLinkExitWhenConnected(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toCredentials().login("pass_good")
	w.act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id")}}).on(ViewConnected).act("exit", obj{})
	if w.last.at("outcome kind") != "success" {
		t.Error(w.last.raw)
	}
}

// A routing number in the link token brings its bank to the front.
func TestLinkRoutingHint(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"institution_data": obj{"routing_number": "026009593"}}).act("continue", obj{})
	if w.last.at("pane institutions 0 institution_id") != "ins_127989" {
		t.Errorf("not in front: %s", w.last.raw)
	}
	w.act("select_institution", obj{"institution_id": "ins_127989"}).on(ViewOAuth)
	if w.last.at("events 0 event_name") != "MATCHED_SELECT_INSTITUTION" || w.last.at("events 0 metadata match_reason") != "routing_number" {
		t.Error(w.last.raw)
	}
}
