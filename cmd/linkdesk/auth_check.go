package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"linkdesk/flow"
)

const (
	// checkLimit bounds one check of keys. The calls are small, so a slower answer is none.
	checkLimit = 20 * time.Second
	// checkedBank is looked up to try keys: a test bank that every Sandbox has.
	checkedBank = "ins_109508"
	// noMethod is an id that no funds-transfer-method has.
	noMethod = "00000000-0000-4000-8000-000000000000"
)

// withKeys are the addresses and choices of an environment with given keys.
func (o order) withKeys(c flow.Credentials) (places, error) {
	p, err := o.addresses()
	if err == nil {
		err = o.choices(o.settings.of(o.env), &p)
	}
	p.clientID, p.secret, p.email, p.password = c.ClientID, opened(c.Secret), c.Email, opened(c.Password)
	return p, err
}

// checkBank asks Plaid for a bank of its catalogue, which changes nothing and tells whether it
// takes the keys. Its errors are faults, or of the settings.
func (o order) checkBank(ctx context.Context, c flow.Credentials) error {
	p, err := o.withKeys(c)
	if err != nil {
		return usage(err)
	}
	bank, _, err := o.clients(p)
	if err != nil {
		return usage(err)
	}
	ctx, cancel := context.WithTimeout(ctx, checkLimit)
	defer cancel()
	_, _, err = bank.Institution(ctx, checkedBank)
	fault := flow.FaultOf(err, "institutions_get_by_id")
	switch {
	case fault == nil:
		return nil
	case errors.Is(context.Cause(ctx), context.Canceled):
		return context.Canceled
	case fault.Code == "INVALID_INSTITUTION", fault.Code == "INSTITUTION_NOT_ENABLED_IN_ENVIRONMENT":
		return nil // the keys were taken; Production does not have the test bank
	}
	return ofCheck(fault, o.env)
}

// ofCheck says what a fault means for keys that are only tried: nothing can be uncertain, and
// there is no case to go on with.
func ofCheck(fault *flow.Fault, env flow.Environment) *flow.Fault {
	f := *fault
	if f.Kind == flow.Unknown {
		f.Kind = flow.Transient
	}
	switch {
	case f.Code == "INVALID_API_KEYS":
		f.Hint = "Plaid does not take this client_id with this secret in " + string(env) + ". Each environment has its own secret: copy the one of " +
			string(env) + " from dashboard.plaid.com/developers/keys."
	case f.Kind == flow.Transient:
		f.Hint = "Nothing was kept. Try again when the network or Plaid is back."
	default:
		f.Hint = "Nothing was kept."
	}
	return &f
}

// checkPartner asks Prime Trust for a funds-transfer-method that cannot exist: it answers "not
// found" to a login that it takes. A partner that cannot be reached is told as a note, because
// the company is in liquidation and its servers are gone.
func (o order) checkPartner(ctx context.Context, c flow.Credentials) (note string, err error) {
	if c.Email == "" {
		return "", nil
	}
	p, err := o.withKeys(c)
	if err != nil {
		return "", usage(err)
	}
	_, partners, err := o.clients(p)
	if err != nil {
		return "", usage(err)
	}
	ctx, cancel := context.WithTimeout(ctx, checkLimit)
	defer cancel()
	_, _, err = partners[flow.PrimeTrust].Follow(ctx, noMethod)
	fault := flow.FaultOf(err, "login")
	switch {
	case fault == nil, fault.HTTPStatus == http.StatusNotFound:
		return "", nil
	case errors.Is(context.Cause(ctx), context.Canceled):
		return "", context.Canceled
	case fault.HTTPStatus == http.StatusUnauthorized, fault.HTTPStatus == http.StatusForbidden:
		f := *fault
		f.Hint = "Nothing was kept. Correct the e-mail address or the password, or leave both away."
		return "", &f
	}
	return "the Prime Trust login could not be checked: " + fault.Code, nil
}
