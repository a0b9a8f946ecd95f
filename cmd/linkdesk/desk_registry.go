package main

import (
	"context"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// registryDesk is a desk whose partner can be asked for accounts and contacts.
type registryDesk struct {
	*desk
	registrar flow.Registrar
}

// newDesk gives a desk what the partner can do beside taking tokens.
func newDesk(d *desk, partner flow.Partner) screen.Desk {
	if r, ok := partner.(flow.Registrar); ok {
		return &registryDesk{d, r}
	}
	return d
}

// Accounts implements screen.Registry.
func (d *registryDesk) Accounts(ctx context.Context, text string, page int) (flow.AccountPage, error) {
	found, _, err := d.registrar.Accounts(ctx, text, page)
	return found, err
}

// Contacts implements screen.Registry.
func (d *registryDesk) Contacts(ctx context.Context, accountID string) ([]flow.PartnerContact, error) {
	all, _, err := d.registrar.Contacts(ctx, accountID)
	return all, err
}

// Preview implements screen.Registry.
func (d *registryDesk) Preview(ctx context.Context, a flow.Application) (string, error) {
	text, _, err := d.registrar.Preview(ctx, a)
	return text, err
}
