package main

import (
	"context"
	"errors"

	"linkdesk/flow"
	"linkdesk/flow/doctor"
)

// readKeys reads the keys, and where they are from.
func (o order) readKeys(ctx context.Context, look *resolver, p *places, s *doctor.Subject, wrong func(error)) {
	missing := (*missingKeys)(nil)
	if err := o.keys(ctx, look, p); errors.As(err, &missing) {
		s.Keys.Missing = missing.names
	} else {
		wrong(err)
	}
	from := func(k setting) string {
		v, err := look.findKey(ctx, k)
		if err != nil || v.text == "" {
			return ""
		}
		return v.from.String()
	}
	s.Keys.ClientID = "(" + from(setClientID) + ")"
	if flow.CheckClientID(p.clientID) == nil {
		s.Keys.ClientID = "…" + p.clientID[len(p.clientID)-4:] + " " + s.Keys.ClientID
	}
	s.Keys.Secret = "(" + from(setSecret) + ")"
	if print := (flow.Credentials{ClientID: p.clientID, Secret: secret(p.secret)}).Fingerprint(o.env); print != "" {
		s.Keys.Secret = print + " " + s.Keys.Secret
	}
	for _, err := range []error{flow.CheckClientID(p.clientID), flow.CheckPlaidSecret(p.secret)} {
		if f := flow.FaultOf(err, ""); f != nil && s.Keys.Form == "" {
			s.Keys.Form = f.Message
		}
	}
	s.Login = loginFrom(from(setEmail), from(setPassword))
}

// loginFrom says where the two halves of Prime Trust's login are from.
func loginFrom(email, password string) string {
	switch {
	case email == "" && password == "":
		return "no login at Prime Trust is set"
	case email == "":
		return "of the login at Prime Trust only the password is set (" + password + ")"
	case password == "":
		return "of the login at Prime Trust only the e-mail address is set (" + email + ")"
	}
	return "e-mail address from " + email + ", password from " + password
}
