package plaid

import (
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// An Item that needs its customer is repaired in update mode: the same Item under the same
// access token, and the events of the visit tell how it went.
func TestARepair(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		access := w.item()
		before, _, err := w.c.Item(t.Context(), access)
		if err != nil {
			t.Fatal(err)
		}
		w.post("/_sim/items", map[string]string{"state": "PENDING_DISCONNECT"})
		w.post("/_sim/items", map[string]string{"state": "ITEM_LOGIN_REQUIRED"})
		broken, _, err := w.c.Item(t.Context(), access)
		if err != nil || broken.Notice != "PENDING_DISCONNECT" || broken.NoticeAt.IsZero() || broken.Error == nil || broken.Error.Code != "ITEM_LOGIN_REQUIRED" {
			t.Fatalf("the Item is %+v, %v", broken, err)
		}
		link, call, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "cp-1", Hosted: true, CompletionURI: "http://127.0.0.1:4711/done", Update: access})
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/link/token/create")
		login := [2]string{"credentials", `{"username":"user_good","password":"pass_good"}`}
		w.walk(link.Token, [2]string{"continue", "{}"}, login, [2]string{"continue", "{}"})
		sessions, _, err := w.c.LinkSessions(t.Context(), link.Token)
		if err != nil || len(sessions) != 1 {
			t.Fatalf("got %+v, %v", sessions, err)
		}
		s := sessions[0]
		if s.Finished.IsZero() || s.Result == nil || s.Result.PublicToken.Empty() {
			t.Errorf("the session is %+v", s)
		}
		if n := len(s.Events); n < 5 || s.Events[0].Name != "OPEN" || s.Events[n-1].Name != "HANDOFF" {
			t.Errorf("the events are %+v", s.Events)
		}
		for _, e := range s.Events {
			if e.ID == "" || e.At.IsZero() || e.SessionID != s.ID {
				t.Errorf("an event lacks something: %+v", e)
			}
		}
		after, _, err := w.c.Item(t.Context(), access)
		if err != nil || after.Error != nil || after.ID != before.ID || after.Notice == broken.Notice {
			t.Errorf("the Item is %+v, %v", after, err)
		}
	})
}

// Chosen again, the accounts of the Item are others.
func TestARepairWithOtherAccounts(t *testing.T) {
	w := newWorld(t, sim.Options{}, true)
	access := w.item()
	had, _, err := w.c.Accounts(t.Context(), access)
	if err != nil {
		t.Fatal(err)
	}
	link, _, err := w.c.CreateLinkToken(t.Context(), flow.LinkTokenRequest{ClientUserID: "cp-1", Update: access, SelectAccounts: true})
	if err != nil {
		t.Fatal(err)
	}
	w.walk(link.Token, [2]string{"continue", "{}"}, [2]string{"credentials", `{"username":"user_good","password":"pass_good"}`},
		[2]string{"accounts", `{"account_ids":["` + had.Accounts[1].ID + `"]}`}, [2]string{"continue", "{}"})
	got, _, err := w.c.Accounts(t.Context(), access)
	if err != nil || len(got.Accounts) != 1 || got.Accounts[0].ID != had.Accounts[1].ID {
		t.Errorf("the accounts are %+v, %v", got.Accounts, err)
	}
}

// One bank of the simulator gives its consent for a year.
func TestAConsentThatEnds(t *testing.T) {
	w := newWorld(t, sim.Options{}, true)
	public, _, err := w.c.SandboxPublicToken(t.Context(), flow.SandboxLogin{InstitutionID: "ins_13"})
	if err != nil {
		t.Fatal(err)
	}
	made, _, err := w.c.Exchange(t.Context(), public)
	if err != nil {
		t.Fatal(err)
	}
	item, _, err := w.c.Item(t.Context(), made.AccessToken)
	if err != nil || item.ConsentExpires.IsZero() || item.Notice != "" {
		t.Errorf("the Item is %+v, %v", item, err)
	}
}
