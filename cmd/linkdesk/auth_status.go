package main

import (
	"context"

	"linkdesk/flow"
)

// statusLine is a setting, or a remark about an environment, in auth status --json.
type statusLine struct {
	Kind        string  `json:"kind"` // setting, keys, sealing or warning
	Env         *string `json:"env"`
	Name        *string `json:"name"`
	Set         bool    `json:"set"`
	Origin      *string `json:"origin"`
	Value       *string `json:"value"`       // null for a secret
	Fingerprint *string `json:"fingerprint"` // of Plaid's secret
	Text        *string `json:"text"`
}

// authStatus prints each setting with its origin. It changes nothing and calls no provider.
func (a *app) authStatus(ctx context.Context, asJSON bool) error {
	s := a.settings()
	envs := []flow.Environment{flow.Sandbox, flow.Production}
	// Only the flag narrows it: PLAID_ENV says where to work, not what to look at.
	if a.flags.env != "" {
		env, err := flow.ParseEnvironment(a.flags.env)
		if err != nil {
			return usage(err)
		}
		if envs = []flow.Environment{env}; env == flow.Demo {
			return usage(errDemoKeys)
		}
	}
	all, err := a.generalStatus(s)
	if err != nil {
		return usage(err)
	}
	for _, env := range envs {
		lines, err := a.statusOf(ctx, s, env)
		if err != nil {
			return usage(err)
		}
		all = append(all, lines...)
	}
	if asJSON {
		out := &jsonLines{w: a.out}
		for _, l := range all {
			if err := out.write(l); err != nil {
				return err
			}
		}
		return nil
	}
	return a.printStatus(all)
}

// generalStatus are the settings of no environment.
func (a *app) generalStatus(s settings) ([]statusLine, error) {
	look := s.of("")
	var out []statusLine
	for _, k := range []setting{setConfig, setEnv, setData, setKeyring} {
		v, err := look.find(k)
		if err != nil {
			return nil, err
		}
		switch k.own {
		case setConfig.own:
			c, err := s.config()
			if err != nil {
				return nil, err
			}
			if c == nil {
				v.text = ""
			} else if v.text = c.path; v.from.kind == fromNowhere {
				v.from.kind = fromDefault
			}
		case setData.own:
			if v.text == "" {
				v.from.kind = fromDefault
			}
			if v.text, err = a.dataDir(s); err != nil {
				return nil, err
			}
		}
		out = append(out, settingLine("", k, v))
	}
	return out, nil
}

// statusOf are the settings of one environment, who seals its tokens, and what is to be said.
func (a *app) statusOf(ctx context.Context, s settings, env flow.Environment) ([]statusLine, error) {
	look := s.of(env)
	var out []statusLine
	found := map[string][]value{}
	for _, k := range credentialSettings() {
		all, err := look.every(ctx, k)
		if err != nil {
			return nil, err
		}
		found[k.foreign] = all
		out = append(out, settingLine(env, k, append(all, value{})[0]))
	}
	for _, k := range []setting{setCountries, setProducts, setRedirect, setHandoff, setProvider, setKeyFile, setReadOnly} {
		v, err := look.find(k)
		if err != nil {
			return nil, err
		}
		out = append(out, settingLine(env, k, v))
	}
	remark := func(kind, text string) {
		out = append(out, statusLine{Kind: kind, Env: some(string(env)), Text: some(text)})
	}
	if keys := fingerprintOf(env, found); keys != "" {
		remark("keys", keys)
	}
	o := order{env: env, settings: s, readOnly: true}
	var err error
	if o.dir, err = a.dataDir(s); err != nil {
		return nil, err
	}
	if st, err := openHistory(o); err != nil {
		remark("warning", "the history cannot be opened: "+flow.Clean(err.Error()))
	} else {
		remark("sealing", st.KeyNotice(ctx))
	}
	for _, text := range warnings(env, found, look.ringErr) {
		remark("warning", text)
	}
	if _, err := o.withKeys(flow.Credentials{}); err != nil {
		remark("warning", flow.Clean(err.Error()))
	}
	return out, nil
}

// fingerprintOf tells the keys that count from others, as the console does.
func fingerprintOf(env flow.Environment, found map[string][]value) string {
	first := func(k setting) string { return append(found[k.foreign], value{})[0].text }
	return fingerprint(env, flow.Credentials{ClientID: first(setClientID), Secret: secret(first(setSecret))})
}
