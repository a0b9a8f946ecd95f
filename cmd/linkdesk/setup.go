package main

import (
	"context"
	"fmt"

	"linkdesk/flow"
)

// of is the order of one environment of the console.
func (d *desks) of(env flow.Environment) order {
	o := d.order
	o.env = env
	return o
}

// CheckBank implements screen.Setter.
func (d *desks) CheckBank(ctx context.Context, env flow.Environment, c flow.Credentials) error {
	return d.of(env).checkBank(ctx, c)
}

// CheckPartner implements screen.Setter.
func (d *desks) CheckPartner(ctx context.Context, env flow.Environment, c flow.Credentials) (string, error) {
	return d.of(env).checkPartner(ctx, c)
}

// Keep implements screen.Setter. What was checked is what this console uses, also where a
// variable says otherwise.
func (d *desks) Keep(ctx context.Context, env flow.Environment, c flow.Credentials) string {
	d.order.settings.typed.take(env, c)
	look := d.order.settings.of(env)
	ring, err := look.keyring()
	if err == nil {
		err = keep(ctx, ring, env, pairs(c))
	}
	if err != nil {
		return flow.Clean(err.Error()) + ". The keys live for this session only. To keep them, " + fmt.Sprintf(waysLeft, env)
	}
	return ""
}
