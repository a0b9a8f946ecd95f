package sim

import "testing"

func (w *walk) toOTP(phone string) *walk {
	w.t.Helper()
	return w.act("saved_login", obj{}).on(ViewSubmitPhone).act("phone", obj{"phone": phone}).on(ViewVerifyPhone)
}

// What each of the Sandbox's phone numbers leads to.
func TestSavedLogins(t *testing.T) {
	_, c := start(t, Options{})
	for _, tt := range []struct{ phone, first, then string }{
		{"415-555-0010", ViewSelectInstitution, ""},
		{"(415) 555-0011", ViewSavedInstitution, ViewSavedAccount},
		{"+1 415 555 0012", ViewSavedInstitution, ViewSavedAccount},
		{"4155550013", ViewSavedInstitution, ViewOAuth},
		{"14155550014", ViewSavedInstitution, ViewCredential},
		{"415.555.0015", ViewConnected, ""},
		{"212-555-0100", ViewSelectInstitution, ""},
	} {
		t.Run(tt.phone, func(t *testing.T) {
			w := (&client{t: t, rt: c.rt}).walk(nil).toOTP(tt.phone).act("otp", obj{"code": sandboxOTP}).on(tt.first)
			if tt.then == "" {
				return
			}
			w.act("saved_institution", obj{"institution_id": w.last.str("pane institutions 0 institution_id")}).on(tt.then)
			if got := w.last.at("events 0 metadata match_reason"); got != "returning_user" {
				t.Errorf("match_reason %v", got)
			}
		})
	}
}

func TestRememberMe(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"user": obj{"client_user_id": "c", "phone_number": "+14155550011"}}).act("continue", obj{}).on(ViewSubmitPhone)
	if w.last.at("pane phone number") != "+14155550011" {
		t.Errorf("the number is not there: %s", w.last.raw)
	}
	w.act("phone", obj{"phone": "+14155550011"}).act("otp", obj{"code": "123456"}).on(ViewSavedInstitution)
	w.act("saved_institution", obj{"institution_id": "ins_109508"}).on(ViewSavedAccount)
	w.act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id")}}).on(ViewConnected).act("continue", obj{})
	w.trail("OPEN", "TV CONSENT", "TV SUBMIT_PHONE", "SUBMIT_PHONE", "TV VERIFY_PHONE", "VERIFY_PHONE", "SUBMIT_OTP", "TV SELECT_SAVED_INSTITUTION",
		"MATCHED_SELECT_INSTITUTION", "TV SELECT_SAVED_ACCOUNT", "TV LOADING", "TV CONNECTED", "HANDOFF")
	c.plaid("/item/public_token/exchange", obj{"public_token": w.last.str("outcome public_token")}).want(200)
}

func TestAutoSelectedAccount(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).toOTP("415-555-0015").act("otp", obj{"code": "123456"}).on(ViewConnected)
	if w.last.at("pane accounts 0 mask") != "0000" || w.last.at("pane accounts 1") != nil {
		t.Errorf("selected: %s", w.last.raw)
	}
	if got := w.last.at("events 2 metadata match_reason"); got != "AUTO_SELECT_SAVED_INSTITUTION" {
		t.Errorf("match_reason %v: %s", got, w.last.raw)
	}
}

func TestWrongPhoneAndCode(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(nil).act("saved_login", obj{})
	for _, bad := range []string{"", "12", "0155550010", "415-055-0010", "+49 30 1234567", "call 415-555-0011"} {
		w.act("phone", obj{"phone": bad}).on(ViewSubmitPhone)
		if w.last.at("pane error error_code") != "INVALID_PHONE_NUMBER" {
			t.Errorf("%q: %s", bad, w.last.raw)
		}
	}
	w.act("phone", obj{"phone": "415-555-0011"})
	for range maxOTP - 1 {
		w.act("otp", obj{"code": "000000"}).on(ViewVerifyPhone)
		if w.last.at("pane error error_code") != "INVALID_OTP" {
			t.Error(w.last.raw)
		}
	}
	w.act("otp", obj{"code": "000000"}).on(ViewSelectInstitution)
	if w.last.at("pane error error_code") != "PROFILE_AUTHENTICATION_FAILED" || w.last.at("pane error error_type") != "INVALID_INPUT" {
		t.Errorf("the last wrong code: %s", w.last.raw)
	}
	w.toCredentialsFromSearch().login("pass_good").share()
	if w.last.at("outcome kind") != "success" {
		t.Error(w.last.raw)
	}
}

func TestPhoneSkipped(t *testing.T) {
	_, c := start(t, Options{})
	w := c.walk(obj{"user": obj{"client_user_id": "c", "phone_number": "+14155550011"}}).act("continue", obj{})
	w.act("skip_phone", obj{}).on(ViewSelectInstitution).act("back", obj{}).on(ViewConsent)
	if w.last.at("pane can_be_saved") != false {
		t.Error("it is offered again")
	}
	c.link("/"+w.id+"/saved_login", obj{}).want(400)
	w.act("continue", obj{}).on(ViewSelectInstitution)
	w.trail("OPEN", "TV CONSENT", "TV SUBMIT_PHONE", "SKIP_SUBMIT_PHONE", "TV SELECT_INSTITUTION", "TV CONSENT", "TV SELECT_INSTITUTION")
	known := c.walk(nil).toOTP("415-555-0012").act("otp", obj{"code": "123456"}).act("other_bank", obj{}).on(ViewSelectInstitution)
	known.act("back", obj{}).on(ViewConsent).act("continue", obj{}).on(ViewSavedInstitution)
	c.link("/"+known.id+"/saved_institution", obj{"institution_id": "ins_109510"}).want(400)
}
