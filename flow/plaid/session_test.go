package plaid

import (
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

const emptyResults = `"results":{"item_add_results":[],"cra_item_add_results":[],"cra_update_results":[],"bank_income_results":[],"payroll_income_results":[],"document_income_results":null}`

// sessionsOf answers /link/token/get with these sessions.
func sessionsOf(t *testing.T, sessions string) []flow.LinkSession {
	t.Helper()
	body := `{"link_token":"` + linkToken + `","created_at":null,"expiration":null,"metadata":{},"request_id":"r"` + sessions + `}`
	got, call, err := clientOf(t, reply(200, jsonType, body)).LinkSessions(t.Context(), secretOf(linkToken))
	if err != nil {
		t.Fatal(err)
	}
	if call.RequestID != "r" {
		t.Errorf("the call is %+v", call)
	}
	noSecret(t, got)
	return got
}

func TestALinkTokenThatNobodyOpened(t *testing.T) {
	for _, sessions := range []string{"", `,"link_sessions":null`, `,"link_sessions":[]`} {
		if got := sessionsOf(t, sessions); len(got) != 0 {
			t.Errorf("%q gives %+v", sessions, got)
		}
	}
}

func TestSessionsComeOldestFirstAndNoneIsLeftOut(t *testing.T) {
	got := sessionsOf(t, `,"link_sessions":[
		{"link_session_id":"late","started_at":"2026-11-22T12:10:00.123456789Z","finished_at":"2026-11-22T12:11:00Z",
		 "results":{"item_add_results":[{"public_token":"","accounts":[]},{"public_token":"`+publicToken+`","accounts":[{"id":"a1","name":"Chec\u0007king","mask":"0000","type":"depository","subtype":"checking","verification_status":null,"class_type":null}],"institution":{"name":"First Platypus Bank","institution_id":"ins_109508"}}]}},
		{"link_session_id":"running","started_at":"2026-11-22T12:00:00+02:00","finished_at":null,"on_success":null,"on_exit":null,"exit":null,"events":[],"results":null},
		{"link_session_id":"left","started_at":"2026-11-22T12:05:00Z","finished_at":"2026-11-22T12:06:00Z",`+emptyResults+`,
		 "exit":{"error":null,"metadata":{"institution":{"name":"Tartan Bank","institution_id":"ins_109511"},"status":"requires_credentials","link_session_id":"left","request_id":"rq"}}}]`)
	if len(got) != 3 || got[0].ID != "running" || got[1].ID != "left" || got[2].ID != "late" {
		t.Fatalf("got %+v", got)
	}
	if got[0].Result != nil || !got[0].Finished.IsZero() || !got[0].Started.Equal(time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)) {
		t.Errorf("the one that runs is %+v", got[0])
	}
	if r := got[1].Result; r == nil || !r.PublicToken.Empty() || r.ExitStatus != "requires_credentials" || r.Fault != nil || r.RequestID != "rq" || r.InstitutionName != "Tartan Bank" {
		t.Errorf("the one that left is %+v", r)
	}
	r := got[2].Result
	if r == nil || open(r.PublicToken) != publicToken || r.SessionID != "late" || r.InstitutionID != "ins_109508" || r.InstitutionName != "First Platypus Bank" {
		t.Fatalf("the one that linked is %+v", r)
	}
	if want := (flow.LinkAccount{ID: "a1", Name: "Chec\uFFFDking", Mask: "0000", Type: "depository", Subtype: "checking"}); len(r.Accounts) != 1 || r.Accounts[0] != want {
		t.Errorf("its accounts are %+v", r.Accounts)
	}
	if got[2].Finished.IsZero() {
		t.Error("it has no end")
	}
}

// Some teams still get only the old fields.
func TestTheOldFieldsAreRead(t *testing.T) {
	got := sessionsOf(t, `,"link_sessions":[{"link_session_id":"s","on_success":{"public_token":"`+publicToken+`","metadata":{"institution":{"name":"B","institution_id":"ins_1"},"accounts":[{"id":"a"}],"link_session_id":"s2","transfer_status":null}}}]`)
	if r := got[0].Result; r == nil || open(r.PublicToken) != publicToken || r.InstitutionID != "ins_1" || len(r.Accounts) != 1 || r.SessionID != "s2" {
		t.Errorf("on_success gives %+v", r)
	}
	got = sessionsOf(t, `,"link_sessions":[{"link_session_id":"s","on_exit":{"error":{"error_type":"ITEM_ERROR","error_code":"ITEM_LOCKED","error_message":"locked `+accessToken+`","display_message":"Unlock it."},"metadata":null}}]`)
	r := got[0].Result
	if r == nil || r.Fault == nil || r.Fault.Code != "ITEM_LOCKED" || r.Fault.Kind != flow.CustomerFault || r.Fault.Display != "Unlock it." || r.Fault.Op != string(flow.OpenLink) || r.SessionID != "s" {
		t.Fatalf("on_exit gives %+v", r)
	}
	if noSecret(t, *r.Fault); !strings.Contains(r.Fault.Message, "[secret]") {
		t.Errorf("the message is %q", r.Fault.Message)
	}
}

// A public token wins over an exit of the same session, and an exit without anything is
// still an exit.
func TestATokenBeatsAnExit(t *testing.T) {
	got := sessionsOf(t, `,"link_sessions":[
		{"link_session_id":"a","on_success":{"public_token":"`+publicToken+`","metadata":null},"exit":{"error":null,"metadata":null}},
		{"link_session_id":"b","on_success":{"public_token":"","metadata":null},"exit":{"error":null,"metadata":null}},
		{"link_session_id":"c","finished_at":"2026-11-22T12:06:00Z",`+emptyResults+`}]`)
	if r := got[0].Result; r == nil || r.PublicToken.Empty() || r.SessionID != "a" {
		t.Errorf("a gives %+v", r)
	}
	if r := got[1].Result; r == nil || !r.PublicToken.Empty() || r.Fault != nil || r.SessionID != "b" {
		t.Errorf("b gives %+v", r)
	}
	// Finished, and Plaid says nothing yet: the next look may know more.
	if got[2].Result != nil || got[2].Finished.IsZero() {
		t.Errorf("c gives %+v", got[2])
	}
}
