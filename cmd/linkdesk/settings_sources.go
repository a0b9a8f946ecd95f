package main

import (
	"os"

	"linkdesk/flow"
)

// origin says where a value came from.
type origin struct {
	kind originKind
	name string // of the flag, the variable or the file
}

type originKind int

// The places a value can come from, in their order.
const (
	fromNowhere originKind = iota
	fromFlag
	fromTyping
	fromVariable
	fromDotenv
	fromKeyring
	fromConfig
	fromDefault
)

func (o origin) String() string {
	switch o.kind {
	case fromFlag:
		return "--" + o.name
	case fromTyping:
		return "typed in this session"
	case fromVariable, fromDotenv:
		return o.name
	case fromKeyring:
		return "keyring"
	case fromConfig:
		return "config.toml " + flow.Clean(o.name)
	case fromDefault:
		return "default"
	}
	return "not set"
}

// source looks a setting up in one place. No value is no error.
type source func(*resolver, setting) (value, error)

// quick are the places that come before the keyring, in their order.
func quick() []source {
	return []source{
		func(l *resolver, k setting) (value, error) {
			return value{l.flags[k.flag], origin{fromFlag, k.flag}}, nil
		},
		func(l *resolver, k setting) (value, error) {
			return value{l.typed.get(l.env, k), origin{kind: fromTyping}}, nil
		},
		(*resolver).variable, (*resolver).inDotenv,
	}
}

// variable looks in the environment: our own names first.
func (l *resolver) variable(k setting) (value, error) {
	var names []string
	if k.own != "" {
		names = append(names, "LINKDESK_"+k.own)
	}
	if k.foreign != "" {
		names = append(names, "LINKDESK_"+k.foreign, k.foreign)
	}
	for _, name := range names {
		if v := os.Getenv(name); v != "" {
			return value{v, origin{fromVariable, name}}, nil
		}
	}
	return value{}, nil
}

// inDotenv looks into the .env file, which has the ecosystem's own names only.
func (l *resolver) inDotenv(k setting) (value, error) {
	if k.foreign == "" || l.dotenv == nil {
		return value{}, nil
	}
	values, err := l.dotenv()
	return value{values[k.foreign], origin{fromDotenv, ".env"}}, err
}

// inConfig looks into config.toml: the environment's table, then the top. A key of a provider is
// of one environment, so the top has none.
func (l *resolver) inConfig(k setting) (value, error) {
	if k.config == "" || l.config == nil {
		return value{}, nil
	}
	c, err := l.config()
	if err != nil || c == nil {
		return value{}, err
	}
	return value{c.get(l.env, k), origin{fromConfig, c.path}}, nil
}
