package main

import (
	"fmt"
	"os"

	"linkdesk/flow"
)

// warnings are what an operator should know about where the keys of an environment are.
func warnings(env flow.Environment, found map[string][]value, ringErr error) []string {
	var out []string
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, k := range credentialSettings() {
		all := found[k.foreign]
		if len(all) == 0 {
			continue
		}
		for _, hidden := range all[1:] {
			if hidden.text != all[0].text {
				say("%s is also set in %s, with another value that is not used", k.name(), hidden.from)
			}
		}
		if err := shape(k, all[0].text); err != nil {
			say("%s: %s", k.name(), flow.FaultOf(err, "input").Message)
		}
		if !k.secret {
			continue
		}
		switch all[0].from.kind {
		case fromVariable:
			say("%s is in the environment: other programs of this user can read it there; it is not handed to programs that linkdesk starts", all[0].from)
		case fromDotenv:
			if why := dotenvOpen(); why != "" {
				say("%s is in .env, and %s: chmod 600 .env", k.name(), why)
			}
		case fromConfig:
			say("%s is in clear in %s: the keyring is the better place (linkdesk auth login --env %s)", k.name(), all[0].from, env)
		}
	}
	if id, key := found[setClientID.foreign], found[setSecret.foreign]; len(id) > 0 && len(key) > 0 && id[0].from != key[0].from && !sameKind(id[0], key[0]) {
		say("client_id and secret come from different places (%s, %s)", id[0].from, key[0].from)
	}
	if (len(found[setEmail.foreign]) == 0) != (len(found[setPassword.foreign]) == 0) {
		say("half of the Prime Trust login is missing, so there is none")
	}
	if ringErr != nil {
		say("%s", flow.Clean(ringErr.Error()))
	}
	return out
}

// sameKind reports that two values come from the same place; variables have names of their own.
func sameKind(a, b value) bool { return a.from.kind == fromVariable && b.from.kind == fromVariable }

// shape looks at the form of one of Plaid's keys.
func shape(k setting, text string) error {
	switch k.foreign {
	case setClientID.foreign:
		return flow.CheckClientID(text)
	case setSecret.foreign:
		return flow.CheckPlaidSecret(text)
	}
	return nil
}

// dotenvOpen says who else can read the .env file here.
func dotenvOpen() string {
	info, err := os.Stat(".env")
	if err != nil {
		return ""
	}
	return notPrivate(info)
}
