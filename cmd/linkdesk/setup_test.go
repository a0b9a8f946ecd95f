package main

import (
	"context"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"linkdesk/flow"
	"linkdesk/flow/sim"
	"linkdesk/tui"
	"linkdesk/tui/rig"
)

// firstRun is the whole console in fake time, with no keys and the real screens, settings, clients
// and history; the simulator takes one pair of keys only.
func firstRun(t *testing.T, dir string, change func(*order)) (*rig.Program, *desks) {
	t.Helper()
	s, err := sim.New(sim.Options{Seed: 7, ClientID: someID, Secret: someSecret, PTEmail: "desk@example.com", PTPassword: "canary-Pass-1"})
	if err != nil {
		t.Fatal(err)
	}
	a := &app{}
	a.flags.config = "config.toml"
	o := order{dir: dir, settings: a.settings(), transport: s.Transport()}
	if change != nil {
		change(&o)
	}
	ctx, cancel := context.WithCancel(t.Context())
	d := &desks{ctx: ctx, order: o, open: map[flow.Environment]*office{}}
	t.Cleanup(func() {
		d.close(ctx, t.Output())
		cancel()
	})
	return rig.Start(t, tui.New(ctx, tui.Options{Desks: d, Now: time.Now()}), 80, 24), d
}

// give types keys into the page, the secret by pasting it.
func give(p *rig.Program, secret string, login ...string) {
	p.Press("down", "enter").Sees("client_id")
	p.Type(someID).Press("tab").Paste(secret + "\n").Press("tab")
	for _, text := range login {
		p.Type(text).Press("tab")
	}
	p.Press("enter").After(2 * time.Second)
}

// hides fails when a part of a key is on the screen.
func hides(t *testing.T, p *rig.Program) {
	t.Helper()
	for _, part := range []string{someSecret[:6], someSecret[len(someSecret)-6:], "canary"} {
		if strings.Contains(p.Screen(), part) || p.Sent(part) > 0 {
			t.Errorf("a part of a secret was shown:\n%s", p.Screen())
		}
	}
}

func TestFromNoKeysToACheckedSandbox(t *testing.T) {
	bare(t)
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, _ := firstRun(t, dir, nil)
		p.Sees("▸ Demo", "Sandbox (not set up)", "PLAID_CLIENT_ID and PLAID_SECRET are missing")
		give(p, someSecret, "desk@example.com", "canary-Pass-1")
		p.Sees("Plaid takes the keys", "Prime Trust takes the login", "in the keyring of this system")
		hides(t, p)
		p.Press("enter").After(time.Second).Sees("SANDBOX", "No cases yet")
		hides(t, p)
		p.Press("n").Sees("Partner account") // the login at Prime Trust counts
		if v, err := keyring.Get("linkdesk", "sandbox/PRIMETRUST_PASSWORD"); err != nil || v != "canary-Pass-1" {
			t.Errorf("the login is not in the keyring: %v", err)
		}
		// The next console finds them.
		again, _ := firstRun(t, dir, nil)
		again.Sees("Sandbox").SeesNot("Sandbox (not set up)").Press("down", "enter").After(time.Second).Sees("SANDBOX", "No cases yet")
	})
}

func TestKeysThatPlaidRefusesAreNotKept(t *testing.T) {
	bare(t)
	synctest.Test(t, func(t *testing.T) {
		p, d := firstRun(t, t.TempDir(), nil)
		give(p, "0123456789abcdef0123456789abcd")
		p.Sees("Plaid does not take these keys", "INVALID_API_KEYS", "request_id", "copy the one of sandbox")
		if _, err := keyring.Get("linkdesk", "sandbox/PLAID_CLIENT_ID"); err == nil || d.order.settings.typed.get(flow.Sandbox, setSecret) != "" {
			t.Errorf("something was kept")
		}
		p.Press("enter", "ctrl+u").Paste(someID).Press("tab", "ctrl+u").Paste(someSecret).Press("enter").After(2 * time.Second)
		p.Sees("in the keyring").Press("enter").After(time.Second).Sees("SANDBOX", "No cases yet")
		hides(t, p)
	})
}

func TestWithoutAKeyringTheSessionHasTheKeys(t *testing.T) {
	bare(t)
	synctest.Test(t, func(t *testing.T) {
		dir := t.TempDir()
		p, _ := firstRun(t, dir, func(o *order) { o.settings.ring = noRing{"there is none"} })
		give(p, someSecret)
		p.Sees("for this session only", "config.toml (chmod", "open Sandbox").Press("enter").After(time.Second).Sees("SANDBOX", "No cases yet")
		p.Press("e").After(time.Second).Sees("Sandbox").SeesNot("Sandbox (not set up)")
		hides(t, p)
		again, _ := firstRun(t, dir, nil)
		again.Sees("Sandbox (not set up)")
	})
}

func TestAReadOnlyConsoleTakesNoKeys(t *testing.T) {
	bare(t)
	synctest.Test(t, func(t *testing.T) {
		p, _ := firstRun(t, t.TempDir(), func(o *order) { o.readOnly = true })
		p.Press("down").SeesNot("give it keys").Press("enter").Sees("not now")
	})
}
