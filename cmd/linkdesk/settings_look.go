package main

import (
	"errors"
	"fmt"
	"strconv"

	"linkdesk/flow"
)

// truthFlag is a flag that is true, false, or was not given: then other places say.
type truthFlag struct{ text string }

func (f *truthFlag) String() string   { return f.text }
func (f *truthFlag) Type() string     { return "bool" }
func (f *truthFlag) IsBoolFlag() bool { return true }

// Set implements pflag.Value.
func (f *truthFlag) Set(text string) error {
	yes, err := strconv.ParseBool(text)
	if err != nil {
		return errors.New("true or false")
	}
	f.text = strconv.FormatBool(yes)
	return nil
}

// looksOnly reports whether nothing may be written in an environment, and where that is set. An
// empty environment asks the flag, the variable and the top of config.toml.
func (s settings) looksOnly(env flow.Environment) (bool, origin, error) {
	v, err := s.of(env).find(setReadOnly)
	if err != nil {
		return false, v.from, usage(err)
	}
	yes, err := strconv.ParseBool(v.text)
	if err != nil {
		return false, v.from, usage(fmt.Errorf("%s: read_only is true or false, not %q", v.from, flow.Clean(v.text)))
	}
	return yes, v.from, nil
}

// look finds out whether the order's environment is one to look at only.
func (o *order) look() (err error) {
	o.readOnly, o.looking, err = o.settings.looksOnly(o.env)
	return err
}

// mayWrite refuses a command that writes where this program may only look. what begins the sentence:
// "rekey changes a history".
func (s settings) mayWrite(env flow.Environment, what string) error {
	yes, from, err := s.looksOnly(env)
	switch {
	case err != nil || !yes:
		return err
	case from.kind == fromFlag:
		return usage(errors.New(what + ": it cannot be --read-only"))
	}
	return usage(errors.New(what + ", and this program only looks here (" + from.String() + "): --read-only=false overrides that"))
}

// lookingReason is why a key of the console cannot act, in a clause.
func lookingReason(from origin) string {
	if from.kind == fromFlag || from.kind == fromNowhere {
		return "this console only looks: it was started with --read-only"
	}
	return "this console only looks (" + from.String() + ")"
}
