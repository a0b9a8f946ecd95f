//go:build e2e

package main

import (
	"strings"
	"testing"
)

// TestBrowserHostedOfAConsole: the operator hands over with a hosted page. The customer opens its
// address in a real browser, leaves, comes back by the same address and finishes; the console
// follows and goes on by itself.
func TestBrowserHostedOfAConsole(t *testing.T) {
	w := newWalks(t)
	term := newTerminal(t, 100, 30)
	term.start("demo")
	term.sees("start a case")
	for _, step := range [][2]string{{"Enter", "client_user"}, {"Enter", "make the link"}, {"Enter", "hand over"},
		{"w", "in a browser here"}, {"w", "with a hosted page"}, {"Enter", "/hl/"}} {
		term.keys(step[0])
		term.sees(step[1])
	}
	page := hostedAddress.FindString(term.screen())
	left := w.drive(t, page, "", onThePage(walkLogin, walkLeave[:3], []string{"text Nothing was linked"}))
	if left.Failed != "" {
		t.Fatal(left.Failed)
	}
	term.sees("the customer left Link")
	linked := w.drive(t, page, "", onThePage(walkLogin, login("pass_good"), walkShare[:5], []string{"heading Account linked"}))
	if linked.Failed != "" {
		t.Fatal(linked.Failed)
	}
	for _, step := range [][2]string{{"", "choose this"}, {"Enter", "submit to"}, {"Enter", "Submit to"}, {"y", "Submitted to Prime"}} {
		if step[0] != "" {
			term.keys(step[0])
		}
		term.sees(step[1])
	}
}

// TestBrowserExitInAConsole: what the customer did is on the operator's screen, in words and
// with the exit's status.
func TestBrowserExitInAConsole(t *testing.T) {
	w := newWalks(t)
	term := newTerminal(t, 100, 30)
	term.start("demo")
	term.sees("start a case")
	for _, step := range [][2]string{{"Enter", "client_user"}, {"Enter", "make the link"}, {"Enter", "hand over"}, {"w", "in a browser here"}, {"Enter", "works once"}} {
		term.keys(step[0])
		term.sees(step[1])
	}
	boot := strings.TrimSpace(pageAddress.FindString(term.screen()))
	got := w.drive(t, boot, "", join(walkLogin, walkLeave))
	if got.Failed != "" || !strings.Contains(got.Text, wordsLeft) {
		t.Fatalf("%+v", got)
	}
	term.sees("LINK_EXITED")
	term.sees("user name and password")
	term.sees("hand over in a browser here")
}

// onThePage moves steps from Link's frame to the page itself, which a hosted visit is.
func onThePage(lists ...[]string) (all []string) {
	for _, line := range join(lists...) {
		if !strings.HasPrefix(line, "press ") {
			line = "page:" + line
		}
		all = append(all, line)
	}
	return all
}
