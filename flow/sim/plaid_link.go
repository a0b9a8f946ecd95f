package sim

import "time"

// Lifetimes of tokens (plaid.com/docs/api/link, plaid.com/docs/link/hosted-link).
const (
	linkTokenLife   = 4 * time.Hour
	updateTokenLife = 30 * time.Minute
	hostedLife      = 30 * time.Minute
	hostedLifeMax   = 21 * 24 * time.Hour
	publicTokenLife = 30 * time.Minute
	loginLife       = 30 * 24 * time.Hour // Sandbox Items then ask for a new login
)

// maxLinkRequest bounds what a link token can be made to keep, because thousands
// of them are remembered. Plaid publishes no such limit; the ordinary request has
// a twentieth of it.
const maxLinkRequest = 16 << 10

// linkTokenRequest is what the simulator uses of /link/token/create, and keeps.
type linkTokenRequest struct {
	ClientName   string   `json:"client_name"`
	Language     string   `json:"language"`
	CountryCodes []string `json:"country_codes"`
	User         struct {
		ClientUserID string `json:"client_user_id"`
		PhoneNumber  string `json:"phone_number"`
	} `json:"user"`
	UserID                      string                   `json:"user_id"`
	Products                    []string                 `json:"products"`
	RequiredIfSupportedProducts []string                 `json:"required_if_supported_products"`
	OptionalProducts            []string                 `json:"optional_products"`
	AdditionalConsentedProducts []string                 `json:"additional_consented_products"`
	Webhook                     *string                  `json:"webhook"`
	AccessToken                 string                   `json:"access_token"`
	RedirectURI                 *string                  `json:"redirect_uri"`
	InstitutionData             *routingHint             `json:"institution_data"`
	InstitutionID               string                   `json:"institution_id"`
	AccountFilters              map[string]subtypeFilter `json:"account_filters"`
	HostedLink                  *hostedOptions           `json:"hosted_link"`
	Auth                        authOptions              `json:"auth"`
	EnableMultiItemLink         bool                     `json:"enable_multi_item_link"`
	Update                      updateOptions            `json:"update"`
}

// routingHint highlights the bank with that routing number.
type routingHint struct {
	RoutingNumber *string `json:"routing_number,omitempty"`
}

// authOptions are the ways to verify an account that has to be verified.
type authOptions struct {
	AuthTypeSelectEnabled         bool  `json:"auth_type_select_enabled"`
	AutomatedMicrodepositsEnabled bool  `json:"automated_microdeposits_enabled"`
	InstantMatchEnabled           *bool `json:"instant_match_enabled"`
	SameDayMicrodepositsEnabled   bool  `json:"same_day_microdeposits_enabled"`
	InstantMicrodepositsEnabled   bool  `json:"instant_microdeposits_enabled"`
}

type subtypeFilter struct {
	AccountSubtypes     []string `json:"account_subtypes"`
	LimitedPurposeTypes []string `json:"limited_purpose_types,omitempty"`
}

type hostedOptions struct {
	CompletionRedirectURI string `json:"completion_redirect_uri"`
	DeliveryMethod        string `json:"delivery_method"`
	URLLifetimeSeconds    *int   `json:"url_lifetime_seconds"`
}

type updateOptions struct {
	AccountSelectionEnabled bool     `json:"account_selection_enabled"`
	User                    bool     `json:"user"`
	ItemIDs                 []string `json:"item_ids"`
}

type linkTokenAnswer struct {
	LinkToken     string `json:"link_token"`
	Expiration    string `json:"expiration"`
	RequestID     string `json:"request_id"`
	HostedLinkURL string `json:"hosted_link_url,omitempty"`
	UserID        string `json:"user_id,omitempty"`
}

func (c *plaidCall) linkTokenCreate() (any, *plaidFail) {
	if len(c.body) > maxLinkRequest {
		return nil, failSize("16 KiB")
	}
	var req linkTokenRequest
	var person linkTokenPerson
	if f := firstFail(c.into(&req), c.into(&person)); f != nil {
		return nil, f
	}
	if f := firstFail(req.check(), person.check(c.now), req.checkDelivery(&person), c.givenUser(req.UserID, person.UserToken)); f != nil {
		return nil, f
	}
	if req.InstitutionID != "" && c.s.bank(req.InstitutionID).ID == "" {
		return nil, failCode("INVALID_INSTITUTION")
	}
	lt := &linkToken{CreatedAt: c.now, ExpiresAt: c.now.Add(linkTokenLife), Request: req}
	it, f := c.updated(&req)
	if f != nil {
		return nil, f
	}
	if it != nil {
		lt.UpdateOf, lt.ExpiresAt = it.ID, c.now.Add(updateTokenLife)
	}
	lt.Request.AccessToken = ""
	lt.Token = "link-sandbox-" + c.w.IDs.uuid()
	answer := linkTokenAnswer{LinkToken: lt.Token, RequestID: c.requestID, UserID: req.UserID}
	if h := req.HostedLink; h != nil {
		lt.HostedID = c.w.IDs.alnum(34)
		lt.ExpiresAt = c.now.Add(h.lifetime(it != nil))
		answer.HostedLinkURL = baseURL(c.r) + "/hl/" + lt.HostedID
	}
	answer.Expiration = rfc3339(lt.ExpiresAt)
	c.fileLinkToken(lt)
	return answer, nil
}

// updating reports update mode: for an Item, or for a user's.
func (r *linkTokenRequest) updating() bool { return r.AccessToken != "" || r.Update.User }

// updated is the Item of update mode, nil without it. A user's is the first
// one named, or else the newest that is broken.
func (c *plaidCall) updated(req *linkTokenRequest) (*item, *plaidFail) {
	switch {
	case req.AccessToken != "":
		return c.itemOf(req.AccessToken)
	case !req.Update.User:
		return nil, nil
	}
	u, f := c.userOf(req.UserID, "")
	if f != nil {
		return nil, f
	}
	for _, id := range req.Update.ItemIDs {
		it, ok := c.w.Items.get(id)
		if !ok || it.Removed || it.UserID != u.ID {
			return nil, fail("ITEM_NOT_FOUND", "update.item_ids must name items of the user")
		}
	}
	if len(req.Update.ItemIDs) > 0 {
		it, _ := c.w.Items.get(req.Update.ItemIDs[0])
		return it, nil
	}
	for i := len(u.ItemIDs) - 1; i >= 0; i-- {
		if it, ok := c.w.Items.get(u.ItemIDs[i]); ok && c.broken(it) != nil {
			return it, nil
		}
	}
	return nil, fail("INVALID_FIELD", "update.user needs a user with an item that can be repaired")
}

// lifetime: the Sandbox delivers nothing, so the longer lives of delivered
// URLs do not come about.
func (h *hostedOptions) lifetime(update bool) time.Duration {
	if h.URLLifetimeSeconds == nil || update {
		return hostedLife
	}
	return time.Duration(*h.URLLifetimeSeconds) * time.Second
}

func (t *tx) fileLinkToken(lt *linkToken) {
	t.changed = true
	if lt.HostedID != "" {
		t.w.byHosted[lt.HostedID] = lt
	}
	if old, full := t.w.LinkTokens.put(lt); full {
		delete(t.w.byHosted, old.HostedID)
	}
}
