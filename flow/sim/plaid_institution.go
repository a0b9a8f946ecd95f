package sim

import (
	"slices"
	"strings"
)

// institutionObject is Plaid's institution. Plaid's Sandbox has no status; here the banks that are called
// unhealthy have one, and every bank in a story in which it is down, so that a demo can show it.
type institutionObject struct {
	CountryCodes   []string `json:"country_codes"`
	DTCNumbers     []string `json:"dtc_numbers"`
	InstitutionID  string   `json:"institution_id"`
	Name           string   `json:"name"`
	OAuth          bool     `json:"oauth"`
	Products       []string `json:"products"`
	RoutingNumbers []string `json:"routing_numbers"`
	*optionalMetadata
	AuthMetadata    *authMetadata    `json:"auth_metadata,omitempty"`
	Status          *bankStatus      `json:"status,omitempty"`
	PaymentMetadata *paymentMetadata `json:"payment_initiation_metadata,omitempty"`
}

// optionalMetadata is all there when it is asked for. No bank here has a logo.
type optionalMetadata struct {
	Logo         *string `json:"logo"`
	PrimaryColor string  `json:"primary_color"`
	URL          string  `json:"url"`
}

type authMetadata struct {
	SupportedMethods authMethods `json:"supported_methods"`
}

type authMethods struct {
	AutomatedMicroDeposits bool `json:"automated_micro_deposits"`
	InstantAuth            bool `json:"instant_auth"`
	InstantMatch           bool `json:"instant_match"`
	InstantMicroDeposits   bool `json:"instant_micro_deposits"`
}

// paymentMetadata is of a product that the simulator does not play; only the
// banks that have it show one.
type paymentMetadata struct {
	MaximumPaymentAmount          map[string]string `json:"maximum_payment_amount"`
	StandingOrderMetadata         *struct{}         `json:"standing_order_metadata"`
	SupportsInternationalPayments bool              `json:"supports_international_payments"`
	SupportsPaymentConsents       bool              `json:"supports_payment_consents"`
	SupportsRefundDetails         bool              `json:"supports_refund_details"`
	SupportsSEPAInstant           bool              `json:"supports_sepa_instant"`
}

// institutionOptions are those of the three endpoints together.
type institutionOptions struct {
	Products        []string `json:"products"`
	RoutingNumbers  []string `json:"routing_numbers"`
	OAuth           *bool    `json:"oauth"`
	OptionalData    bool     `json:"include_optional_metadata"`
	AuthMetadata    bool     `json:"include_auth_metadata"`
	Status          bool     `json:"include_status"`
	PaymentMetadata bool     `json:"include_payment_initiation_metadata"`
}

func (b institution) object(o institutionOptions) institutionObject {
	out := institutionObject{CountryCodes: []string{b.Country}, DTCNumbers: []string{}, InstitutionID: b.ID, Name: b.Name,
		OAuth: b.OAuth, Products: b.products(), RoutingNumbers: b.routingNumbers()}
	if o.OptionalData {
		out.optionalMetadata = &optionalMetadata{PrimaryColor: b.colour(), URL: b.url()}
	}
	if o.AuthMetadata {
		out.AuthMetadata = &authMetadata{b.authMethods()}
	}
	if o.Status {
		out.Status = b.status()
	}
	if o.PaymentMetadata && b.supports("payment_initiation") {
		out.PaymentMetadata = &paymentMetadata{MaximumPaymentAmount: map[string]string{"GBP": "10000"}, SupportsRefundDetails: true}
	}
	return out
}

// matches holds a bank against everything that a request can ask of it.
func (b institution) matches(countries []string, o institutionOptions) bool {
	has := func(list, all []string) bool {
		return !slices.ContainsFunc(all, func(v string) bool { return !slices.Contains(list, v) })
	}
	return slices.Contains(countries, b.Country) && (o.OAuth == nil || *o.OAuth == b.OAuth) &&
		has(b.products(), o.Products) && has(b.routingNumbers(), o.RoutingNumbers)
}

func (c *plaidCall) institutionByID() (any, *plaidFail) {
	var req struct {
		InstitutionID string             `json:"institution_id"`
		CountryCodes  []string           `json:"country_codes"`
		Options       institutionOptions `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	b := c.s.bank(req.InstitutionID)
	if b.ID == "" || !slices.Contains(req.CountryCodes, b.Country) {
		return nil, failCode("INVALID_INSTITUTION")
	}
	if b.Health == "" && c.s.Scenario().bankDown() {
		b.Health = "DOWN"
	}
	return struct {
		Institution institutionObject `json:"institution"`
		RequestID   string            `json:"request_id"`
	}{b.object(req.Options), c.requestID}, nil
}

// institutionsGet pages through the banks. Numbers that cannot be routing
// numbers do not count; if none is left, that is an error.
func (c *plaidCall) institutionsGet() (any, *plaidFail) {
	var req struct {
		Count        int                `json:"count"`
		Offset       int                `json:"offset"`
		CountryCodes []string           `json:"country_codes"`
		Options      institutionOptions `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := checkProducts(req.Options.Products, knownProducts); f != nil {
		return nil, f
	}
	asked := len(req.Options.RoutingNumbers)
	req.Options.RoutingNumbers = slices.DeleteFunc(req.Options.RoutingNumbers, func(n string) bool { return !isRouting(n) })
	if asked > 0 && len(req.Options.RoutingNumbers) == 0 {
		return nil, fail("INVALID_FIELD", "options.routing_numbers must have at least one valid routing number")
	}
	answer := struct {
		Institutions []institutionObject `json:"institutions"`
		RequestID    string              `json:"request_id"`
		Total        int                 `json:"total"`
	}{[]institutionObject{}, c.requestID, 0}
	for _, b := range c.s.banks {
		if !b.matches(req.CountryCodes, req.Options) {
			continue
		}
		if answer.Total >= req.Offset && len(answer.Institutions) < req.Count {
			answer.Institutions = append(answer.Institutions, b.object(req.Options))
		}
		answer.Total++
	}
	return answer, nil
}

// searchLimit is the most that /institutions/search answers.
const searchLimit = 10

// institutionsSearch finds banks by a part of their names.
func (c *plaidCall) institutionsSearch() (any, *plaidFail) {
	var req struct {
		Query        string             `json:"query"`
		Products     []string           `json:"products"`
		CountryCodes []string           `json:"country_codes"`
		Options      institutionOptions `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if f := checkProducts(req.Products, knownProducts); f != nil {
		return nil, f
	}
	req.Options.Products = req.Products
	answer := struct {
		Institutions []institutionObject `json:"institutions"`
		RequestID    string              `json:"request_id"`
	}{[]institutionObject{}, c.requestID}
	query := strings.ToLower(strings.TrimSpace(req.Query))
	for _, b := range c.s.banks {
		if strings.Contains(strings.ToLower(b.Name), query) && b.matches(req.CountryCodes, req.Options) && len(answer.Institutions) < searchLimit {
			answer.Institutions = append(answer.Institutions, b.object(req.Options))
		}
	}
	return answer, nil
}
