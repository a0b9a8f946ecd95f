package main

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// registry asks a partner for accounts and contacts.
type registry struct{ registrar flow.Registrar }

// custody asks a partner for the transfers of an account.
type custody struct{ treasury flow.Treasury }

// newDesk gives a desk what the partner can do beside taking tokens.
func newDesk(d *desk, partner flow.Partner) screen.Desk {
	r, finds := partner.(flow.Registrar)
	t, keeps := partner.(flow.Treasury)
	switch {
	case finds && keeps:
		return &struct {
			*desk
			registry
			custody
		}{d, registry{r}, custody{t}}
	case finds:
		return &struct {
			*desk
			registry
		}{d, registry{r}}
	case keeps:
		return &struct {
			*desk
			custody
		}{d, custody{t}}
	}
	return d
}

// Accounts implements screen.Registry.
func (r registry) Accounts(ctx context.Context, text string, page int) (flow.AccountPage, error) {
	found, _, err := r.registrar.Accounts(ctx, text, page)
	return found, err
}

// Contacts implements screen.Registry.
func (r registry) Contacts(ctx context.Context, accountID string) ([]flow.PartnerContact, error) {
	all, _, err := r.registrar.Contacts(ctx, accountID)
	return all, err
}

// Preview implements screen.Registry.
func (r registry) Preview(ctx context.Context, a flow.Application) (string, error) {
	text, _, err := r.registrar.Preview(ctx, a)
	return text, err
}

// Transfers implements screen.Custodian.
func (c custody) Transfers(ctx context.Context, accountID string, page int) (all []flow.Transfer, more bool, err error) {
	all, more, _, err = c.treasury.Transfers(ctx, accountID, page)
	return all, more, err
}
