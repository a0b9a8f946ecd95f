package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// putAt gives a setting a value in one place.
type putAt struct {
	kind originKind
	can  func(setting) bool
	put  func(t *testing.T, a *app, k setting, v string)
}

// everyPlace is the order of the places as the design has it, written down a second time.
func everyPlace() []putAt {
	always := func(setting) bool { return true }
	foreign := func(k setting) bool { return k.foreign != "" }
	return []putAt{
		{fromFlag, func(k setting) bool { return k.flag != "" }, func(_ *testing.T, a *app, k setting, v string) {
			*map[string]*string{"env": &a.flags.env, "data": &a.flags.data}[k.flag] = v
		}},
		{fromVariable, func(k setting) bool { return k.own != "" }, func(t *testing.T, _ *app, k setting, v string) { t.Setenv("LINKDESK_"+k.own, v) }},
		{fromVariable, foreign, func(t *testing.T, _ *app, k setting, v string) { t.Setenv("LINKDESK_"+k.foreign, v) }},
		{fromVariable, foreign, func(t *testing.T, _ *app, k setting, v string) { t.Setenv(k.foreign, v) }},
		{fromDotenv, foreign, func(t *testing.T, _ *app, k setting, v string) { writeFile(t, ".env", k.foreign+"="+v) }},
		{fromKeyring, func(k setting) bool { return k.key }, func(t *testing.T, _ *app, k setting, v string) {
			if err := keyring.Set("linkdesk", "sandbox/"+k.foreign, v); err != nil {
				t.Fatal(err)
			}
		}},
		{fromConfig, always, func(t *testing.T, _ *app, k setting, v string) {
			if k.key {
				writeFile(t, "config.toml", fmt.Sprintf("[sandbox]\n%s = %q\n", k.config, v))
			} else {
				writeFile(t, "config.toml", fmt.Sprintf("%s = %q\n", k.config, v))
			}
		}},
	}
}

func writeFile(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// bare is a program in an empty directory with an empty environment and an empty keyring.
func bare(t *testing.T) *app {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, v := range os.Environ() {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "LINKDESK_") || strings.HasPrefix(name, "PLAID_") || strings.HasPrefix(name, "PRIMETRUST_") {
			t.Setenv(name, "")
		}
	}
	t.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	keyring.MockInit()
	a := &app{}
	a.flags.config = "config.toml"
	writeFile(t, "config.toml", "")
	return a
}

// TestTheOrderOfEverySetting sets each setting in each pair of places: the earlier place counts,
// and is named.
func TestTheOrderOfEverySetting(t *testing.T) {
	pairs := 0
	for _, k := range append(credentialSettings(), setEnv, setData, setProvider, setKeyFile, setHandoff, setCountries, setProducts, setRedirect) {
		places := everyPlace()
		for i := range places {
			for j := i; j < len(places); j++ {
				if !places[i].can(k) || !places[j].can(k) {
					continue
				}
				pairs++
				t.Run(fmt.Sprintf("%s/%d-%d", k.config, i, j), func(t *testing.T) {
					a := bare(t)
					places[j].put(t, a, k, "/later")
					places[i].put(t, a, k, "/earlier")
					v, err := a.settings().of(flow.Sandbox).findKey(t.Context(), k)
					if err != nil || v.text != "/earlier" || v.from.kind != places[i].kind {
						t.Errorf("%q from %v (%d), want that of place %d; error %v", v.text, v.from, v.from.kind, places[i].kind, err)
					}
					// auth status tells the same one first.
					if all, err := a.settings().of(flow.Sandbox).every(t.Context(), k); err != nil || all[0] != v {
						t.Errorf("of all values %v is the first; error %v", all[0].from, err)
					}
				})
			}
		}
	}
	if pairs < 120 {
		t.Errorf("only %d pairs", pairs)
	}
}

func TestWhatWasTypedComesBeforeVariables(t *testing.T) {
	a := bare(t)
	t.Setenv("LINKDESK_PLAID_SECRET", "/variable")
	s := a.settings()
	s.typed.take(flow.Sandbox, flow.Credentials{ClientID: "id", Secret: secret("typed")})
	for env, want := range map[flow.Environment]string{flow.Sandbox: "typed", flow.Production: "/variable"} {
		if v, err := s.of(env).findKey(t.Context(), setSecret); err != nil || v.text != want {
			t.Errorf("%s: %q from %v, error %v", env, v.text, v.from, err)
		}
	}
}

