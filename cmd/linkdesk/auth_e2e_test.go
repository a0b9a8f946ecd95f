//go:build e2e

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// ringTerminal is a terminal in a session with a real keyring of its own, which is unlocked.
func ringTerminal(t *testing.T, w, h int) (term *terminal, program string) {
	t.Helper()
	session, daemon := need(t, "dbus-run-session"), need(t, "gnome-keyring-daemon")
	if out, err := exec.Command(session, "--", "true").CombinedOutput(); err != nil {
		fmt.Printf("skipped: %s: there can be no session bus here: %s\n", t.Name(), strings.TrimSpace(string(out)))
		t.SkipNow()
	}
	_, env := elsewhere(t)
	// The keyring writes here until it hears that its session is over, which no one waits for.
	dir, err := os.MkdirTemp("", "linkdesk-ring")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for range 100 {
			if os.RemoveAll(dir) == nil {
				return
			}
			time.Sleep(50 * time.Millisecond)
		}
		t.Errorf("%s cannot be removed", dir)
	})
	program = linkdesk(t, dir, nil).Path
	env = append(env, "HOME="+dir, "XDG_CONFIG_HOME="+filepath.Join(dir, "config"), "LINKDESK_DATA="+filepath.Join(dir, "data"))
	script := filepath.Join(dir, "session.sh")
	text := fmt.Sprintf("printf pw | %s --unlock --components=secrets >/dev/null 2>&1\ncd %s\nclear\necho the ring is open\nexec bash --norc --noprofile\n", daemon, dir)
	if err := os.WriteFile(script, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	term = newTerminal(t, w, h)
	term.keys(fmt.Sprintf("env -u XDG_RUNTIME_DIR %s %s -- sh %s", strings.Join(env, " "), session, script), "Enter")
	term.sees("the ring is open")
	return term, program
}

// line types a line.
func (term *terminal) line(text string) {
	term.t.Helper()
	term.do("send-keys", "-t", "e2e", "-l", text)
	term.keys("Enter")
}

// TestTerminalLoginKeepsKeysInARealKeyring asks, checks and keeps; nothing that was hidden is on
// the screen, and a Ctrl+C at the hidden question leaves a terminal that shows what is typed.
func TestTerminalLoginKeepsKeysInARealKeyring(t *testing.T) {
	term, program := ringTerminal(t, 100, 40)
	term.line("clear; " + program + " auth login; echo left with $?")
	term.sees("client_id:")
	term.line(someID)
	term.sees("(not shown):")
	term.do("send-keys", "-t", "e2e", "-l", someSecret[:10])
	term.keys("C-c")
	term.sees("left with 130")
	term.line("echo see''n")
	term.sees("seen")

	term.line("clear; " + program + " auth login; echo left with $?")
	term.sees("client_id:")
	term.line(someID)
	term.sees("secret of sandbox (not shown):")
	term.line(someSecret)
	term.sees("Prime Trust e-mail")
	term.line("desk@example.com")
	term.sees("Prime Trust password (not shown):")
	term.line("canary-Pass-1")
	term.sees("left with 0")
	if got := term.screen(); strings.Contains(got, someSecret[:6]) || strings.Contains(got, "canary") {
		t.Errorf("a secret was shown:\n%s", got)
	}
	term.line("clear; " + program + " auth status --env sandbox")
	term.sees("set, fingerprint " + secret(someSecret).Hash()[:8] + "  keyring")
	term.line("clear; " + program + " auth logout --env sandbox; echo left with $?")
	term.sees("4 keys of sandbox were removed")
}

// TestTerminalFirstRun gives keys to the page in a real terminal.
func TestTerminalFirstRun(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {40, 12}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			term, program := ringTerminal(t, size[0], size[1])
			term.line("clear; " + program + "; echo left with $?")
			term.sees("Sandbox (not")
			term.keys("Down", "Enter")
			term.sees("client_id")
			term.do("send-keys", "-t", "e2e", "-l", someID)
			term.keys("Tab")
			term.do("set-buffer", someSecret+"\n")
			term.do("paste-buffer", "-p", "-t", "e2e")
			term.sees("••••••••••")
			term.keys("Enter")
			term.sees("open Sandbox")
			if got := term.screen(); strings.Contains(got, someSecret[:6]) || !strings.Contains(got, "keyring of this") {
				t.Errorf("the screen is\n%s", got)
			}
			term.keys("Enter")
			term.sees("No cases yet")
			term.keys("q")
			term.restored(0)
		})
	}
}
