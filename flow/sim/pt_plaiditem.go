package sim

// ptPlaidItem is Prime Trust's own record of a Plaid Item, one per method.
type ptPlaidItem struct {
	ID, ItemID, MethodID string
	PublicToken          string // the last that was asked for, "" = none
}

func (i *ptPlaidItem) key() string { return i.ID }

type plaidItemAttributes struct {
	Disabled                 bool    `json:"disabled"`
	ItemID                   string  `json:"item-id"`
	PublicToken              *string `json:"public-token"`
	ReauthenticationRequired bool    `json:"reauthentication-required"`
}

// plaidItem reads the state of the Item at this moment, as a fresh check with
// Plaid would: disabled once it is removed, in need of a login when broken.
func (c *ptCall) plaidItem(i *ptPlaidItem) *resource {
	attrs := plaidItemAttributes{ItemID: i.ItemID}
	it, known := c.w.Items.get(i.ItemID)
	attrs.Disabled = !known || it.Removed
	attrs.ReauthenticationRequired = !attrs.Disabled && c.broken(it) != nil
	if i.PublicToken != "" {
		attrs.PublicToken = &i.PublicToken
	}
	r := newResource("plaid-items", i.ID, attrs)
	link(r, "funds-transfer-method", "funds-transfer-methods", i.MethodID, c.w.Methods, c.method)
	return r
}

func (c *ptCall) listPlaidItems() ptAnswer {
	return listOf(c, from(c.w.PlaidItems), refs[*ptPlaidItem]{"funds-transfer-method": func(i *ptPlaidItem) string { return i.MethodID }}, c.plaidItem)
}

func (c *ptCall) showPlaidItem() ptAnswer {
	return showOf(c, from(c.w.PlaidItems), "plaid-item", c.plaidItem)
}

// onItem acts on the Item of Plaid behind a plaid-item; without one Plaid's
// refusal travels inside a 25001, as on every other call.
func (c *ptCall) onItem(act func(*ptPlaidItem, *item)) ptAnswer {
	return actOn(c, from(c.w.PlaidItems), "plaid-item", c.plaidItem, func(i *ptPlaidItem) *ptFail {
		it, ok := c.w.Items.get(i.ItemID)
		if !ok || it.Removed {
			return plaidRefused("25001", failCode("ITEM_NOT_FOUND"))
		}
		act(i, it)
		c.changed = true
		return nil
	})
}

// plaidItemToken makes a public token with which Link opens in update mode.
func (c *ptCall) plaidItemToken() ptAnswer {
	return c.onItem(func(i *ptPlaidItem, it *item) { i.PublicToken = c.newPublicToken(it).Token })
}

// reauthenticate tells Prime Trust that the user has logged in again. It looks
// at the Item anew, and so does every reading here; the token is used up.
func (c *ptCall) reauthenticate() ptAnswer {
	return c.onItem(func(i *ptPlaidItem, _ *item) { i.PublicToken = "" })
}

// resetPlaidItem puts the Item in need of a login.
func (c *ptCall) resetPlaidItem() ptAnswer {
	return c.onItem(func(_ *ptPlaidItem, it *item) { it.LoginRequired = true })
}
