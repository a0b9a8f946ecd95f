package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"runtime"
	"strconv"

	"linkdesk/flow"
	"linkdesk/store/keys"
)

// inKeyring asks the keyring for a key. One that cannot be used is not asked again in this
// lookup, because each time it may take its whole time limit.
func (l *resolver) inKeyring(ctx context.Context, k setting) (value, error) {
	if !k.key || l.env == "" || l.ring == nil || l.ringErr != nil {
		return value{}, nil
	}
	ring, err := l.keyring()
	if err != nil {
		return value{}, err
	}
	v, err := ring.Get(ctx, ringEntry(l.env, k))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		l.ringErr = err
	}
	return value{v, origin{kind: fromKeyring}}, ctx.Err()
}

// ringEntry is the name under which the keyring has a key: the environment and the name.
func ringEntry(env flow.Environment, k setting) string { return string(env) + "/" + k.foreign }

// keyring is the keyring in use, which may be none.
func (l *resolver) keyring() (keyRing, error) {
	on, err := l.find(setKeyring)
	switch {
	case err != nil:
		return nil, err
	case on.text == "off":
		return noRing{"it is switched off (" + on.from.String() + ")"}, nil
	case on.text != "on":
		return nil, errors.New(on.from.String() + ": keyring is on or off")
	}
	return l.ring, nil
}

// noRing is a keyring that is not there.
type noRing struct{ why string }

func (n noRing) Get(context.Context, string) (string, error) {
	return "", &keys.RingError{Op: "read", Why: n.why}
}

func (n noRing) Set(context.Context, string, string) error {
	return &keys.RingError{Op: "write", Why: n.why}
}

func (n noRing) Delete(context.Context, string) error {
	return &keys.RingError{Op: "remove", Why: n.why}
}

// noSessionBus says why a Linux keyring cannot be reached. Without an address the library would
// start a bus of its own, which nobody's keyring is on, and which would inherit our keys in its environment.
func noSessionBus() string {
	if runtime.GOOS == "darwin" || runtime.GOOS == "windows" || os.Getenv("DBUS_SESSION_BUS_ADDRESS") != "" {
		return ""
	}
	for _, name := range []string{"bus", "dbus-session"} {
		if _, err := os.Stat("/run/user/" + strconv.Itoa(os.Getuid()) + "/" + name); err == nil {
			return ""
		}
	}
	return "there is no session bus (D-Bus) here"
}
