package main

import (
	"context"
	"errors"
	"fmt"

	"linkdesk/flow"
	"linkdesk/store"
)

// found is a case and where it is.
type found struct {
	env   flow.Environment
	id    flow.CaseID
	store *store.Store
}

// histories opens the histories to look in: the one of --env, or all three.
func (a *app) histories(o order) ([]found, error) {
	envs := flow.Environments()
	if o.env != "" {
		envs = []flow.Environment{o.env}
	}
	o.readOnly = true
	var out []found
	for _, env := range envs {
		o.env = env
		st, err := openHistory(o)
		if err != nil {
			return nil, err
		}
		out = append(out, found{env: env, store: st})
	}
	return out, nil
}

// findCase resolves an id, or a unique prefix or suffix of one, over all histories that
// were asked for. Unknown and ambiguous are usage errors.
func (a *app) findCase(ctx context.Context, o order, text string) (found, error) {
	if text != flow.CleanID(text) {
		return found{}, usage(errors.New("a case id has no control characters"))
	}
	// The case brings its environment: a wrong --env shall be told as such, not as an unknown id.
	o.env = ""
	all, err := a.histories(o)
	if err != nil {
		return found{}, err
	}
	var hits []found
	for _, h := range all {
		id, err := h.store.Find(ctx, text)
		var many *flow.AmbiguousError
		switch {
		case err == nil:
			hits = append(hits, found{h.env, id, h.store})
		case errors.As(err, &many):
			return found{}, usage(err)
		case !errors.Is(err, flow.ErrNoCase):
			return found{}, err
		}
	}
	switch len(hits) {
	case 1:
		return hits[0], nil
	case 0:
		return found{}, usage(fmt.Errorf("there is no case %q; see linkdesk history list", flow.Clean(text)))
	}
	return found{}, usage(fmt.Errorf("%q fits cases of several environments: type more of the id", flow.Clean(text)))
}
