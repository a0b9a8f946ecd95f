package sim

import "testing"

func (w *walk) atHoundstooth(password, mask string) *walk {
	w.t.Helper()
	w.act("continue", obj{}).act("select_institution", obj{"institution_id": houndstooth}).login(password).on(ViewSelectAccount)
	for _, a := range w.last.at("pane accounts").([]any) {
		if a.(obj)["mask"] == mask {
			return w.act("accounts", obj{"account_ids": []string{a.(obj)["id"].(string)}})
		}
	}
	w.t.Fatalf("no account %s: %s", mask, w.last.raw)
	return w
}

func (w *walk) numbers(routing, account, subtype string) *walk {
	w.t.Helper()
	return w.act("numbers", obj{"routing_number": routing, "account_number": account, "subtype": subtype})
}

// status is the verification_status that Link has handed over.
func (w *walk) status() any {
	w.t.Helper()
	if w.last.at("outcome kind") != "success" {
		w.t.Fatalf("no success: %s", w.last.raw)
	}
	return w.last.at("outcome metadata accounts 0 verification_status")
}

func TestInstantMatch(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).atHoundstooth("pass_good", "1111").on(ViewNumbers)
	if w.last.at("pane numbers kind") != numbersMatch || w.last.at("pane numbers mask") != "1111" {
		t.Errorf("the pane is %s", w.last.raw)
	}
	for _, bad := range [][2]string{{"021000021", "1111222233330000"}, {"021000022", "1111222233331111"}, {"021000021", "11112222x3331111"}, {"", ""}, {"000000000", "1111222233331111"}} {
		w.numbers(bad[0], bad[1], "").on(ViewNumbers)
		if w.last.at("pane error error_code") != "INVALID_ACCOUNT_NUMBER" {
			t.Errorf("%v: %s", bad, w.last.raw)
		}
	}
	w.events = nil
	w.numbers("021000021", "1111222233331111", "").on(ViewConnected)
	if w.last.at("events 1 metadata account_number_mask") != "1111" || w.last.at("events 0 metadata routing_number") != "021000021" {
		t.Errorf("events: %s", w.last.raw)
	}
	w.act("continue", obj{}).trail("SUBMIT_ROUTING_NUMBER", "SUBMIT_ACCOUNT_NUMBER", "TV CONNECTED", "HANDOFF")
	if got := w.status(); got != nil {
		t.Errorf("a matched account is %v", got)
	}
	off := c.walk(obj{"auth": obj{"instant_match_enabled": false}}).atHoundstooth("pass_good", "1111").on(ViewError)
	if off.last.at("pane error error_code") != "INSTANT_MATCH_FAILED" {
		t.Error(off.last.raw)
	}
	// The ways without instant numbers are for auth alone.
	c.walk(obj{"products": []string{"auth", "transactions"}}).atHoundstooth("pass_good", "1111").on(ViewConnected)
}

func TestAutomatedMicrodeposits(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"auth": obj{"automated_microdeposits_enabled": true}}).atHoundstooth("microdeposits_good", "0000").on(ViewNumbers)
	w.numbers("021000021", "1111222233330000", "").on(ViewConnected).act("continue", obj{})
	if got := w.status(); got != pendingAutomatic {
		t.Errorf("the account is %v", got)
	}
	access := c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token")
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "PRODUCT_NOT_READY")
	if got := c.plaid("/item/get", obj{"access_token": access}).want(200).at("item auth_method"); got != authAutomated {
		t.Errorf("auth_method %v", got)
	}
	c.steer("clock", obj{"advance": "25h"})
	c.plaid("/auth/get", obj{"access_token": access}).want(200)
	c.walk(nil).atHoundstooth("microdeposits_good", "0000").on(ViewError)
}

func TestInstantMicrodeposit(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"auth": obj{"instant_microdeposits_enabled": true}}).act("continue", obj{})
	w.act("select_institution", obj{"institution_id": "ins_135858"}).on(ViewNumbers)
	c.link("/"+w.id+"/numbers", obj{"routing_number": "333333334", "account_number": "1111222233330000"}).want(400)
	w.numbers("333333334", "1111222233330000", "checking").on(ViewInstantDeposit).act("continue", obj{}).on(ViewNumbers)
	w.act("deposit_code", obj{"code": "XYZ"}).on(ViewNumbers)
	if w.last.at("pane error error_code") != "INCORRECT_DEPOSIT_VERIFICATION" {
		t.Error(w.last.raw)
	}
	w.act("deposit_code", obj{"code": " abc "}).on(ViewConnected).act("continue", obj{})
	if got := w.status(); got != manuallyVerified || w.last.at("outcome metadata institution institution_id") != "ins_135858" {
		t.Error(w.last.raw)
	}
	// Where it is not enabled the bank is one like any other.
	c.walk(nil).act("continue", obj{}).act("select_institution", obj{"institution_id": "ins_135858"}).on(ViewCredential)
}

