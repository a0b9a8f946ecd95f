package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"linkdesk/flow"
)

func (a *app) authCmd() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "auth",
		Short: "Your keys to Plaid and Prime Trust",
		Args:  noArgs,
		RunE: func(*cobra.Command, []string) error {
			return usage(errors.New("say what: linkdesk auth login, linkdesk auth status, or linkdesk auth logout"))
		},
	}
	var asJSON bool
	login := &cobra.Command{
		Use:   "login",
		Short: "Ask for keys, check them, and keep them in the keyring of this system",
		Long: `login asks for the client_id and the secret of Plaid (https://dashboard.plaid.com/developers/keys) and,
if you like, for the login at Prime Trust. It checks their form, tries them with a call that changes
nothing, writes them into the keyring of this system, and reads them back.

Without a terminal it reads them from standard input, as lines of NAME=value: PLAID_CLIENT_ID,
PLAID_SECRET, PRIMETRUST_EMAIL, PRIMETRUST_PASSWORD. No flag takes a key: arguments are seen by
everybody on the machine. --env is sandbox unless you say otherwise.`,
		Args: noArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return a.login(cmd.Context()) },
	}
	status := &cobra.Command{
		Use:   "status",
		Short: "Each setting with the place it comes from; no secret is shown",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.authStatus(cmd.Context(), asJSON) },
	}
	status.Flags().BoolVar(&asJSON, "json", false, "one JSON object for each setting and each warning")
	logout := &cobra.Command{
		Use:   "logout",
		Short: "Remove the keys of an environment from the keyring",
		Args:  noArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return a.logout(cmd.Context()) },
	}
	cmd.AddCommand(login, status, logout)
	return cmd
}

// errDemoKeys answers who asks for keys of Demo.
var errDemoKeys = errors.New("Demo needs no keys: --env sandbox or --env production")

// keysOf is the order of an environment that has keys. Without a word it is otherwise.
func (a *app) keysOf(otherwise flow.Environment) (order, error) {
	s := a.settings()
	env, err := a.environment(s)
	switch {
	case err != nil:
		return order{}, err
	case env == "":
		env = otherwise
	}
	switch env {
	case flow.Demo:
		return order{}, usage(errDemoKeys)
	case "":
		return order{}, usage(errors.New("say of which environment: --env sandbox or --env production"))
	}
	return order{env: env, settings: s}, s.mayWrite(env, "this changes what is in the keyring")
}

// logout removes an environment's keys from the keyring, and says what still gives keys.
func (a *app) logout(ctx context.Context) error {
	if a.flags.env == "" {
		return usage(errors.New("say of which environment: --env sandbox or --env production"))
	}
	o, err := a.keysOf("")
	if err != nil {
		return err
	}
	look := o.settings.of(o.env)
	ring, err := look.keyring()
	if err != nil {
		return usage(err)
	}
	removed := 0
	for _, k := range credentialSettings() {
		switch err := ring.Delete(ctx, ringEntry(o.env, k)); {
		case err == nil:
			removed++
		case !errors.Is(err, fs.ErrNotExist):
			return usage(fmt.Errorf("%w; keys of %s removed before that: %d", err, o.env, removed))
		}
	}
	if removed == 0 {
		fmt.Fprintf(a.out, "the keyring has no keys of %s\n", o.env)
	} else {
		fmt.Fprintf(a.out, "%d keys of %s were removed from the keyring\n", removed, o.env)
	}
	for _, k := range credentialSettings() {
		v, err := look.findKey(ctx, k)
		if err != nil {
			return usage(err)
		}
		if v.text != "" {
			fmt.Fprintf(a.err, "%s is still set: %s\n", k.name(), v.from)
		}
	}
	return nil
}
