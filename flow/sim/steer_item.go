package sim

import (
	"bytes"
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// notice is the last webhook of an Item, as /item/get tells of it. None is ever sent: it is there
// for those who have no address that Plaid could reach and look.
type notice struct {
	Code string
	At   time.Time
}

// stateBroken and stateGood are the two states of an Item that are no webhook's code.
const (
	stateBroken = "ITEM_LOGIN_REQUIRED"
	stateGood   = "good"
)

// What an Item can be told of while its login still works, and what update mode makes of it.
const (
	noticeExpiration  = "PENDING_EXPIRATION"
	noticeDisconnect  = "PENDING_DISCONNECT"
	noticeNewAccounts = "NEW_ACCOUNTS_AVAILABLE"
	noticeRepaired    = "LOGIN_REPAIRED"
)

var itemStates = []string{stateBroken, noticeExpiration, noticeDisconnect, noticeNewAccounts, stateGood}

// changeItem puts an Item into one of itemStates.
func (s *Sim) changeItem(r *http.Request, body []byte) reply {
	var in struct {
		ItemID string `json:"item_id"`
		State  string `json:"state"`
	}
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields() // a misspelt item_id would change the newest Item
	if err := dec.Decode(&in); err != nil || !slices.Contains(itemStates, in.State) {
		return steerError(http.StatusBadRequest, `the body is {"item_id": "...", "state": "ITEM_LOGIN_REQUIRED"}, without item_id for the newest Item; the states are `+
			strings.Join(itemStates, ", "))
	}
	return s.inWorld(r, plaidCrash, func(t *tx) reply {
		it := t.steered(in.ItemID)
		if it == nil {
			return steerError(http.StatusNotFound, "there is no such Item, or it was removed")
		}
		t.bringAbout(it, in.State)
		return steerReply(map[string]string{"item_id": it.ID, "state": in.State})
	})
}

// steered is the Item of that id, or the newest one; nil when it is not there any more.
func (t *tx) steered(id string) *item {
	all := t.w.Items.all()
	slices.Reverse(all)
	i := slices.IndexFunc(all, func(it *item) bool { return !it.Removed && (id == "" || it.ID == id) })
	if i < 0 {
		return nil
	}
	return all[i]
}

func (t *tx) bringAbout(it *item, state string) {
	t.changed = true
	switch state {
	case stateBroken:
		it.LoginRequired = true
	case stateGood:
		it.LoginRequired, it.LoginAt, it.Notice = false, t.now, nil
	default:
		it.Notice = &notice{state, t.now}
	}
}

// loggedInAgain is what update mode does to an Item. That the last webhook says LOGIN_REPAIRED
// from then on is the simulator's choice: Plaid sends it for repairs in other applications. New
// accounts are noticed by whoever chooses among them.
func (t *tx) loggedInAgain(it *item, reselected bool) {
	mended := it.LoginRequired || t.now.After(it.LoginAt.Add(loginLife))
	if n := it.Notice; n != nil {
		mended = mended || n.Code == noticeExpiration || n.Code == noticeDisconnect || n.Code == noticeNewAccounts && reselected
	}
	if mended {
		it.Notice = &notice{noticeRepaired, t.now}
	}
	it.LoginRequired, it.LoginAt, it.Mended = false, t.now, true
}
