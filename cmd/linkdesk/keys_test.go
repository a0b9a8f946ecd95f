package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/store"
	"linkdesk/store/keys"
)

// TestVaultKeys: which settings lead to which places.
func TestVaultKeys(t *testing.T) {
	dir := t.TempDir()
	credential := filepath.Join(dir, "linkdesk.key")
	if err := os.WriteFile(credential, []byte(strings.Repeat("0f", 32)), 0o400); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		env                           flow.Environment
		provider, file, systemd, ring string
		want                          string
	}{
		{env: flow.Sandbox, want: "[keyring] [pass-phrase] beside"},
		{env: flow.Production, want: "[keyring] [pass-phrase] beside"}, // the store never makes one there
		{env: flow.Sandbox, ring: "off", want: "[] [pass-phrase] beside"},
		{env: flow.Sandbox, file: "/k", want: "/k [] [] beside"},
		{env: flow.Sandbox, systemd: dir, want: credential + " of systemd [] [] beside"},
		{env: flow.Sandbox, systemd: dir, file: "/k", want: "/k [] [] beside"},
		{env: flow.Sandbox, systemd: "/nowhere", want: "[keyring] [pass-phrase] beside"},
		{env: flow.Sandbox, provider: "file", want: "[] [] beside"},
		{env: flow.Sandbox, provider: "file", file: "/k", want: "/k [] [] beside"},
		{env: flow.Production, provider: "keyring", want: "[keyring] []"},
		{env: flow.Production, provider: "keyring", systemd: dir, want: "[keyring] []"},
		{env: flow.Production, provider: "passphrase", want: "[pass-phrase] []"},
		{env: flow.Production, provider: "passphrase", file: "/k", want: "unset one of them"},
		{env: flow.Production, provider: "keychain", want: "use keyring, file or passphrase"},
		{env: flow.Demo, want: "[] [] beside"},
		{env: flow.Demo, provider: "keyring", systemd: dir, want: "[] [] beside"},
		{env: flow.Demo, file: "/k", want: "/k [] [] beside"},
	} {
		t.Setenv("LINKDESK_KEY_PROVIDER", c.provider)
		t.Setenv("LINKDESK_KEY_FILE", c.file)
		t.Setenv("LINKDESK_KEYRING", c.ring)
		t.Setenv("CREDENTIALS_DIRECTORY", c.systemd)
		var o store.Options
		err := order{env: c.env, settings: (&app{}).settings()}.vaultKeys(&o)
		got := o.KeyFile
		if o.KeyFileOfSystemd {
			got += " of systemd"
		}
		got = strings.TrimSpace(fmt.Sprintf("%s %s %s", got, placeNames(o.Keys), placeNames(o.KnownKeys)))
		if !o.OnlyKeys {
			got += " beside"
		}
		if err != nil {
			got = err.Error()
		}
		if got != c.want && (err == nil || !strings.Contains(got, c.want)) {
			t.Errorf("%+v: %s", c, got)
		}
	}
}

func placeNames(all []store.KeyPlace) []string {
	out := []string{}
	for _, p := range all {
		out = append(out, p.Name())
	}
	return out
}

// TestNobodyIsAsked: a pass-phrase is not read from a pipe, nor from under a screen.
func TestNobodyIsAsked(t *testing.T) {
	a := &app{streams: streams{in: strings.NewReader("four words are enough\n")}}
	if _, err := a.asker(t.Context())("? "); !errors.Is(err, errNoTerminal) {
		t.Errorf("got %v", err)
	}
	a.screen.Store(true)
	if _, err := a.asker(t.Context())("? "); !errors.Is(err, errScreenOpen) {
		t.Errorf("got %v", err)
	}
}

// TestNoIsTheDefault: what cannot be undone is done for a clear yes alone.
func TestNoIsTheDefault(t *testing.T) {
	for answer, want := range map[string]bool{"y\n": true, " YES \r\n": true, "": false, "\n": false, "n\n": false, "yeah\n": false, strings.Repeat("y", 5000): false} {
		var asked strings.Builder
		a := &app{streams: streams{in: strings.NewReader(answer), err: &asked}}
		if got, err := a.agreed(t.Context(), "Go on? "); err != nil || got != want || asked.String() != "Go on? " {
			t.Errorf("%.10q: %t, %v, asked %q", answer, got, err, asked.String())
		}
	}
}

// Both are places in the sense of the store.
var (
	_ store.KeyPlace = keys.RingKey{}
	_ store.KeyPlace = (*keys.PassPhrase)(nil)
)
