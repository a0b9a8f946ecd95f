package sim

// accountObject is Plaid's account (OpenAPI: AccountBase).
type accountObject struct {
	AccountID      string   `json:"account_id"`
	Balances       balances `json:"balances"`
	HolderCategory string   `json:"holder_category,omitempty"`
	Mask           string   `json:"mask"`
	Name           string   `json:"name"`
	OfficialName   *string  `json:"official_name"`
	Subtype        string   `json:"subtype"`
	Type           string   `json:"type"`
}

// balances are in major units. Exactly one of the currency codes is set.
type balances struct {
	Available              *float64 `json:"available"`
	Current                *float64 `json:"current"`
	ISOCurrencyCode        string   `json:"iso_currency_code"`
	Limit                  *float64 `json:"limit"`
	UnofficialCurrencyCode *string  `json:"unofficial_currency_code"`
}

func (a account) object() accountObject {
	o := accountObject{
		AccountID: a.ID, HolderCategory: a.Holder, Mask: a.Mask, Name: a.Name, Subtype: a.Subtype, Type: a.Type,
		Balances: balances{Available: a.Available, Current: a.Current, Limit: a.Limit, ISOCurrencyCode: "USD"},
	}
	if a.Official != "" {
		o.OfficialName = &a.Official
	}
	return o
}

type accountsAnswer struct {
	Accounts  []accountObject `json:"accounts"`
	Item      itemObject      `json:"item"`
	RequestID string          `json:"request_id"`
}

type accountsRequest struct {
	accessRequest
	Options struct {
		AccountIDs             []string `json:"account_ids"`
		MinLastUpdatedDatetime string   `json:"min_last_updated_datetime"`
	} `json:"options"`
}

// accountsGet is the cached reading. The real service may still answer it for
// a broken Item from its cache; the simulator keeps none and refuses.
func (c *plaidCall) accountsGet() (any, *plaidFail) {
	var req accountsRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	return c.accounts(req)
}

// balanceGet asks the bank. One bank wants to know how old the answer may be.
func (c *plaidCall) balanceGet() (any, *plaidFail) {
	var req accountsRequest
	if f := c.into(&req); f != nil {
		return nil, f
	}
	it, f := c.workingItem(req.AccessToken)
	if f != nil {
		return nil, f
	}
	if it.InstitutionID == capitalOne && req.Options.MinLastUpdatedDatetime == "" {
		return nil, fail("INVALID_FIELD", "options.min_last_updated_datetime must be given for this institution")
	}
	return c.accounts(req)
}

func (c *plaidCall) accounts(req accountsRequest) (any, *plaidFail) {
	it, f := c.workingItem(req.AccessToken)
	if f != nil {
		return nil, f
	}
	chosen := it.Accounts
	if ids := req.Options.AccountIDs; len(ids) > 0 {
		chosen = nil
		for _, id := range ids {
			a, ok := it.account(id)
			if !ok {
				return nil, failCode("INVALID_ACCOUNT_ID")
			}
			chosen = append(chosen, a)
		}
	}
	answer := accountsAnswer{Item: c.object(it), RequestID: c.requestID, Accounts: make([]accountObject, len(chosen))}
	for i, a := range chosen {
		answer.Accounts[i] = a.object()
	}
	return answer, nil
}
