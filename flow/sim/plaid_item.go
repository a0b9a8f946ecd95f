package sim

func (c *plaidCall) exchange() (any, *plaidFail) {
	var req struct {
		PublicToken string `json:"public_token"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := checkToken("public", "INVALID_PUBLIC_TOKEN", req.PublicToken); f != nil {
		return nil, f
	}
	pub, ok := c.w.Publics.get(req.PublicToken)
	if !ok {
		return nil, failCode("INVALID_PUBLIC_TOKEN")
	}
	if c.now.After(pub.ExpiresAt) {
		return nil, fail("INVALID_PUBLIC_TOKEN", "the public_token is expired; public tokens live 30 minutes")
	}
	it, there := c.w.Items.get(pub.ItemID)
	if !there || it.Removed || pub.Exchanged && c.s.Scenario().OneTimeExchange {
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

// named is the Item that a body with nothing but its access token names.
func (c *plaidCall) named() (*item, *plaidFail) {
	var req accessRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	return c.itemOf(req.AccessToken)
}

// itemGet works for broken Items too: 200 with item.error filled.
func (c *plaidCall) itemGet() (any, *plaidFail) {
	it, f := c.named()
	if f != nil {
		return nil, f
	}
	return struct {
		Item      itemWithConsent `json:"item"`
		Status    *itemStatus     `json:"status"`
		RequestID string          `json:"request_id"`
	}{c.withConsent(it), it.status(), c.requestID}, nil
}

// itemRemove takes a reason, which changes nothing.
func (c *plaidCall) itemRemove() (any, *plaidFail) {
	it, f := c.named()
	if f != nil {
		return nil, f
	}
	c.removeItem(it)
	return requestIDOnly{c.requestID}, nil
}

type requestIDOnly struct {
	RequestID string `json:"request_id"`
}

// invalidate gives the Item a new access token; the old one is dead before the
// answer leaves. It works for a broken Item too, because nobody asks the bank.
func (c *plaidCall) invalidate() (any, *plaidFail) {
	it, f := c.named()
	if f != nil {
		return nil, f
	}
	delete(c.w.byAccess, it.AccessToken)
	it.AccessToken = c.newAccessToken()
	c.w.byAccess[it.AccessToken] = it
	c.changed = true
	return struct {
		NewAccessToken string `json:"new_access_token"`
		RequestID      string `json:"request_id"`
	}{it.AccessToken, c.requestID}, nil
}
