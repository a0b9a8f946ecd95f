package main

import (
	"context"
	"errors"
	"fmt"
	"time"

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

// findCase resolves an id, or a unique prefix or suffix of one, over all histories. Unknown
// and ambiguous are usage errors. A history that cannot be read is only told when the case is in
// no other one.
func (a *app) findCase(ctx context.Context, o order, text string) (found, error) {
	switch {
	case text != flow.CleanID(text):
		return found{}, usage(errors.New("a case id has no control characters"))
	case len(text) < shortestID:
		return found{}, usage(fmt.Errorf("%q is too short for a case: give at least %d characters of its id, from the front or from the end", text, shortestID))
	}
	var hits []found
	var unread error
	for _, env := range flow.Environments() {
		// The case brings its environment: a wrong --env shall be told as such, not as an unknown id.
		o.env, o.readOnly = env, true
		st, err := openHistory(o)
		if err != nil {
			unread = errors.Join(unread, err)
			continue
		}
		id, err := st.Find(ctx, text)
		var many *flow.AmbiguousError
		switch {
		case err == nil:
			hits = append(hits, found{env, id, st})
		case errors.As(err, &many):
			return found{}, usage(err)
		case !errors.Is(err, flow.ErrNoCase):
			unread = errors.Join(unread, err)
		}
	}
	switch {
	case len(hits) == 1:
		return hits[0], nil
	case len(hits) > 1:
		return found{}, usage(fmt.Errorf("%q fits cases of several environments: type more of the id", flow.Clean(text)))
	case unread != nil:
		return found{}, unread
	}
	if err := a.findPruned(ctx, o, text); err != nil {
		return found{}, usage(err)
	}
	return found{}, usage(fmt.Errorf("there is no case %q; see linkdesk history list", flow.Clean(text)))
}

// findPruned says of a case that is not there any more when it was pruned and by whom.
func (a *app) findPruned(ctx context.Context, o order, text string) error {
	for _, env := range flow.Environments() {
		o.env, o.readOnly = env, true
		st, err := openHistory(o)
		if err != nil {
			continue
		}
		pruned, err := st.Pruned(ctx, text)
		if err == nil && len(pruned) > 0 {
			p := pruned[0]
			return fmt.Errorf("case %s was pruned from %s on %s by %s: %d events are gone", p.Case, env, p.At.Local().Format(time.DateOnly), p.By, p.Events)
		}
	}
	return nil
}

// shortestID is how much of an id must be given: less fits too many.
const shortestID = 4
