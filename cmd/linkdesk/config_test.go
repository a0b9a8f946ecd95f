package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow"
)

func TestConfigFilesThatAreRefused(t *testing.T) {
	for _, x := range []struct{ name, text, want string }{
		{"unknown at the top", "env = \"demo\"\ncolour = \"red\"\n", "line 2: \"colour\" is not a key"},
		{"unknown in a table", "[sandbox]\n\nclient_ID = \"x\"\n", "line 3: \"client_ID\" is not a key of [sandbox]; there are client_id, country_codes, handoff, "},
		{"unknown table", "[staging]\nsecret = \"canary\"\n", "line 1: \"staging\""},
		{"dotted", "sandbox.colour = \"red\"\n", "line 1: \"colour\""},
		{"a secret for all", "secret = \"canary\"\n", "line 1: \"secret\" belongs to one environment"},
		{"no text", "[sandbox]\nsecret = 5\n", "line 2: \"secret\" must be a text"},
		{"a list of secrets", "[sandbox]\nsecret = [\"canary\"]\n", "line 2: \"secret\" must be a text"},
		{"no table", "sandbox = \"x\"\n", "line 1: \"sandbox\" is a table"},
		{"broken", "env = \"demo\"\nsecret = canary\n", "line 2 cannot be read"},
		{"twice", "env = \"demo\"\nenv = \"demo\"\n", "line 2 cannot be read"},
	} {
		t.Run(x.name, func(t *testing.T) {
			a := bare(t)
			writeFile(t, "config.toml", x.text)
			_, err := a.settings().of("").find(setData)
			if err == nil || !strings.Contains(err.Error(), x.want) || strings.Contains(err.Error(), "canary") {
				t.Errorf("%v", err)
			}
		})
	}
}

func TestConfigWithSecretsIsPrivate(t *testing.T) {
	a := bare(t)
	t.Run("others may read settings", func(t *testing.T) {
		writeFile(t, "config.toml", "handoff = \"hosted\"\n")
		if err := os.Chmod("config.toml", 0o644); err != nil {
			t.Fatal(err)
		}
		if v, err := a.settings().of(flow.Sandbox).find(setHandoff); err != nil || v.text != "hosted" {
			t.Errorf("%q %v", v.text, err)
		}
	})
	t.Run("but no secrets", func(t *testing.T) {
		writeFile(t, "config.toml", "[sandbox]\nsecret = \"0123456789abcdef0123456789abcd\"\n")
		_, err := a.settings().of(flow.Sandbox).find(setHandoff)
		if err == nil || !strings.Contains(err.Error(), "chmod 600 /") || strings.Contains(err.Error(), "0123456789") {
			t.Errorf("%v", err)
		}
	})
	t.Run("a file that is named has to be there", func(t *testing.T) {
		a.flags.config = "nowhere.toml"
		if _, err := a.settings().of("").find(setData); err == nil || !strings.Contains(err.Error(), "there is no such file") {
			t.Errorf("%v", err)
		}
	})
}

// TestPathsAndTables: a path is relative to the file it stands in, and an environment's table
// comes before the top.
func TestPathsAndTables(t *testing.T) {
	a := bare(t)
	dir := t.TempDir()
	a.flags.config = filepath.Join(dir, "c.toml")
	writeFile(t, a.flags.config, "data = \"d\"\nkey_file = \"k\"\ncountry_codes = [\"US\", \"CA\"]\n[production]\nkey_file = \"p/k\"\nproducts = \"auth,identity\"\n")
	home, err := os.UserHomeDir()
	if err != nil {
		t.Fatal(err)
	}
	b := bare(t)
	b.flags.config = filepath.Join(dir, "home.toml")
	writeFile(t, b.flags.config, "data = \"~/d\"\n")
	if v, err := b.settings().of("").find(setData); err != nil || v.text != filepath.Join(home, "d") {
		t.Errorf("~ leads to %q, %v", v.text, err)
	}
	s := a.settings()
	for _, x := range []struct {
		env flow.Environment
		setting
		want string
	}{
		{"", setData, filepath.Join(dir, "d")}, {flow.Sandbox, setKeyFile, filepath.Join(dir, "k")},
		{flow.Production, setKeyFile, filepath.Join(dir, "p", "k")}, {flow.Sandbox, setCountries, "US,CA"},
		{flow.Production, setProducts, "auth,identity"}, {flow.Sandbox, setProducts, "auth"},
	} {
		if v, err := s.of(x.env).find(x.setting); err != nil || v.text != x.want {
			t.Errorf("%s %s: %q, want %q; error %v", x.env, x.config, v.text, x.want, err)
		}
	}
}
