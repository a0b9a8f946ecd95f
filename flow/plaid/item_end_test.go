package plaid

import (
	"testing"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// A rotated Item is the same Item under another token. The old one is dead at once, and what was
// made with it lives on.
func TestARotatedAccessToken(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		old := w.item()
		before, _, err := w.c.Item(t.Context(), old)
		if err != nil {
			t.Fatal(err)
		}
		fresh, call, err := w.c.RotateAccessToken(t.Context(), old)
		if err != nil || fresh.Empty() || open(fresh) == open(old) {
			t.Fatalf("the new token is %s, %v", fresh.Masked(), err)
		}
		complete(t, call, "/item/access_token/invalidate")
		if after, _, err := w.c.Item(t.Context(), fresh); err != nil || after.ID != before.ID {
			t.Errorf("under the new token the Item is %+v, %v", after, err)
		}
		if _, _, err := w.c.Item(t.Context(), old); faultOf(t, err).Code != "INVALID_ACCESS_TOKEN" {
			t.Errorf("the old token gives %v", err)
		}
		_, call, err = w.c.RotateAccessToken(t.Context(), old)
		if f := faultOf(t, err); f.Code != "INVALID_ACCESS_TOKEN" || f.Kind != flow.Refused || f.Op != string(flow.RotateAccess) || call.RequestID != f.RequestID {
			t.Errorf("rotated twice: %+v", *f)
		}
	})
}

// A removed Item is gone for every call, and gone a second time is said as such.
func TestARemovedItem(t *testing.T) {
	both(t, sim.Options{}, func(t *testing.T, w *world) {
		access := w.item()
		accounts, _, err := w.c.Accounts(t.Context(), access)
		if err != nil {
			t.Fatal(err)
		}
		call, err := w.c.RemoveItem(t.Context(), access)
		if err != nil {
			t.Fatal(err)
		}
		complete(t, call, "/item/remove")
		call, err = w.c.RemoveItem(t.Context(), access)
		if f := faultOf(t, err); f.Code != "ITEM_NOT_FOUND" || f.Kind != flow.Refused || f.Op != string(flow.RemoveItem) || call.RequestID != f.RequestID {
			t.Errorf("removed twice: %+v", *f)
		}
		if _, _, err := w.c.Item(t.Context(), access); faultOf(t, err).Code != "ITEM_NOT_FOUND" {
			t.Errorf("/item/get gives %v", err)
		}
		if _, _, err := w.c.CreateProcessorToken(t.Context(), access, accounts.Accounts[0].ID, flow.PrimeTrust); faultOf(t, err).Code != "ITEM_NOT_FOUND" {
			t.Errorf("/processor/token/create gives %v", err)
		}
	})
}
