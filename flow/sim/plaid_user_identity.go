package sim

import (
	"fmt"
	"time"
)

// userIdentity is the identity of /user/create (OpenAPI: ClientUserIdentity).
type userIdentity struct {
	Name         *personName     `json:"name"`
	DateOfBirth  string          `json:"date_of_birth"`
	Emails       []userContact   `json:"emails"`
	PhoneNumbers []userContact   `json:"phone_numbers"`
	Addresses    []userAddress   `json:"addresses"`
	IDNumbers    []*personNumber `json:"id_numbers"`
}

type userContact struct {
	Data string `json:"data"`
}

type userAddress struct {
	Country    string `json:"country"`
	PostalCode string `json:"postal_code"`
}

func (a userAddress) check(member string) *plaidFail {
	switch {
	case !isCountry(a.Country):
		return failIdentity(member + ".country must be an ISO 3166-1 alpha-2 code")
	case a.PostalCode != "" && !isPostal(a.PostalCode, a.Country):
		return failIdentity(member + ".postal_code is not valid for its country")
	}
	return nil
}

func (u *userIdentity) check(now time.Time) *plaidFail {
	if u == nil {
		return nil
	}
	if f := u.Name.check("identity.name"); f != nil {
		return f
	}
	if u.DateOfBirth != "" && !isBirthday(u.DateOfBirth, now) {
		return failIdentity("identity.date_of_birth must be a day in the past, as YYYY-MM-DD")
	}
	for i, e := range u.Emails {
		if !isMail(e.Data) {
			return failIdentity(fmt.Sprintf("identity.emails[%d].data must be an e-mail address", i))
		}
	}
	for i, p := range u.PhoneNumbers {
		if !isPhone(p.Data) {
			return failIdentity(fmt.Sprintf("identity.phone_numbers[%d].data must be a valid E.164 phone number", i))
		}
	}
	for i, a := range u.Addresses {
		if f := a.check(fmt.Sprintf("identity.addresses[%d]", i)); f != nil {
			return f
		}
	}
	for i := range u.IDNumbers {
		if f := u.IDNumbers[i].check(fmt.Sprintf("identity.id_numbers[%d]", i)); f != nil {
			return f
		}
	}
	return nil
}

// consumerReportWho is the identity of clients from before the newer User
// APIs. It is taken and held to the same rules.
type consumerReportWho struct {
	FirstName      string      `json:"first_name"`
	LastName       string      `json:"last_name"`
	PhoneNumbers   []string    `json:"phone_numbers"`
	Emails         []string    `json:"emails"`
	DateOfBirth    string      `json:"date_of_birth"`
	PrimaryAddress userAddress `json:"primary_address"`
}

func (w *consumerReportWho) check(now time.Time) *plaidFail {
	if w == nil {
		return nil
	}
	u := userIdentity{Name: &personName{w.FirstName, w.LastName}, DateOfBirth: w.DateOfBirth}
	if w.PrimaryAddress.Country != "" {
		u.Addresses = []userAddress{w.PrimaryAddress}
	}
	for _, e := range w.Emails {
		u.Emails = append(u.Emails, userContact{e})
	}
	for _, p := range w.PhoneNumbers {
		u.PhoneNumbers = append(u.PhoneNumbers, userContact{p})
	}
	return u.check(now)
}
