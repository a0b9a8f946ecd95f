package sim

import (
	"slices"
	"time"
)

// item is one login at one bank.
type item struct {
	ID            string
	AccessToken   string
	InstitutionID string   // "" when no bank was asked: numbers typed by hand
	Products      []string // billed: asked for at the start, or used since
	Optional      []string `json:",omitempty"` // added, but billed only once they are used
	Consented     []string `json:",omitempty"` // the customer consented to more
	AuthMethod    string   `json:",omitempty"` // how its numbers came to be known, "" = INSTANT_AUTH
	UserID        string   `json:",omitempty"`
	Webhook       string
	CreatedAt     time.Time
	LoginAt       time.Time // last good login: creation or update mode
	Accounts      []account
	LoginRequired bool
	Removed       bool
	HasProcessor  bool
	Mended        bool    `json:",omitempty"` // by update mode, once at least
	Notice        *notice `json:",omitempty"` // nil = no webhook was sent about it
}

func (i *item) key() string { return i.ID }

func (i *item) account(id string) (account, bool) {
	for _, a := range i.Accounts {
		if a.ID == id {
			return a, true
		}
	}
	return account{}, false
}

// The ways in which the numbers of an Item come to be known (OpenAPI:
// ItemAuthMethod). Only the first two come with a login that can be used again.
const (
	authInstant   = "INSTANT_AUTH"
	authMatch     = "INSTANT_MATCH"
	authAutomated = "AUTOMATED_MICRODEPOSITS"
)

func (i *item) authMethod() string {
	if i.AuthMethod == "" {
		return authInstant
	}
	return i.AuthMethod
}

// typedByHand reports an Item without a login: there is nobody to ask for a
// balance or an owner (plaid.com/docs/balance, plaid.com/docs/identity).
func (i *item) typedByHand() bool {
	return !slices.Contains([]string{authInstant, authMatch, authAutomated}, i.authMethod())
}

// uses reports whether the Item has the product. One that was optional or only
// consented to is added, and billed, by its first use.
func (t *tx) uses(it *item, product string) bool {
	if product == "balance" || slices.Contains(it.Products, product) {
		return true
	}
	if !slices.Contains(it.Optional, product) && !slices.Contains(it.Consented, product) {
		return false
	}
	// A copy, because Items may share the list that they were ordered with.
	it.Products = append(slices.Clone(it.Products), product)
	it.Optional = without(it.Optional, product)
	t.changed = true
	return true
}

// itemOrder is what an Item is made from.
type itemOrder struct {
	bank       institution
	products   []string
	optional   []string
	consented  []string
	webhook    string
	authMethod string // "" = INSTANT_AUTH
	userID     string
	accounts   []account
}

// makeItem makes an Item with its access token, and the public token to it.
func (t *tx) makeItem(o itemOrder) *publicToken {
	it := &item{
		ID:            t.w.IDs.alnum(37),
		AccessToken:   t.newAccessToken(),
		InstitutionID: o.bank.ID,
		Products:      o.products,
		Optional:      o.optional,
		Consented:     o.consented,
		AuthMethod:    o.authMethod,
		UserID:        o.userID,
		Webhook:       o.webhook,
		CreatedAt:     t.now,
		LoginAt:       t.now,
		Accounts:      o.accounts,
	}
	t.w.byAccess[it.AccessToken] = it
	if old, full := t.w.Items.put(it); full {
		delete(t.w.byAccess, old.AccessToken)
		t.disown(old)
	}
	if u, ok := t.w.Users.get(it.UserID); ok {
		u.ItemIDs = append(u.ItemIDs, it.ID)
	}
	return t.newPublicToken(it)
}

func (t *tx) newAccessToken() string { return "access-sandbox-" + t.w.IDs.uuid() }

// newLinkItem makes the Item of a customer who went through Link: for the user
// of the link token, with the products that the bank can serve.
func (t *tx) newLinkItem(lt *linkToken, bank institution, authMethod string, accounts []account) *publicToken {
	asked := lt.Request
	o := itemOrder{bank: bank, userID: asked.UserID, authMethod: authMethod, accounts: slices.Clone(accounts),
		products: slices.Concat(asked.Products, bank.supported(asked.RequiredIfSupportedProducts)),
		optional: bank.supported(asked.OptionalProducts), consented: bank.supported(asked.AdditionalConsentedProducts)}
	if asked.Webhook != nil {
		o.webhook = *asked.Webhook
	}
	return t.makeItem(o)
}

func (t *tx) newPublicToken(it *item) *publicToken {
	pub := &publicToken{Token: "public-sandbox-" + t.w.IDs.uuid(), ItemID: it.ID, ExpiresAt: t.now.Add(publicTokenLife)}
	t.w.Publics.put(pub)
	t.changed = true
	return pub
}
