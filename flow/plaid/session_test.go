package plaid

import (
	"reflect"
	"slices"
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

// Plaid promises no order, has the newest first in its samples, and adds names at will.
func TestEventsComeOldestFirst(t *testing.T) {
	got := sessionsOf(t, `,"link_sessions":[{"link_session_id":"s","started_at":"2026-11-22T12:00:00Z","events":[
		{"event_name":"TRANSITION_VIEW","timestamp":"2026-11-22T14:00:02+02:00","event_id":"e-3","event_metadata":{"view_name":"CREDENTIAL","institution_name":"Tartan\u001b[2J","request_id":"rq","mfa_type":null,"is_update_mode":"true"}},
		{"event_name":"SELECT_INSTITUTION","timestamp":"2026-11-22T12:00:02Z","event_id":"e-2","event_metadata":{"institution_id":"ins_109511","institution_search_query":"my secret bank"}},
		{"event_name":"EXIT","timestamp":"2026-11-22T12:00:03.5Z","event_id":"e-4","event_metadata":{"exit_status":"requires_code","error_code":"ITEM_LOCKED","mfa_type":"code"}},
		{"event_name":"SOMETHING_NEW","timestamp":"soon","event_id":"","event_metadata":null}]},
		{"link_session_id":"later","started_at":"2026-11-22T13:00:00Z","events":[
		{"event_name":"A","timestamp":"2026-11-22T13:00:00Z","event_id":"a","event_metadata":{}},
		{"event_name":"B","timestamp":"2026-11-22T13:00:01Z","event_id":"b","event_metadata":{}},
		{"event_name":"C","timestamp":"2026-11-22T13:00:01Z","event_id":"c","event_metadata":{}}]},
		{"link_session_id":"none","started_at":"2026-11-22T14:00:00Z","events":null}]`)
	at := func(ms int) time.Time { return time.Date(2026, 11, 22, 12, 0, 0, ms*1_000_000, time.UTC) }
	want := []flow.LinkEvent{
		{Name: "SOMETHING_NEW", SessionID: "s"},
		{ID: "e-2", Name: "SELECT_INSTITUTION", InstitutionID: "ins_109511", SessionID: "s", At: at(2000)},
		{ID: "e-3", Name: "TRANSITION_VIEW", View: "CREDENTIAL", InstitutionName: "Tartan\uFFFD[2J", RequestID: "rq", SessionID: "s", At: at(2000)},
		{ID: "e-4", Name: "EXIT", ExitStatus: "requires_code", ErrorCode: "ITEM_LOCKED", MFAType: "code", SessionID: "s", At: at(3500)},
	}
	if !slices.Equal(got[0].Events, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got[0].Events, want)
	}
	if later := got[1].Events; len(later) != 3 || later[0].ID != "a" || later[1].ID != "b" || later[2].ID != "c" {
		t.Errorf("a list that is in order already became %+v", later)
	}
	if got[2].Events != nil {
		t.Errorf("no events became %+v", got[2].Events)
	}
}

// What /item/get says of consents and webhooks, in every shape that Plaid documents.
func TestTheNoticeOfAnItem(t *testing.T) {
	const item = `{"request_id":"r","item":{"item_id":"it","webhook":null,"error":null,"consent_expiration_time":`
	at := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	for body, want := range map[string]flow.Item{
		item + `null}}`:               flow.Item{ID: "it"},
		item + `null},"status":null}`: flow.Item{ID: "it"},
		item + `null},"status":{}}`:   flow.Item{ID: "it"},
		item + `"2026-11-22T14:00:00+02:00"},"status":{"transactions":null,"last_webhook":null}}`:                       {ID: "it", ConsentExpires: at},
		item + `null},"status":{"last_webhook":{"sent_at":"2026-11-22T12:00:00Z","code_sent":"PENDING_EXP\u001bION"}}}`: {ID: "it", Notice: "PENDING_EXP\uFFFDION", NoticeAt: at},
		item + `null},"status":{"last_webhook":{"sent_at":null,"code_sent":"PENDING_DISCONNECT"}}}`:                     {ID: "it", Notice: "PENDING_DISCONNECT"},
	} {
		got, _, err := clientOf(t, reply(200, jsonType, body)).Item(t.Context(), secretOf(accessToken))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s\ngives %+v, %v", body, got, err)
		}
	}
}
