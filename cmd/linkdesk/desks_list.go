package main

import (
	"errors"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// Environments implements screen.Desks. A console of one environment lists only that.
func (d *desks) Environments() []screen.EnvironmentInfo {
	var out []screen.EnvironmentInfo
	for _, env := range flow.Environments() {
		if d.order.env != "" && d.order.env != env {
			continue
		}
		o, err := d.orderOf(env)
		info := screen.EnvironmentInfo{Env: env, Ready: true, Note: environmentNote(env), ReadOnly: o.readOnly}
		var at places
		if err == nil {
			at, err = o.places(d.ctx)
		}
		info.Keys = at.fingerprint(env)
		if err != nil {
			info.Ready, info.Note = false, err.Error()
			var missing *missingKeys
			if errors.As(err, &missing) && !o.readOnly {
				info.Setup, info.Note = true, missing.short()
			}
		}
		out = append(out, info)
	}
	return out
}

// orderOf is what is wanted of one environment. Each may be one to look at only.
func (d *desks) orderOf(env flow.Environment) (o order, err error) {
	o = d.order
	o.env = env
	if !o.readOnly {
		err = o.look()
	}
	return o, err
}

// takesKeys reports that an environment did not open for want of keys, which can be typed in here.
func (d *desks) takesKeys(env flow.Environment, err error) bool {
	var missing *missingKeys
	o, lookErr := d.orderOf(env)
	return errors.As(err, &missing) && lookErr == nil && !o.readOnly
}

func environmentNote(env flow.Environment) string {
	switch env {
	case flow.Demo:
		return "an embedded simulator: no keys, no network, nothing real"
	case flow.Sandbox:
		return "Plaid's test banks with your keys"
	}
	return "real banks and real people"
}

// Opening implements screen.Opener.
func (d *desks) Opening() int { return int(d.opened.Load()) }

// opening hears how far a long opening is.
func (d *desks) opening(_ string, done, of uint64) {
	d.opened.Store(int32(min(done*100/max(of, 1), 100)))
}
