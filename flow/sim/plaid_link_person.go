package sim

import "time"

// linkTokenPerson is what /link/token/create is told of the customer, and a
// few members more that are looked at once and not kept.
type linkTokenPerson struct {
	User struct {
		LegalName    *string       `json:"legal_name"`
		Name         *personName   `json:"name"`
		EmailAddress string        `json:"email_address"`
		DateOfBirth  string        `json:"date_of_birth"`
		Address      *userAddress  `json:"address"`
		IDNumber     *personNumber `json:"id_number"`
	} `json:"user"`
	UserToken          string    `json:"user_token"`
	AndroidPackageName string    `json:"android_package_name"`
	Auth               authFlows `json:"auth"`
}

// authFlows are the flows that find numbers without the bank's own answer.
// They are for American accounts alone (plaid.com/docs/auth/coverage). That a
// second product in products switches them off is no error.
type authFlows struct {
	Automated        bool `json:"automated_microdeposits_enabled"`
	SameDay          bool `json:"same_day_microdeposits_enabled"`
	Instant          bool `json:"instant_microdeposits_enabled"`
	DatabaseMatch    bool `json:"database_match_enabled"`
	DatabaseInsights bool `json:"database_insights_enabled"`
}

func (a authFlows) extended() bool {
	return a.Automated || a.SameDay || a.Instant || a.DatabaseMatch || a.DatabaseInsights
}

// check refuses what cannot be said of a person (INVALID_USER_IDENTITY_DATA,
// status 403). A bad phone number is an INVALID_FIELD and checked elsewhere.
func (p *linkTokenPerson) check(now time.Time) *plaidFail {
	u := p.User
	switch {
	case u.LegalName != nil && *u.LegalName != "" && !isName(*u.LegalName, 255):
		return failIdentity("user.legal_name must not be blank")
	case u.EmailAddress != "" && !isMail(u.EmailAddress):
		return failIdentity("user.email_address must be an e-mail address")
	case u.DateOfBirth != "" && !isBirthday(u.DateOfBirth, now):
		return failIdentity("user.date_of_birth must be a day in the past, as YYYY-MM-DD")
	}
	if u.Address != nil {
		if f := u.Address.check("user.address"); f != nil {
			return f
		}
	}
	return firstFail(u.Name.check("user.name"), u.IDNumber.check("user.id_number"))
}
