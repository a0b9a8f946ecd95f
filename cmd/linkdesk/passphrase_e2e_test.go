//go:build e2e && !windows

package main

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestTerminalPassPhrase types a pass-phrase at a real terminal: twice when it is new, once at
// each start, before the screen opens. It is never shown, and a wrong one ends the start.
func TestTerminalPassPhrase(t *testing.T) {
	const words = "four-words-are-enough"
	url, env := elsewhere(t)
	dir := t.TempDir()
	account, contact := seededIDs(t, url)
	cmd := linkdesk(t, dir, nil)
	term := newTerminal(t, 120, 40)
	for _, v := range append(env, "PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd",
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=canary-Pass-1", "LINKDESK_KEY_PROVIDER=passphrase", "LINKDESK_DATA="+filepath.Join(dir, "data")) {
		term.keys("export "+v, "Enter")
	}
	run := fmt.Sprintf("run --env sandbox --user cu-77 --name Nobody --pt-account %s --pt-contact %s --account-mask 1111", account, contact)
	began := 0
	start := func(args string) {
		t.Helper()
		began++ // so that nothing of the start before is taken for this one
		term.keys(fmt.Sprintf("clear; echo began $((%d+0)); %s %s; echo left with $?", began, cmd.Path, args), "Enter")
		term.sees(fmt.Sprintf("began %d", began))
	}
	types := func(prompt, text string) {
		t.Helper()
		term.sees(prompt)
		term.keys(text, "Enter")
	}

	start(run)
	types("New pass-phrase for the sandbox history:", words)
	types("The same once more:", words+"!")
	term.sees("the two that were typed differ")
	term.restored(exitUsage)
	start(run)
	types("New pass-phrase for the sandbox history:", words)
	types("The same once more:", words)
	term.sees("sealed with the pass-phrase")
	term.restored(exitOK)
	if strings.Contains(term.screen(), words) {
		t.Errorf("the pass-phrase is on the screen:\n%s", term.screen())
	}

	start("--env sandbox")
	types("Pass-phrase of the sandbox history:", words+"!")
	term.sees("not the one of this history")
	term.restored(exitUsage)
	start("--env sandbox")
	types("Pass-phrase of the sandbox history:", words)
	term.sees("enter open")
	term.keys("q")
	term.restored(exitOK)

	start("--env sandbox")
	term.sees("Pass-phrase of the sandbox history:")
	term.keys("C-c")
	term.restored(exitInterrupted)
	term.keys("clear; stty -a | grep -q ' echo ' && echo echo$((1+1))", "Enter")
	term.sees("echo2") // the terminal shows again what is typed

	start("history rekey --env sandbox --to file")
	types("Go on? [y/N]", "")
	term.sees("nothing was changed")
	term.restored(exitUsage)
	start("history rekey --env sandbox --to passphrase")
	types("Go on? [y/N]", "y")
	types("Pass-phrase of the sandbox history:", words)
	types("New pass-phrase for the sandbox history:", words+"?")
	types("The same once more:", words+"?")
	term.sees("new key: the pass-phrase")
	term.restored(exitOK)
	start("--env sandbox")
	types("Pass-phrase of the sandbox history:", words+"?")
	term.sees("enter open")
}
