package sim

// newItem makes an Item with its access token, and the public token to it.
func (t *tx) newItem(bank institution, products []string, webhook string, accounts []account) *publicToken {
	it := &item{
		ID:            t.w.IDs.alnum(37),
		AccessToken:   "access-sandbox-" + t.w.IDs.uuid(),
		InstitutionID: bank.ID,
		Products:      products,
		Webhook:       webhook,
		CreatedAt:     t.now,
		LoginAt:       t.now,
		Accounts:      accounts,
	}
	t.w.byAccess[it.AccessToken] = it
	if old, full := t.w.Items.put(it); full {
		delete(t.w.byAccess, old.AccessToken)
	}
	return t.newPublicToken(it)
}

func (t *tx) newPublicToken(it *item) *publicToken {
	pub := &publicToken{Token: "public-sandbox-" + t.w.IDs.uuid(), ItemID: it.ID, ExpiresAt: t.now.Add(publicTokenLife)}
	t.w.Publics.put(pub)
	t.changed = true
	return pub
}

func (c *plaidCall) exchange() (any, *plaidFail) {
	var req struct {
		PublicToken string `json:"public_token"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if _, ok := tokenEnvironment("public", req.PublicToken); !ok {
		return nil, fail("INVALID_PUBLIC_TOKEN", "the public_token is malformed; it has the form public-<environment>-<identifier>")
	}
	pub, ok := c.w.Publics.get(req.PublicToken)
	if !ok {
		return nil, failCode("INVALID_PUBLIC_TOKEN")
	}
	if c.now.After(pub.ExpiresAt) {
		return nil, fail("INVALID_PUBLIC_TOKEN", "the public_token is expired; public tokens live 30 minutes")
	}
	it, there := c.w.Items.get(pub.ItemID)
	if !there || it.Removed || pub.Exchanged && c.s.scenario.OneTimeExchange {
		return nil, failCode("INVALID_PUBLIC_TOKEN")
	}
	if !pub.Exchanged {
		pub.Exchanged, c.changed = true, true
	}
	return struct {
		AccessToken string `json:"access_token"`
		ItemID      string `json:"item_id"`
		RequestID   string `json:"request_id"`
	}{it.AccessToken, it.ID, c.requestID}, nil
}

// accessRequest is the body of the endpoints that take nothing else.
type accessRequest struct {
	AccessToken string `json:"access_token"`
}

// itemGet works for broken Items too: 200 with item.error filled.
func (c *plaidCall) itemGet() (any, *plaidFail) {
	var req accessRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, f := c.itemOf(req.AccessToken)
	if f != nil {
		return nil, f
	}
	type withConsent struct {
		itemObject
		CreatedAt string `json:"created_at"`
	}
	return struct {
		Item      withConsent `json:"item"`
		Status    *struct{}   `json:"status"`
		RequestID string      `json:"request_id"`
	}{withConsent{c.object(it), rfc3339(it.CreatedAt)}, nil, c.requestID}, nil
}

// itemRemove kills the access token and every processor token of the Item.
func (c *plaidCall) itemRemove() (any, *plaidFail) {
	var req accessRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, f := c.itemOf(req.AccessToken)
	if f != nil {
		return nil, f
	}
	it.Removed, c.changed = true, true
	return requestIDOnly{c.requestID}, nil
}

type requestIDOnly struct {
	RequestID string `json:"request_id"`
}

// resetLogin puts an Item into ITEM_LOGIN_REQUIRED (Sandbox only).
func (c *plaidCall) resetLogin() (any, *plaidFail) {
	var req accessRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, f := c.itemOf(req.AccessToken)
	if f != nil {
		return nil, f
	}
	it.LoginRequired, c.changed = true, true
	return struct {
		ResetLogin bool   `json:"reset_login"`
		RequestID  string `json:"request_id"`
	}{true, c.requestID}, nil
}
