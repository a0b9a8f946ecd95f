package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
)

// accountObject is Plaid's account (OpenAPI: AccountBase).
type accountObject struct {
	AccountID           string   `json:"account_id"`
	Balances            balances `json:"balances"`
	HolderCategory      string   `json:"holder_category,omitempty"`
	Mask                string   `json:"mask"`
	Name                string   `json:"name"`
	OfficialName        *string  `json:"official_name"`
	PersistentAccountID string   `json:"persistent_account_id,omitempty"`
	Subtype             string   `json:"subtype"`
	Type                string   `json:"type"`
	VerificationStatus  string   `json:"verification_status,omitempty"`
}

// balances are in major units. Exactly one of the currency codes is set.
type balances struct {
	Available              *float64 `json:"available"`
	Current                *float64 `json:"current"`
	ISOCurrencyCode        string   `json:"iso_currency_code"`
	LastUpdatedDatetime    string   `json:"last_updated_datetime,omitempty"` // at Capital One alone
	Limit                  *float64 `json:"limit"`
	UnofficialCurrencyCode *string  `json:"unofficial_currency_code"`
}

// accountObject is the account as it travels.
func (c *plaidCall) accountObject(it *item, a account) accountObject {
	o := accountObject{
		AccountID: a.ID, HolderCategory: a.Holder, Mask: a.Mask, Name: a.Name, Subtype: a.Subtype, Type: a.Type,
		Balances:           balances{Available: a.Available, Current: a.Current, Limit: a.Limit, ISOCurrencyCode: "USD"},
		VerificationStatus: a.Verification,
	}
	if a.Official != "" {
		o.OfficialName = &a.Official
	}
	if tokenized(it.InstitutionID) && a.Type == "depository" {
		o.PersistentAccountID = persistentID(it.InstitutionID, a)
	}
	if it.InstitutionID == capitalOne {
		o.Balances.LastUpdatedDatetime = rfc3339(c.balanceAt(it, a))
	}
	return o
}

// persistentID is the same for the same account however often it is linked.
func persistentID(institutionID string, a account) string {
	sum := sha256.Sum256([]byte(institutionID + " " + a.Name + " " + a.Mask))
	return hex.EncodeToString(sum[:28])
}

func (c *plaidCall) accountObjects(it *item, list []account) []accountObject {
	objects := make([]accountObject, len(list))
	for i, a := range list {
		objects[i] = c.accountObject(it, a)
	}
	return objects
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

// chosen reads a request for accounts of an Item that has to work. No ids, or
// an empty list of them, means all.
func (c *plaidCall) chosen(req *accountsRequest) (*item, []account, *plaidFail) {
	if f := c.into(req); f != nil {
		return nil, nil, f
	}
	it, f := c.workingItem(req.AccessToken)
	if f != nil {
		return nil, nil, f
	}
	ids := req.Options.AccountIDs
	if len(ids) == 0 {
		return it, it.Accounts, nil
	}
	list := make([]account, 0, len(it.Accounts))
	for _, id := range ids {
		a, ok := it.account(id)
		if !ok {
			return nil, nil, failCode("INVALID_ACCOUNT_ID")
		}
		if !slices.ContainsFunc(list, func(b account) bool { return b.ID == id }) {
			list = append(list, a)
		}
	}
	return it, list, nil
}

// accountsGet is the cached reading. The real service may still answer it for
// a broken Item from its cache; the simulator keeps none and refuses.
func (c *plaidCall) accountsGet() (any, *plaidFail) {
	var req accountsRequest
	it, list, f := c.chosen(&req)
	if f != nil {
		return nil, f
	}
	return accountsAnswer{c.accountObjects(it, list), c.object(it), c.requestID}, nil
}
