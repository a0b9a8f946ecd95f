//go:build e2e

package main

import (
	"fmt"
	"strings"
	"testing"
)

// mode is what tmux knows of the terminal: alternate screen, cursor, mouse, bracketed paste is not told.
func (term *terminal) mode() string {
	term.t.Helper()
	return strings.TrimSpace(term.do("display-message", "-p", "-t", "e2e", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}"))
}

// TestTerminalSuspends: ctrl+z gives the shell back its terminal, and fg the console its screen, twice.
func TestTerminalSuspends(t *testing.T) {
	term := newTerminal(t, 80, 24)
	term.start("demo")
	term.sees("start a case")
	term.keys("Enter")
	term.sees("client_user")
	for range 2 {
		term.keys("C-z")
		term.sees("Stopped")
		if got := term.mode(); got != "0 1 0" {
			t.Errorf("while it is suspended alternate screen, cursor, mouse are %q", got)
		}
		term.keys("echo the shell ''hears", "Enter")
		term.sees("the shell hears")
		term.keys("clear; fg; echo left with $?", "Enter")
		term.sees("client_user")
		if got := term.mode(); !strings.HasPrefix(got, "1 ") {
			t.Errorf("after fg alternate screen, cursor, mouse are %q", got)
		}
	}
	term.keys("Enter")
	term.sees("make the link")
	term.keys("C-c")
	term.restored(0)
}

// TestTerminalResizes: the console fits every size that the window takes on the road, says what it needs
// below the smallest one, and goes on from there.
func TestTerminalResizes(t *testing.T) {
	term := newTerminal(t, 80, 24)
	term.start("demo")
	term.sees("start a case")
	steps := []struct {
		w, h               int
		before, key, shows string
	}{
		{120, 40, "start a case", "Enter", "client_user"}, {40, 12, "client_user", "Enter", "make the link"}, {30, 8, "too small", "Enter", "needs 40x12"},
		{80, 24, "make the link", "Enter", "hand over"}, {200, 60, "hand over", "Enter", "choose this"}, {40, 12, "choose this", "Enter", "submit to"},
		{100, 30, "submit to", "Enter", "Submit to"}, {40, 12, "Submit to", "y", "Submitted to Prime"}, {120, 40, "Submitted", "t", "Timeline"},
	}
	for _, step := range steps {
		term.do("resize-window", "-t", "e2e", "-x", fmt.Sprint(step.w), "-y", fmt.Sprint(step.h))
		term.sees(step.before)
		term.keys(step.key)
		term.sees(step.shows)
		lines := strings.Split(strings.TrimRight(term.screen(), "\n"), "\n")
		if len(lines) > step.h {
			t.Errorf("%dx%d: %d rows", step.w, step.h, len(lines))
		}
	}
	term.keys("q")
	term.restored(0)
}

// TestTerminalWithoutOne: with its output or its input elsewhere the console says what to use instead, and
// sends no escape sequence anywhere.
func TestTerminalWithoutOne(t *testing.T) {
	for name, around := range map[string]string{"output in a pipe": "%s | cat -v; echo left with ${PIPESTATUS[0]}", "input from a file": "%s </dev/null; echo left with $?"} {
		t.Run(name, func(t *testing.T) {
			term := newTerminal(t, 80, 24)
			dir := t.TempDir()
			cmd := linkdesk(t, dir, nil)
			term.keys(fmt.Sprintf("clear; export LINKDESK_DATA=%s/data; "+around, dir, cmd.Path), "Enter")
			term.sees("the console needs a terminal")
			term.restored(exitUsage)
			if strings.Contains(term.screen(), "^[") {
				t.Errorf("an escape sequence was sent:\n%s", term.screen())
			}
		})
	}
}
