package tui_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// Keys of the right form that open nothing. No part of the two secret ones may ever be shown.
const (
	canaryID       = "0123456789abcdef01234567"
	canarySecret   = "fedcba9876543210fedcba98765432"
	canaryPassword = "canary-Pass-1"
)

// wrongKeys is Plaid's answer to keys of another environment.
func wrongKeys() error {
	return &flow.Fault{Op: "institutions_get_by_id", Kind: flow.Config, Code: "INVALID_API_KEYS", Type: "INVALID_INPUT", Who: flow.Operator,
		Message: "invalid client_id or secret provided", RequestID: "Wf1a9nOcYpQ3zL7", HTTPStatus: 400,
		Hint: "Plaid does not take this client_id with this secret in sandbox. Each environment has its own secret: copy the one of sandbox from dashboard.plaid.com/developers/keys."}
}

const noRing = "the keyring of this system could not write an entry: there is no session bus (D-Bus) here. The keys live for this session only. To keep them, write them into a .env file in the directory you work in (chmod 600 .env)"

// typeKeys fills the form; the secret is pasted, as people do.
func (s *stage) typeKeys() *stage {
	s.Type(canaryID).Press("tab").Paste(canarySecret + "\n").Press("tab").Type("desk@example.com").Press("tab").Type(canaryPassword)
	return s
}

func keysScenes() []scene {
	return []scene{
		{name: "keys_form", env: flow.Sandbox, keys: &fake.Answers{}, play: func(s *stage) { s.typeKeys() }},
		{name: "keys_production", env: flow.Production, keys: &fake.Answers{}, play: func(*stage) {}},
		{name: "keys_wrong", env: flow.Sandbox, keys: &fake.Answers{}, play: func(s *stage) {
			s.Type(canarySecret).Press("tab").Type(canaryID).Press("enter")
		}},
		{name: "keys_checking", env: flow.Sandbox, keys: &fake.Answers{Silent: true}, play: func(s *stage) {
			// Off the beat of the clock, so that the seconds shown are the same each time.
			s.typeKeys().After(workTime / 4).Press("enter").After(5 * time.Second)
		}},
		{name: "keys_stopped", env: flow.Sandbox, keys: &fake.Answers{Silent: true}, play: func(s *stage) { s.typeKeys().Press("enter", "esc") }},
		{name: "keys_refused", env: flow.Sandbox, keys: &fake.Answers{Bank: wrongKeys()}, play: func(s *stage) { s.typeKeys().through("enter") }},
		{name: "keys_no_network", env: flow.Sandbox, keys: &fake.Answers{Bank: &flow.Fault{Op: "institutions_get_by_id", Kind: flow.Transient,
			Code: "NOT_SENT", Message: "no connection to Plaid, nothing was sent: lookup sandbox.plaid.com: no such host", Hint: "Nothing was kept. Try again when the network or Plaid is back."}},
			play: func(s *stage) { s.typeKeys().through("enter") }},
		{name: "keys_session", env: flow.Sandbox, keys: &fake.Answers{Only: noRing, Note: "the Prime Trust login could not be checked: PARTNER_UNREACHABLE"},
			play: func(s *stage) { s.typeKeys().through("enter") }},
		{name: "keys_kept", env: flow.Sandbox, keys: &fake.Answers{}, play: func(s *stage) { s.typeKeys().through("enter") }},
	}
}

// TestNoSecretIsEverShown looks at all that was sent to the terminal, on every way through the
// page.
func TestNoSecretIsEverShown(t *testing.T) {
	for _, sc := range keysScenes() {
		t.Run(sc.name, func(t *testing.T) {
			for _, size := range [][2]int{{80, 24}, {40, 12}} {
				sc.on(t, size[0], size[1], func(s *stage) {
					if sc.name == "keys_wrong" {
						return // there the secret is in the field for the client_id, by mistake
					}
					look := func() {
						s.t.Helper()
						for _, secret := range []string{canarySecret, canaryPassword} {
							for _, part := range []string{secret[:8], secret[len(secret)-8:]} {
								// What is typed is sent a character at a time, so the screen counts too.
								if s.Sent(part) > 0 || strings.Contains(s.Screen(), part) {
									s.t.Fatalf("a part of %.4s... was shown:\n%s", secret, s.Screen())
								}
							}
						}
					}
					look()
					for _, key := range []string{"f1", "esc", "enter", "ctrl+n", "esc", "enter", "shift+tab", "shift+tab"} {
						s.through(key)
						look()
					}
				})
			}
		})
	}
}