func TestTheHandoffThatIsChosen(t *testing.T) {
	for _, x := range []struct {
		env        flow.Environment
		set, fault string
		page       flow.HandoffKind
	}{
		{flow.Sandbox, "hosted", "", flow.HandoffHosted}, {flow.Sandbox, "sandbox", "", flow.HandoffBrowser},
		{flow.Production, "browser", "", flow.HandoffBrowser}, {flow.Production, "sandbox", "does not exist in production", ""},
		{flow.Sandbox, "carrier pigeon", "LINKDESK_HANDOFF: unknown hand-off", ""},
	} {
		a := bare(t)
		t.Setenv("LINKDESK_HANDOFF", x.set)
		t.Setenv("PLAID_CLIENT_ID", someID)
		t.Setenv("PLAID_SECRET", someSecret)
		p, err := order{env: x.env, settings: a.settings()}.places(t.Context())
		if x.fault != "" {
			if err == nil || !strings.Contains(err.Error(), x.fault) {
				t.Errorf("%s %s: %v", x.env, x.set, err)
			}
			continue
		}
		def := screen.Defaults{Handoff: flow.HandoffBrowser, Page: flow.HandoffBrowser}
		if p.prefer(&def); err != nil || string(def.Handoff) != x.set || def.Page != x.page || def.HandoffWhy != "it was chosen (LINKDESK_HANDOFF)" {
			t.Errorf("%s %s: %+v, error %v", x.env, x.set, def, err)
		}
	}
}

func TestDefaultsAndNothing(t *testing.T) {
	a := bare(t)
	for _, x := range []struct {
		setting
		want, from string
	}{{setCountries, "US", "default"}, {setProducts, "auth", "default"}, {setSecret, "", "not set"}, {setHandoff, "", "not set"}} {
		if v, err := a.settings().of(flow.Sandbox).findKey(t.Context(), x.setting); err != nil || v.text != x.want || v.from.String() != x.from {
			t.Errorf("%s: %q from %q, error %v", x.name(), v.text, v.from, err)
		}
	}
}

// TestFilesNeverGiveOurOwnNames: neither .env nor config.toml can move a provider's address or
// set what is ours.
func TestFilesNeverGiveOurOwnNames(t *testing.T) {
	a := bare(t)
	writeFile(t, ".env", "LINKDESK_PLAID_URL=https://evil.example\nLINKDESK_PLAID_SECRET=x\nLINKDESK_DATA=/evil\nLINKDESK_KEY_FILE=/evil\nPLAID_CLIENT_ID=0123456789abcdef01234567\nPLAID_SECRET=0123456789abcdef0123456789abcd\n")
	o := order{env: flow.Sandbox, settings: a.settings()}
	p, err := o.places(t.Context())
	if err != nil || p.plaid != "" || p.secret != "0123456789abcdef0123456789abcd" {
		t.Errorf("%+v, error %v", p.plaid, err)
	}
	if v, err := o.settings.of(flow.Sandbox).find(setKeyFile); err != nil || v.text != "" {
		t.Errorf("key file %q, error %v", v.text, err)
	}
	if dir, err := a.dataDir(o.settings); err != nil || dir == "/evil" {
		t.Errorf("data %q, error %v", dir, err)
	}
	for _, key := range []string{"plaid_url", "link_url", "primetrust_url"} {
		writeFile(t, "config.toml", "\n"+key+" = \"https://evil.example\"\n")
		if _, err := a.settings().of("").find(setData); err == nil || !strings.Contains(err.Error(), "line 2: ") || !strings.Contains(err.Error(), "never read from a file") {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// asked counts what a keyring is asked for, and answers nothing or an error.
type asked struct {
	noRing
	n   *int
	err error
}

func (r asked) Get(context.Context, string) (string, error) {
	*r.n++
	return "", r.err
}

func TestTheKeyringIsAskedWhenItIsNeeded(t *testing.T) {
	locked := errors.New("locked")
	for _, x := range []struct {
		name string
		env  flow.Environment
		set  map[string]string
		err  error
		want int
	}{
		{"Demo", flow.Demo, nil, locked, 0},
		{"all is set", flow.Sandbox, map[string]string{"PLAID_CLIENT_ID": "a", "PLAID_SECRET": "b", "PRIMETRUST_EMAIL": "c", "PRIMETRUST_PASSWORD": "d"}, locked, 0},
		{"only the login is not", flow.Sandbox, map[string]string{"PLAID_CLIENT_ID": "a", "PLAID_SECRET": "b"}, os.ErrNotExist, 2},
		{"a locked one is asked once", flow.Sandbox, map[string]string{"PLAID_CLIENT_ID": "a"}, locked, 1},
		{"switched off", flow.Sandbox, map[string]string{"LINKDESK_KEYRING": "off"}, locked, 0},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := bare(t)
			for name, v := range x.set {
				t.Setenv(name, v)
			}
			n := 0
			s := a.settings()
			s.ring = asked{n: &n, err: x.err}
			_, _ = order{env: x.env, settings: s}.places(t.Context())
			if n != x.want {
				t.Errorf("asked %d times, want %d", n, x.want)
			}
		})
	}
}
