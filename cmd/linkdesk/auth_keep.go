package main

import (
	"context"
	"errors"
	"io/fs"

	"linkdesk/flow"
	"linkdesk/store/keys"
)

// before is what the keyring had under a name before we wrote there.
type before struct {
	entry, text string
	there       bool
}

// lookBefore reads what the keyring has under the names of some keys, which is also the way to find out
// whether there is a keyring at all.
func lookBefore(ctx context.Context, r keyRing, env flow.Environment, all []pair) ([]before, error) {
	var out []before
	for _, k := range all {
		text, err := r.Get(ctx, ringEntry(env, k.setting))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
		out = append(out, before{ringEntry(env, k.setting), text, err == nil})
	}
	return out, nil
}

// keep writes keys into the keyring and reads them back. When that fails, the keyring is put
// back to what it was, and the error is a *keys.RingError.
func keep(ctx context.Context, r keyRing, env flow.Environment, all []pair) error {
	old, err := lookBefore(ctx, r, env, all)
	if err != nil {
		return err
	}
	if err = write(ctx, r, env, all); err == nil {
		return nil
	}
	undo := context.WithoutCancel(ctx)
	for _, b := range old {
		if b.there {
			_ = r.Set(undo, b.entry, b.text) // the first error is told
		} else {
			_ = r.Delete(undo, b.entry)
		}
	}
	return err
}

func write(ctx context.Context, r keyRing, env flow.Environment, all []pair) error {
	for _, k := range all {
		entry := ringEntry(env, k.setting)
		if err := r.Set(ctx, entry, k.text); err != nil {
			return err
		}
		got, err := r.Get(ctx, entry)
		switch {
		case errors.Is(err, fs.ErrNotExist), err == nil && got != k.text:
			return &keys.RingError{Op: "write", Why: "what was read back is not what was written"}
		case err != nil:
			return err
		}
	}
	return nil
}