// keyless starts a console whose environment has no keys.
func keyless(t *testing.T, answers fake.Answers, test func(*stage, *fake.Desks)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		desk := fake.New(flow.Sandbox, fake.Happy, 4*workTime)
		desks := fake.Keyless(desk, answers)
		test(begin(t, desk, desks, "", 80, 24), desks)
	})
}

func TestFromNoKeysToACheckedSandbox(t *testing.T) {
	keyless(t, fake.Answers{}, func(s *stage, desks *fake.Desks) {
		s.Sees("Where do you want to work?").Press("down").Sees("give it keys").Press("enter").Sees("client_id")
		s.typeKeys().Press("enter").Sees("Asking Plaid").After(4*workTime).Sees("Plaid takes the keys", "Asking Prime Trust")
		s.After(8*workTime).Sees("in the keyring", "open Sandbox").Press("enter").After(8*workTime).Sees("SANDBOX", "No cases yet")
		kept := desks.Kept()
		if len(kept) != 1 || kept[0].ClientID != canaryID || kept[0].Email != "desk@example.com" || kept[0].Validate() != nil {
			t.Errorf("kept: %+v", kept)
		}
	})
}

func TestWithoutAKeyringTheSessionHasTheKeys(t *testing.T) {
	keyless(t, fake.Answers{Only: noRing}, func(s *stage, desks *fake.Desks) {
		s.Press("down", "enter").Type(canaryID).Press("tab").Paste(canarySecret).through("enter")
		s.After(workTime).Sees("for this session only", "open Sandbox").through("enter").After(workTime).Sees("SANDBOX", "No cases yet")
		if desks.Asked() != 1 {
			t.Errorf("%d questions without a Prime Trust login", desks.Asked())
		}
	})
}

func TestAStoppedCheckKeepsNothing(t *testing.T) {
	for _, deaf := range []bool{false, true} {
		keyless(t, fake.Answers{Deaf: deaf}, func(s *stage, desks *fake.Desks) {
			s.Press("down", "enter")
			s.typeKeys().Press("enter").Sees("Asking Plaid").Press("enter", "esc").After(4 * workTime)
			s.Sees("The check was stopped", "Nothing was kept")
			if n := len(desks.Kept()); n != 0 || desks.Asked() != 1 {
				t.Errorf("kept %d times, asked %d times", n, desks.Asked())
			}
			s.Press("enter").Sees(strings.Repeat("•", 30), "check these keys").Press("esc").Sees("Where do you want to work?")
		})
	}
}

func TestRefusedKeysAreNotKept(t *testing.T) {
	for _, x := range []struct {
		answers fake.Answers
		shows   string
		asked   int
	}{
		{fake.Answers{Bank: wrongKeys()}, "Plaid does not take these keys", 1},
		{fake.Answers{Partner: errors.New("the login at Prime Trust did not succeed")}, "could not be checked", 2},
	} {
		keyless(t, x.answers, func(s *stage, desks *fake.Desks) {
			s.Press("down", "enter")
			s.typeKeys().through("enter").After(8*workTime).Sees(x.shows, "change the keys")
			if len(desks.Kept()) != 0 || desks.Asked() != x.asked {
				t.Errorf("kept %d times, asked %d times", len(desks.Kept()), desks.Asked())
			}
		})
	}
}

func TestKeysOfTheWrongFormAreNotTried(t *testing.T) {
	keyless(t, fake.Answers{}, func(s *stage, desks *fake.Desks) {
		s.Press("down", "enter", "enter").Sees("A client_id is 24 hex digits", "A secret is 30 hex digits")
		s.Type(canaryID).Press("tab").Type(canarySecret).Press("tab", "tab").Type("x").Press("enter").Sees("give both or neither")
		if desks.Asked() != 0 {
			t.Errorf("asked %d times", desks.Asked())
		}
	})
}

func TestEscDoesNotLeadOutOfTheProgram(t *testing.T) {
	keyless(t, fake.Answers{}, func(s *stage, _ *fake.Desks) {
		s.SeesNot("esc back").Press("esc").Sees("nothing is behind this page", "q quit")
		s.Press("down", "enter").Sees("esc back")
	})
}
