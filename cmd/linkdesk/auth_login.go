package main

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
	"linkdesk/store/keys"
)

// waysLeft are the places for keys where there is no keyring.
const waysLeft = "write PLAID_CLIENT_ID and PLAID_SECRET into a .env file in the directory you work in or into the environment, or client_id and secret below [%s] in config.toml (chmod 600 FILE). linkdesk auth status shows what is found"

// login asks for keys, checks them and keeps them. Nothing is written before both are right.
func (a *app) login(ctx context.Context) error {
	o, err := a.keysOf(flow.Sandbox)
	if err != nil {
		return err
	}
	ring, err := o.settings.of(o.env).keyring()
	if err != nil {
		return usage(err)
	}
	// Nobody shall type keys that cannot be kept.
	if _, err := lookBefore(ctx, ring, o.env, pairs(flow.Credentials{Email: "?"})); err != nil {
		return noKeyring(err, o.env)
	}
	c, err := a.askKeys(ctx, o.env)
	if err != nil {
		return err
	}
	if err := c.Validate(); err != nil {
		return usage(err)
	}
	fmt.Fprintln(a.err, "asking Plaid whether it takes these keys ...")
	if err := o.checkBank(ctx, c); err != nil {
		return err
	}
	note, err := o.checkPartner(ctx, c)
	if err != nil {
		return err
	}
	if err := keep(ctx, ring, o.env, pairs(c)); err != nil {
		return noKeyring(err, o.env)
	}
	fmt.Fprintf(a.out, "%s: Plaid takes the keys; they are in the keyring of this system (fingerprint of the secret %s)\n", o.env, c.Secret.Hash()[:8])
	if c.Email != "" && note == "" {
		fmt.Fprintf(a.out, "%s: Prime Trust takes the login; it is in the keyring too\n", o.env)
	}
	if note != "" {
		fmt.Fprintf(a.err, "%s; it was kept all the same\n", note)
	}
	return a.tellShadows(ctx, o)
}

// noKeyring says what is left to do without a keyring.
func noKeyring(err error, env flow.Environment) error {
	var ring *keys.RingError
	if errors.As(err, &ring) {
		err = fmt.Errorf("%s. Nothing was written. Without a keyring, "+waysLeft, flow.Clean(ring.Error()), env)
	}
	return usage(err)
}

// tellShadows warns of keys that come before those in the keyring.
func (a *app) tellShadows(ctx context.Context, o order) error {
	look := o.settings.of(o.env)
	for _, k := range credentialSettings() {
		v, err := look.findKey(ctx, k)
		if err != nil {
			return usage(err)
		}
		if v.text != "" && v.from.kind < fromKeyring {
			fmt.Fprintf(a.err, "warning: %s is also set in %s, which comes before the keyring\n", k.name(), v.from)
		}
	}
	return nil
}
