package sim

import (
	"slices"
	"strings"
)

// plaidUser is one end user of the newer User APIs, who may have many Items.
// Of the identity only its shape is checked; nothing of it is kept.
type plaidUser struct {
	ID           string
	ClientUserID string
	ItemIDs      []string `json:",omitempty"` // oldest first, without the removed ones
}

func (u *plaidUser) key() string { return u.ID }

// userCreate makes a user, or answers the one that the client_user_id already
// has: Plaid documents both 201 and 200 for it. The simulator always says 200,
// and plays only the newer APIs, which know no user_token.
func (c *plaidCall) userCreate() (any, *plaidFail) {
	var req struct {
		ClientUserID string             `json:"client_user_id"`
		Identity     *userIdentity      `json:"identity"`
		Legacy       *consumerReportWho `json:"consumer_report_user_identity"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if personal(req.ClientUserID) {
		return nil, failPersonal()
	}
	if f := firstFail(req.Identity.check(c.now), req.Legacy.check(c.now)); f != nil {
		return nil, f
	}
	u, there := c.w.byClient[req.ClientUserID]
	if !there {
		u = &plaidUser{ID: "usr_" + c.w.IDs.alnum(14), ClientUserID: req.ClientUserID}
		c.w.byClient[u.ClientUserID] = u
		if old, full := c.w.Users.put(u); full {
			delete(c.w.byClient, old.ClientUserID)
		}
		c.changed = true
	}
	return struct {
		UserID    string `json:"user_id"`
		RequestID string `json:"request_id"`
	}{u.ID, c.requestID}, nil
}

// userOf finds a user by the id that the newer APIs know. A user_token is of
// the older ones, which this client_id is not on.
func (t *tx) userOf(userID, userToken string) (*plaidUser, *plaidFail) {
	switch {
	case userToken != "":
		return nil, failCode("INVALID_USER_TOKEN")
	case userID == "":
		return nil, (&verdict{missing: []string{"user_id"}}).fail()
	case !strings.HasPrefix(userID, "usr_"):
		return nil, failCode("INVALID_USER_ID")
	}
	u, ok := t.w.Users.get(userID)
	if !ok {
		return nil, failCode("USER_NOT_FOUND")
	}
	return u, nil
}

// givenUser is userOf for bodies in which a user may be named or not.
func (t *tx) givenUser(userID, userToken string) *plaidFail {
	if userID == "" && userToken == "" {
		return nil
	}
	_, f := t.userOf(userID, userToken)
	return f
}

type userRequest struct {
	UserID    string `json:"user_id"`
	UserToken string `json:"user_token"`
}

// userItems lists a user's Items, the broken ones with their errors.
func (c *plaidCall) userItems() (any, *plaidFail) {
	var req userRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	u, f := c.userOf(req.UserID, req.UserToken)
	if f != nil {
		return nil, f
	}
	items := []itemObject{}
	for _, id := range u.ItemIDs {
		if it, ok := c.w.Items.get(id); ok {
			c.settle(it)
			items = append(items, c.object(it))
		}
	}
	return struct {
		Items     []itemObject `json:"items"`
		RequestID string       `json:"request_id"`
	}{items, c.requestID}, nil
}

// userItemsRemove removes all the Items that are named or none of them. The
// code for an Item of somebody else is the simulator's choice.
func (c *plaidCall) userItemsRemove() (any, *plaidFail) {
	var req struct {
		userRequest
		ItemIDs []string `json:"item_ids"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	u, f := c.userOf(req.UserID, req.UserToken)
	if f != nil {
		return nil, f
	}
	for _, id := range req.ItemIDs {
		if it, ok := c.w.Items.get(id); !ok || it.Removed || it.UserID != u.ID {
			return nil, fail("ITEM_NOT_FOUND", "every item must belong to the user; none was removed")
		}
	}
	for _, id := range req.ItemIDs {
		it, _ := c.w.Items.get(id)
		it.Removed, c.changed = true, true
	}
	u.ItemIDs = slices.DeleteFunc(u.ItemIDs, func(id string) bool {
		it, ok := c.w.Items.get(id)
		return !ok || it.Removed
	})
	return requestIDOnly{c.requestID}, nil
}
