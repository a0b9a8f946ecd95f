package main

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

// TestTheOrderOfReadOnly sets it in each pair of places, to opposite truths: the earlier place counts.
func TestTheOrderOfReadOnly(t *testing.T) {
	places := []putAt{
		{fromFlag, nil, func(t *testing.T, a *app, _ setting, v string) {
			if err := a.root().PersistentFlags().Set("read-only", v); err != nil {
				t.Fatal(err)
			}
		}},
		{fromVariable, nil, func(t *testing.T, _ *app, _ setting, v string) { t.Setenv("LINKDESK_READ_ONLY", v) }},
		{fromConfig, nil, func(t *testing.T, _ *app, _ setting, v string) {
			writeFile(t, "config.toml", "[sandbox]\nread_only = "+v+"\n")
		}},
		{fromConfig, nil, func(t *testing.T, _ *app, _ setting, v string) { writeFile(t, "config.toml", "read_only = "+v+"\n") }},
	}
	for i := range places {
		for j := i; j < len(places); j++ {
			for _, want := range []bool{true, false} {
				a := bare(t)
				places[j].put(t, a, setReadOnly, strconv.FormatBool(!want))
				if i == 2 && j == 3 {
					writeFile(t, "config.toml", "read_only = "+strconv.FormatBool(!want)+"\n[sandbox]\nread_only = "+strconv.FormatBool(want)+"\n")
				} else {
					places[i].put(t, a, setReadOnly, strconv.FormatBool(want))
				}
				got, from, err := a.settings().looksOnly(flow.Sandbox)
				if err != nil || got != want || from.kind != places[i].kind {
					t.Errorf("%d-%d: %v from %v, error %v", i, j, got, from, err)
				}
			}
		}
	}
	if got, from, err := bare(t).settings().looksOnly(flow.Sandbox); got || from.String() != "default" || err != nil {
		t.Errorf("without a word: %v from %v, error %v", got, from, err)
	}
}

// A table is of its environment alone, and what is no truth is refused.
func TestReadOnlyOfOneEnvironment(t *testing.T) {
	a := bare(t)
	writeFile(t, "config.toml", "[production]\nread_only = true\n")
	for env, want := range map[flow.Environment]bool{flow.Demo: false, flow.Sandbox: false, flow.Production: true} {
		if got, _, err := a.settings().looksOnly(env); got != want || err != nil {
			t.Errorf("%s: %v, error %v", env, got, err)
		}
	}
	writeFile(t, "config.toml", "\nread_only = \"yes\"\n")
	if _, _, err := a.settings().looksOnly(flow.Demo); err == nil || !strings.Contains(err.Error(), "line 2: \"read_only\" is true or false, without quotes") {
		t.Errorf("%v", err)
	}
	writeFile(t, "config.toml", "read_only = []\n")
	if _, _, err := a.settings().looksOnly(flow.Demo); err == nil || !strings.Contains(err.Error(), "empty list") {
		t.Errorf("an empty list: %v", err)
	}
	writeFile(t, "config.toml", "")
	t.Setenv("LINKDESK_READ_ONLY", "perhaps")
	if _, _, err := a.settings().looksOnly(flow.Demo); err == nil || !strings.Contains(err.Error(), "LINKDESK_READ_ONLY: read_only is true or false, not \"perhaps\"") {
		t.Errorf("%v", err)
	}
}

// What a support desk set up once is said everywhere, refuses what writes, and can be overridden.
func TestASupportDeskOnlyLooks(t *testing.T) {
	withSim(t)
	t.Setenv("LINKDESK_READ_ONLY", "1")
	t.Setenv("PLAID_CLIENT_ID", someID)
	t.Setenv("PLAID_SECRET", someSecret)
	for _, args := range [][]string{{"run", "--env", "sandbox", "--user", "u", "--name", "N"}, {"demo"}, {"auth", "login", "--env", "sandbox"},
		{"history", "rekey", "--env", "sandbox", "--yes"}, {"run", "--env", "demo"}} {
		if out, errs, code := says(t, keyLines, args...); code != exitUsage || out != "" || !strings.Contains(errs, "only looks here (LINKDESK_READ_ONLY): --read-only=false overrides that") {
			t.Errorf("%v: exit %d\n%s%s", args, code, out, errs)
		}
	}
	if _, errs, code := says(t, "", "run", "--read-only=false", "--env", "sandbox", "--processor", "dwolla", "--user", "u", "--name", "N"); code != exitRefused || !strings.Contains(errs, "accounts read") {
		t.Errorf("overridden: exit %d\n%s", code, errs)
	}
	out, _, _ := says(t, "", "auth", "status")
	if !regexp.MustCompile(`LINKDESK_READ_ONLY +1 +LINKDESK_READ_ONLY\n`).MatchString(out) {
		t.Errorf("no origin in\n%s", out)
	}
	d := &desks{ctx: t.Context(), order: order{settings: (&app{}).settings(), dir: t.TempDir()}}
	for _, info := range d.Environments() {
		if !info.ReadOnly || info.Setup {
			t.Errorf("%+v", info)
		}
	}
}

// Two people who compare keys by phone see the same wherever they look, and never a key.
func TestKeysHaveOneFingerprint(t *testing.T) {
	withSim(t)
	t.Setenv("PLAID_CLIENT_ID", someID)
	t.Setenv("PLAID_SECRET", someSecret)
	want := flow.Credentials{ClientID: someID, Secret: secret(someSecret)}.Fingerprint(flow.Sandbox) + ", client_id …4567"
	if out, _, _ := says(t, "", "auth", "status", "--env", "sandbox"); !strings.Contains(out, "  keys: "+want+"\n") {
		t.Errorf("no %q in\n%s", want, out)
	}
	d := &desks{ctx: t.Context(), open: map[flow.Environment]*office{}, order: order{settings: (&app{}).settings(), dir: t.TempDir()}}
	byEnv := map[flow.Environment]screen.EnvironmentInfo{}
	for _, info := range d.Environments() {
		byEnv[info.Env] = info
	}
	if byEnv[flow.Sandbox].Keys != want || byEnv[flow.Demo].Keys != "" {
		t.Errorf("%+v", byEnv)
	}
	desk, err := d.Desk(t.Context(), flow.Sandbox)
	if err != nil {
		t.Fatal(err)
	}
	defer d.close(t.Context(), t.Output())
	if got := desk.Defaults().Keys; got != want {
		t.Errorf("the desk says %q, want %q", got, want)
	}
	if _, ok := desk.(screen.Hastener); !ok {
		t.Error("the desk cannot hasten a hand-off")
	}
}
