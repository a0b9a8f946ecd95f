package sim

import (
	"slices"
	"strings"
)

const capitalOne = "ins_128026"

// institution is one bank of the Sandbox (plaid.com/docs/sandbox/institutions).
type institution struct {
	ID      string
	Name    string
	Country string
	OAuth   bool
	Health  string // "", "DEGRADED", "DOWN" or "UNSUPPORTED"
	PIN     bool   // a login has a third field
	Asks    bool   // it always asks for a second factor
	Match   bool   // its account numbers are typed and matched
	Deposit bool   // it verifies typed numbers by an instant deposit
}

func institutions() []institution {
	return []institution{
		{ID: "ins_109508", Name: "First Platypus Bank", Country: "US"},
		{ID: "ins_130016", Name: "First Platypus Balance Bank", Country: "US"},
		{ID: "ins_109509", Name: "First Gingham Credit Union", Country: "US"},
		{ID: "ins_109510", Name: "Tattersall Federal Credit Union", Country: "US", PIN: true},
		{ID: "ins_109511", Name: "Tartan Bank", Country: "US"},
		{ID: "ins_109512", Name: "Houndstooth Bank", Country: "US", Match: true},
		{ID: "ins_135858", Name: "Windowpane Bank", Country: "US", Deposit: true},
		{ID: "ins_133502", Name: "Platypus Bank RUX Auth", Country: "US"},
		{ID: "ins_133503", Name: "Platypus Bank RUX Match", Country: "US"},
		{ID: "ins_132363", Name: "Unhealthy Platypus Bank - Degraded", Country: "US", Health: "DEGRADED"},
		{ID: "ins_132361", Name: "Unhealthy Platypus Bank - Down", Country: "US", Health: "DOWN"},
		{ID: "ins_133402", Name: "Unsupported Platypus Bank", Country: "US", Health: "UNSUPPORTED"},
		{ID: "ins_43", Name: "Tartan-Dominion Bank of Canada", Country: "CA"},
		{ID: "ins_117650", Name: "Royal Bank of Plaid", Country: "GB"},
		{ID: "ins_116834", Name: "Flexible Platypus Open Banking", Country: "GB", OAuth: true},
		{ID: "ins_117181", Name: "Flexible Platypus Open Banking", Country: "GB", OAuth: true},
		{ID: "ins_127287", Name: "Platypus OAuth Bank", Country: "US", OAuth: true},
		{ID: "ins_132241", Name: "First Platypus OAuth App2App Bank", Country: "US", OAuth: true},
		{ID: "ins_56", Name: "Chase", Country: "US", OAuth: true},
		{ID: "ins_3", Name: "Chase", Country: "US", OAuth: true},
		{ID: "ins_13", Name: "PNC", Country: "US", OAuth: true},
		{ID: "ins_127990", Name: "U.S. Bank", Country: "US", OAuth: true, Asks: true},
		{ID: "ins_127989", Name: "Bank of America", Country: "US", OAuth: true, Asks: true},
		{ID: "ins_4", Name: "Wells Fargo", Country: "US", OAuth: true},
		{ID: "ins_20", Name: "Citizens Bank", Country: "US", OAuth: true},
		{ID: "ins_10", Name: "American Express", Country: "US", OAuth: true},
		{ID: capitalOne, Name: "Capital One", Country: "US", OAuth: true},
	}
}

// bank is the institution of that id, or the zero one.
func (s *Sim) bank(id string) institution {
	for _, b := range s.banks {
		if b.ID == id {
			return b
		}
	}
	return institution{}
}

func (b institution) url() string {
	return "https://" + strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, b.Name)) + ".example"
}

// institutionObject is Plaid's institution. The Sandbox has no status.
type institutionObject struct {
	CountryCodes   []string `json:"country_codes"`
	InstitutionID  string   `json:"institution_id"`
	Name           string   `json:"name"`
	OAuth          bool     `json:"oauth"`
	Products       []string `json:"products"`
	RoutingNumbers []string `json:"routing_numbers"`
	DTCNumbers     []string `json:"dtc_numbers"`
	optionalMetadata
	AuthMetadata *authMetadata `json:"auth_metadata,omitempty"`
}

type optionalMetadata struct {
	URL          *string `json:"url,omitempty"`
	PrimaryColor *string `json:"primary_color,omitempty"`
	Logo         *string `json:"logo,omitempty"`
}

type authMetadata struct {
	SupportedMethods struct {
		InstantAuth            bool `json:"instant_auth"`
		InstantMatch           bool `json:"instant_match"`
		AutomatedMicroDeposits bool `json:"automated_micro_deposits"`
		InstantMicroDeposits   bool `json:"instant_micro_deposits"`
	} `json:"supported_methods"`
}

func (c *plaidCall) institutionByID() (any, *plaidFail) {
	var req struct {
		InstitutionID string   `json:"institution_id"`
		CountryCodes  []string `json:"country_codes"`
		Options       struct {
			IncludeOptionalMetadata bool `json:"include_optional_metadata"`
			IncludeAuthMetadata     bool `json:"include_auth_metadata"`
		} `json:"options"`
	}
	if f := c.into(&req); f != nil {
		return nil, f
	}
	if !subset(req.CountryCodes, linkCountries) {
		return nil, fail("INVALID_FIELD", "country_codes must be of "+strings.Join(linkCountries, ", "))
	}
	b := c.s.bank(req.InstitutionID)
	if b.ID == "" || !slices.Contains(req.CountryCodes, b.Country) {
		return nil, failCode("INVALID_INSTITUTION")
	}
	o := institutionObject{
		CountryCodes: []string{b.Country}, InstitutionID: b.ID, Name: b.Name, OAuth: b.OAuth,
		Products: []string{"assets", "auth", "balance", "identity", "transactions"}, RoutingNumbers: []string{}, DTCNumbers: []string{},
	}
	if b.Country == "US" {
		o.RoutingNumbers = append(o.RoutingNumbers, achRouting)
	}
	if req.Options.IncludeOptionalMetadata {
		url, colour := b.url(), "#1f1f1f"
		o.optionalMetadata = optionalMetadata{URL: &url, PrimaryColor: &colour}
	}
	if req.Options.IncludeAuthMetadata {
		o.AuthMetadata = new(authMetadata)
		o.AuthMetadata.SupportedMethods.InstantAuth = true
	}
	return struct {
		Institution institutionObject `json:"institution"`
		RequestID   string            `json:"request_id"`
	}{o, c.requestID}, nil
}
