package sim

import (
	"slices"
	"time"
)

// itemObject is Plaid's Item (OpenAPI: Item).
type itemObject struct {
	ItemID                string      `json:"item_id"`
	InstitutionID         *string     `json:"institution_id"`
	InstitutionName       *string     `json:"institution_name"`
	Webhook               *string     `json:"webhook"`
	AuthMethod            *string     `json:"auth_method"`
	Error                 *plaidError `json:"error"`
	AvailableProducts     []string    `json:"available_products"`
	BilledProducts        []string    `json:"billed_products"`
	Products              []string    `json:"products"`
	ConsentedProducts     []string    `json:"consented_products"`
	ConsentExpirationTime *string     `json:"consent_expiration_time"`
	UpdateType            string      `json:"update_type"`
}

// object is the Item as it travels. Billed and available products exclude each
// other, and the balance, which is paid per call, is never billed.
func (c *plaidCall) object(it *item) itemObject {
	bank := c.s.bank(it.InstitutionID)
	o := itemObject{
		ItemID: it.ID, AvailableProducts: []string{}, UpdateType: "background",
		BilledProducts: without(it.Products, "balance"), Products: slices.Concat(it.Products, it.Optional),
		ConsentedProducts: slices.Concat(it.Products, it.Optional),
	}
	for _, p := range it.Consented {
		if !slices.Contains(o.ConsentedProducts, p) {
			o.ConsentedProducts = append(o.ConsentedProducts, p)
		}
	}
	if bank.ID != "" {
		o.InstitutionID, o.InstitutionName = &bank.ID, &bank.Name
	}
	for _, p := range bank.products() {
		if !slices.Contains(o.BilledProducts, p) {
			o.AvailableProducts = append(o.AvailableProducts, p)
		}
	}
	if slices.Contains(it.Products, "auth") {
		method := it.authMethod()
		o.AuthMethod = &method
	}
	if it.Webhook != "" {
		o.Webhook = &it.Webhook
	}
	if until, ends := it.consentUntil(); ends {
		text := rfc3339(until)
		o.ConsentExpirationTime = &text
	}
	if f := c.broken(it); f != nil {
		o.Error = f.object(c.requestID)
	}
	return o
}

// consentLife is how long a consent lasts at the banks where it ends.
const consentLife = 365 * 24 * time.Hour

// consentUntil is the end of the consent that the last login gave. Of the
// banks here only PNC's ends (plaid.com/docs/link/oauth).
func (i *item) consentUntil() (time.Time, bool) {
	return i.LoginAt.Add(consentLife), i.InstitutionID == pnc
}

// itemWithConsent is the fuller Item of /item/get.
type itemWithConsent struct {
	itemObject
	CreatedAt           string   `json:"created_at"`
	ConsentedUseCases   []string `json:"consented_use_cases"`
	ConsentedDataScopes []string `json:"consented_data_scopes"`
}

// dataScopes are the kinds of data that each product needs, after the mapping
// in plaid.com/docs/link/data-transparency-messaging-migration-guide.
var dataScopes = []struct {
	product string
	scopes  []string
}{
	{"auth", []string{"account_routing_number"}},
	{"identity", []string{"contact_info"}},
	{"transactions", []string{"transactions"}},
	{"assets", []string{"contact_info", "transactions"}},
	{"liabilities", []string{"credit_loan_info"}},
	{"investments", []string{"investments"}},
	{"statements", []string{"bank_statements"}},
	{"signal", []string{"risk_info"}},
}

func (c *plaidCall) withConsent(it *item) itemWithConsent {
	o := itemWithConsent{itemObject: c.object(it), CreatedAt: rfc3339(it.CreatedAt),
		ConsentedUseCases: []string{"Verify your account"}, ConsentedDataScopes: []string{"account_balance_info"}}
	for _, of := range dataScopes {
		if !slices.Contains(o.ConsentedProducts, of.product) {
			continue
		}
		for _, scope := range of.scopes {
			if !slices.Contains(o.ConsentedDataScopes, scope) {
				o.ConsentedDataScopes = append(o.ConsentedDataScopes, scope)
			}
		}
	}
	return o
}

// itemStatus tells of updates in the background and of the last webhook, of
// which the simulator sends none: see notice.
type itemStatus struct {
	Investments  *struct{}     `json:"investments"`
	Transactions *updateStatus `json:"transactions"`
	LastWebhook  *lastWebhook  `json:"last_webhook"`
}

type lastWebhook struct {
	SentAt   string `json:"sent_at"`
	CodeSent string `json:"code_sent"`
}

type updateStatus struct {
	LastSuccessfulUpdate *string `json:"last_successful_update"`
	LastFailedUpdate     *string `json:"last_failed_update"`
}

// status knows one update of the transactions, that of the last login, and the
// last webhook; an Item without either has nothing to tell.
func (i *item) status() *itemStatus {
	var st itemStatus
	if slices.Contains(i.Products, "transactions") {
		at := rfc3339(i.LoginAt)
		st.Transactions = &updateStatus{LastSuccessfulUpdate: &at}
	}
	if i.Notice != nil {
		st.LastWebhook = &lastWebhook{rfc3339(i.Notice.At), i.Notice.Code}
	}
	if st == (itemStatus{}) {
		return nil
	}
	return &st
}