// sameDayItem links by numbers alone and returns the Item's access token.
func (c *client) sameDayItem() (access string, w *walk) {
	c.t.Helper()
	w = c.walk(obj{"auth": obj{"same_day_microdeposits_enabled": true, "auth_type_select_enabled": true}}).act("continue", obj{}).on(ViewSelectAuthType)
	w.act("auth_type", obj{"selection": "manual"}).on(ViewNumbers)
	if w.last.at("events 0 metadata selection") != "flow_type_manual" {
		c.t.Error(w.last.raw)
	}
	w.numbers("110000000", "1111222233330000", "savings").on(ViewSameDay).act("continue", obj{})
	return c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200).str("access_token"), w
}

func TestSameDayMicrodeposits(t *testing.T) {
	_, c := start(t, Options{})
	access, w := c.sameDayItem()
	if w.status() != pendingManual || w.last.at("outcome metadata institution") != nil || w.last.at("outcome metadata accounts 0 subtype") != "savings" {
		t.Errorf("handed over: %s", w.last.raw)
	}
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "PRODUCT_NOT_READY")
	back := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewNumbers)
	if back.last.at("pane numbers kind") != numbersCode || back.last.at("pane numbers mask") != "0000" {
		t.Errorf("the customer comes back to %s", back.last.raw)
	}
	c.link("/"+back.id+"/numbers", obj{}).want(400)
	back.act("deposit_code", obj{"code": depositCode}).on(ViewConnected).act("continue", obj{})
	if back.status() != manuallyVerified {
		t.Error(back.last.raw)
	}
	if got := c.plaid("/auth/get", obj{"access_token": access}).want(200).at("numbers ach 0 account"); got != "1111222233330000" {
		t.Errorf("the numbers are %v", got)
	}
	c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewConnected)
	instant := c.walk(obj{"auth": obj{"auth_type_select_enabled": true}}).act("continue", obj{}).on(ViewSelectAuthType)
	c.link("/"+instant.id+"/auth_type", obj{"selection": "manual"}).want(400)
	instant.act("auth_type", obj{"selection": "instant"}).on(ViewSelectInstitution)
	if instant.last.at("events 0 metadata selection") != "flow_type_instant" || instant.last.at("pane by_number") != false {
		t.Error(instant.last.raw)
	}
	c.link("/"+instant.id+"/by_number", obj{}).want(400)
	listed := c.walk(obj{"auth": obj{"same_day_microdeposits_enabled": true}}).act("continue", obj{}).on(ViewSelectInstitution)
	listed.act("by_number", obj{}).on(ViewNumbers).act("back", obj{}).on(ViewSelectInstitution)
}

// Three wrong codes are the end of it.
func TestDepositCodeFails(t *testing.T) {
	_, c := start(t, Options{})
	access, _ := c.sameDayItem()
	back := c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{})
	for range maxDepositCodes - 1 {
		back.act("deposit_code", obj{"code": "NO"}).on(ViewNumbers)
	}
	back.act("deposit_code", obj{"code": "NO"}).on(ViewError)
	if back.last.at("pane error error_code") != "TOO_MANY_VERIFICATION_ATTEMPTS" {
		t.Error(back.last.raw)
	}
	c.walk(obj{"access_token": access, "products": nil}).act("continue", obj{}).on(ViewError).act("continue", obj{}).on(ViewError)
}

// Numbers that were typed are kept where they are needed, and nowhere else.
func TestTypedNumbersAreNotKeptInTheSession(t *testing.T) {
	s, c := start(t, Options{})
	_, w := c.sameDayItem()
	ls, _ := s.state.w.Sessions.get(w.id)
	it := s.state.w.Items.all()[0]
	if ls.Chosen[0].Number != "" || it.Accounts[0].Number != "1111222233330000" {
		t.Error("the session has the number, or the Item has not")
	}
}
