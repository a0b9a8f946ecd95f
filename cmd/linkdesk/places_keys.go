package main

import (
	"context"
	"fmt"
	"strings"

	"linkdesk/flow"
)

// keys reads our keys to the providers. Without a Prime Trust login the road still leads to
// a processor_token.
func (o order) keys(ctx context.Context, look *resolver, p *places) error {
	var missing []string
	for _, x := range []struct {
		into *string
		setting
		must bool
	}{
		{&p.clientID, setClientID, true}, {&p.secret, setSecret, true}, {&p.email, setEmail, false}, {&p.password, setPassword, false},
	} {
		v, err := look.findKey(ctx, x.setting)
		switch {
		case err != nil:
			return err
		case v.text == "" && x.must:
			missing = append(missing, x.name())
		case !printable(v.text, x.must):
			return fmt.Errorf("%s (%s) holds a character that a key never has: copy it again", x.name(), v.from)
		}
		*x.into = v.text
		if len(missing) == 2 {
			break // the rest is of no use without them
		}
	}
	if len(missing) > 0 {
		return &missingKeys{o.env, missing, look.ringErr}
	}
	return nil
}

// missingKeys says that an environment has no keys yet.
type missingKeys struct {
	env   flow.Environment
	names []string
	ring  error // why the keyring could not be asked
}

func (e *missingKeys) Error() string {
	text := fmt.Sprintf("%s needs keys: linkdesk auth login --env %s keeps them in the keyring, or set %s in the environment or in a .env file here (and PRIMETRUST_EMAIL, PRIMETRUST_PASSWORD for the submission)",
		e.env, e.env, strings.Join(e.names, " and "))
	if e.ring != nil {
		text += "; " + flow.Clean(e.ring.Error())
	}
	return text
}

// short is Error where the keys can be typed in.
func (e *missingKeys) short() string {
	text := environmentNote(e.env) + "; " + strings.Join(e.names, " and ")
	if len(e.names) == 1 {
		return text + " is missing"
	}
	return text + " are missing"
}

func printable(text string, ascii bool) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' && ascii })
}

// fingerprint tells Plaid's keys from others; see screen.Defaults.Keys. Demo has none of its own.
func (p places) fingerprint(env flow.Environment) string {
	return fingerprint(env, flow.Credentials{ClientID: p.clientID, Secret: secret(p.secret)})
}

func fingerprint(env flow.Environment, c flow.Credentials) string {
	print := c.Fingerprint(env)
	if print == "" || env == flow.Demo {
		return ""
	}
	return print + ", client_id …" + c.ClientID[len(c.ClientID)-4:]
}
