//go:build !windows

package main

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
)

// seededIDs are the account and contact that a simulator begins with.
func seededIDs(t *testing.T, url string) (account, contact string) {
	t.Helper()
	seeded := standing(t, url).Seeded
	return seeded.Account, seeded.Contact
}

// TestSandboxNeverPicksAnAccount walks the Sandbox road with keys of our own against a simulator
// that stands in for both providers. Several accounts can be used, so the run asks.
func TestSandboxNeverPicksAnAccount(t *testing.T) {
	url, env := elsewhere(t)
	dir := t.TempDir()
	account, contact := seededIDs(t, url)
	env = append(env, "PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd",
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=canary-Pass-1")
	var out bytes.Buffer
	run := func(args ...string) (line, int) {
		t.Helper()
		out.Reset()
		cmd := linkdesk(t, dir, env, append([]string{"run", "--json"}, args...)...)
		cmd.Stdout = &out
		err := cmd.Run()
		lines := decode(t, bytes.NewReader(out.Bytes()))
		if len(lines) == 0 {
			t.Fatalf("%v printed nothing, exit %d", args, exitCode(err))
		}
		return lines[len(lines)-1], exitCode(err)
	}
	last, code := run("--env", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson", "--pt-account", account, "--pt-contact", contact)
	if code != exitRefused || !strings.Contains(out.String(), "ACCOUNT_NOT_CHOSEN") || last.Status != "open" {
		t.Fatalf("exit %d, %+v", code, last)
	}
	if methods(t, url) != 0 {
		t.Error("something was submitted without a choice")
	}
	last, code = run("--resume", last.Case, "--account-mask", "1111")
	if code != exitOK || last.Status != "submitted" || methods(t, url) != 1 {
		t.Errorf("exit %d, %+v", code, last)
	}
	shown, err := linkdesk(t, dir, env, "history", "show", last.Case, "--json").Output()
	if err != nil || !strings.Contains(string(shown), `"by":"flag"`) {
		t.Errorf("the choice is not in the history: %v", err)
	}
	if grep, err := exec.Command("grep", "-rl", "canary", dir+"/data").CombinedOutput(); err == nil {
		t.Errorf("a password is in a file: %s", grep)
	}
	cmd := linkdesk(t, dir, env, "run", "--resume", last.Case, "--env", "production", "--confirm", "x")
	if text, err := cmd.CombinedOutput(); exitCode(err) != exitUsage || !strings.Contains(string(text), "sandbox case") {
		t.Errorf("exit %d: %s", exitCode(err), text)
	}
}
