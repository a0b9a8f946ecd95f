package main

import (
	"context"
	"os"
	"sync"

	"linkdesk/flow"
	"linkdesk/store/keys"
)

// setting is one value that can be set in several places.
type setting struct {
	flag    string // without the dashes
	own     string // the variable is LINKDESK_ and this
	foreign string // the name that others know it by: a variable, with and without LINKDESK_, or a line in .env
	config  string // the key in config.toml
	key     bool   // one of our keys to a provider: also in the keyring, and in config.toml for one environment only
	secret  bool
	path    bool // in config.toml, relative to that file
	truth   bool // true or false
	def     string
}

// The settings. None of the secret ones has a flag: an argument is seen by everybody on the machine.
var (
	setEnv       = setting{flag: "env", own: "ENV", foreign: "PLAID_ENV", config: "env"}
	setData      = setting{flag: "data", own: "DATA", config: "data", path: true}
	setConfig    = setting{flag: "config", own: "CONFIG"}
	setProvider  = setting{own: "KEY_PROVIDER", config: "key_provider"}
	setKeyFile   = setting{own: "KEY_FILE", config: "key_file", path: true}
	setKeyring   = setting{own: "KEYRING", config: "keyring", def: "on"}
	setHandoff   = setting{own: "HANDOFF", config: "handoff"}
	setReadOnly  = setting{flag: "read-only", own: "READ_ONLY", config: "read_only", truth: true, def: "false"}
	setCountries = setting{foreign: "PLAID_COUNTRY_CODES", config: "country_codes", def: "US"}
	setProducts  = setting{foreign: "PLAID_PRODUCTS", config: "products", def: "auth"}
	setRedirect  = setting{foreign: "PLAID_REDIRECT_URI", config: "redirect_uri"}
	setClientID  = setting{foreign: "PLAID_CLIENT_ID", config: "client_id", key: true}
	setSecret    = setting{foreign: "PLAID_SECRET", config: "secret", key: true, secret: true}
	setEmail     = setting{foreign: "PRIMETRUST_EMAIL", config: "primetrust_email", key: true}
	setPassword  = setting{foreign: "PRIMETRUST_PASSWORD", config: "primetrust_password", key: true, secret: true}
)

// credentialSettings are our keys to the providers, in the order of asking.
func credentialSettings() []setting { return []setting{setClientID, setSecret, setEmail, setPassword} }

// name is what people call a setting.
func (k setting) name() string {
	if k.foreign != "" {
		return k.foreign
	}
	return "LINKDESK_" + k.own
}

// settings looks values up in their order: flag, what was typed into this console, LINKDESK_*
// variable, the ecosystem's own name, the .env file of the working directory, the keyring,
// config.toml, and last the default.
//
// A place is asked only when all before it had nothing, so a foreign .env and a locked keyring
// are nobody's business while no keys are needed. The .env file never gives LINKDESK_* values,
// and no file gives an address: whoever can leave a file in a directory must not redirect keys to
// an address of theirs.
type settings struct {
	flags  map[string]string
	typed  *typedKeys
	dotenv func() (map[string]string, error)
	config func() (*config, error)
	ring   keyRing // nil is none
}

// keyRing is a keyring, as far as keys need it; see keys.Ring.
type keyRing interface {
	Get(ctx context.Context, entry string) (string, error)
	Set(ctx context.Context, entry, value string) error
	Delete(ctx context.Context, entry string) error
}

// settings are those of this run of the program. Nothing is read yet.
func (a *app) settings() settings {
	s := settings{
		flags: map[string]string{setEnv.flag: a.flags.env, setData.flag: a.flags.data, setConfig.flag: a.flags.config, setReadOnly.flag: a.flags.readOnly.text},
		typed: &typedKeys{}, dotenv: sync.OnceValues(readDotenv), ring: keys.Ring{Service: "linkdesk"},
	}
	s.config = sync.OnceValues(func() (*config, error) { return readConfig(s.own("CONFIG"), s.flags[setConfig.flag]) })
	if why := noSessionBus(); why != "" {
		s.ring = noRing{why}
	}
	return s
}

// own returns a LINKDESK_* variable.
func (s settings) own(name string) string { return os.Getenv("LINKDESK_" + name) }

// resolver resolves the settings of one environment. It asks a keyring that does not answer once.
type resolver struct {
	settings
	env     flow.Environment
	ringErr error
}

// of begins a lookup. An empty environment has no keys, and no table in config.toml.
func (s settings) of(env flow.Environment) *resolver { return &resolver{settings: s, env: env} }

// value is what a setting holds and where that came from.
type value struct {
	text string
	from origin
}

// find returns the first value there is, or the default. Its errors are of files that cannot be
// used. It never asks the keyring; keys are looked up with findKey.
func (l *resolver) find(k setting) (value, error) {
	for _, look := range append(quick(), (*resolver).inConfig) {
		if v, err := look(l, k); err != nil || v.text != "" {
			return v, err
		}
	}
	if k.def == "" {
		return value{}, nil
	}
	return value{k.def, origin{kind: fromDefault}}, nil
}

// findKey is find for a key of a provider. A keyring that cannot be used is passed over and
// remembered.
func (l *resolver) findKey(ctx context.Context, k setting) (value, error) {
	for _, look := range quick() {
		if v, err := look(l, k); err != nil || v.text != "" {
			return v, err
		}
	}
	if v, err := l.inKeyring(ctx, k); err != nil || v.text != "" {
		return v, err
	}
	return l.find(k)
}

// every returns all values of a key that there are, the one that counts first.
func (l *resolver) every(ctx context.Context, k setting) ([]value, error) {
	var out []value
	asked := func(l *resolver, k setting) (value, error) { return l.inKeyring(ctx, k) }
	for _, look := range append(quick(), asked, (*resolver).inConfig) {
		v, err := look(l, k)
		if err != nil {
			return out, err
		}
		if v.text != "" {
			out = append(out, v)
		}
	}
	return out, nil
}
