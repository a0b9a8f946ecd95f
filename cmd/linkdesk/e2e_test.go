//go:build e2e

package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"linkdesk/flow/link/drive"
)

// need returns the path of a program, or skips with a printed reason.
func need(t *testing.T, names ...string) string {
	t.Helper()
	return drive.Need(t, names...)
}

// terminal is a real terminal: tmux runs a shell in it, and the shell runs the program, so
// that what the program leaves behind can be seen.
type terminal struct {
	t      *testing.T
	tmux   string
	socket string
}

func newTerminal(t *testing.T, w, h int) *terminal {
	t.Helper()
	term := &terminal{t: t, tmux: need(t, "tmux"), socket: filepath.Join(t.TempDir(), "tmux")}
	shell := "env -u PROMPT_COMMAND TERM=tmux-256color PS1='shell> ' bash --norc --noprofile"
	term.do("-f", "/dev/null", "new-session", "-d", "-s", "e2e", "-x", fmt.Sprint(w), "-y", fmt.Sprint(h), shell)
	t.Cleanup(func() { _ = exec.Command(term.tmux, "-S", term.socket, "kill-server").Run() })
	term.do("set", "-g", "status", "off")
	term.sees("shell>")
	return term
}

func (term *terminal) do(args ...string) string {
	term.t.Helper()
	out, err := exec.Command(term.tmux, append([]string{"-S", term.socket}, args...)...).CombinedOutput()
	if err != nil {
		term.t.Fatalf("tmux %v: %v\n%s", args, err, out)
	}
	return string(out)
}

// keys presses keys as slowly as hands do: a dialog does not hear faster ones.
func (term *terminal) keys(keys ...string) {
	term.t.Helper()
	time.Sleep(300 * time.Millisecond)
	term.do(append([]string{"send-keys", "-t", "e2e"}, keys...)...)
}

func (term *terminal) screen() string {
	term.t.Helper()
	return term.do("capture-pane", "-p", "-t", "e2e")
}

// sees waits until a text is on the screen. A real terminal has no quieter way to say that
// it is done.
func (term *terminal) sees(text string) {
	term.t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		if strings.Contains(term.screen(), text) {
			return
		}
	}
	term.t.Fatalf("%q never came:\n%s", text, term.screen())
}

// start types the command that runs the program with a data directory of its own.
func (term *terminal) start(args string) {
	term.t.Helper()
	dir := term.t.TempDir()
	cmd := linkdesk(term.t, dir, nil)
	term.keys(fmt.Sprintf("clear; LINKDESK_DATA=%s/data %s %s; echo left with $?", dir, cmd.Path, args), "Enter")
}

// restored checks that the terminal is as it was: the shell's own screen, a cursor, no mouse.
func (term *terminal) restored(code int) {
	term.t.Helper()
	term.sees(fmt.Sprintf("left with %d", code))
	term.sees("shell>")
	if got := strings.TrimSpace(term.do("display-message", "-p", "-t", "e2e", "#{alternate_on} #{cursor_flag} #{mouse_any_flag}")); got != "0 1 0" {
		term.t.Errorf("alternate screen, cursor, mouse are %q", got)
	}
}

func TestTerminalWholeRoad(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {40, 12}} {
		t.Run(fmt.Sprintf("%dx%d", size[0], size[1]), func(t *testing.T) {
			term := newTerminal(t, size[0], size[1])
			term.start("demo")
			term.sees("start a case")
			for _, step := range []struct{ key, shows string }{{"Enter", "client_user"}, {"Enter", "make the link"},
				{"Enter", "hand over"}, {"Enter", "choose this"}, {"Enter", "submit to"}, {"Enter", "Submit to"}, {"y", "Submitted to Prime"}} {
				term.keys(step.key)
				term.sees(step.shows)
			}
			term.keys("q")
			term.restored(0)
		})
	}
}

func TestTerminalComesBackFromEveryEnd(t *testing.T) {
	for name, x := range map[string]struct {
		end  func(*terminal)
		code int
	}{
		"ctrl+c":  {func(term *terminal) { term.keys("C-c") }, 0},
		"SIGTERM": {func(term *terminal) { term.signal("TERM") }, exitInterrupted},
		"SIGHUP":  {func(term *terminal) { term.signal("HUP") }, exitInterrupted},
	} {
		t.Run(name, func(t *testing.T) {
			term := newTerminal(t, 80, 24)
			term.start("demo")
			term.sees("start a case")
			term.do("resize-window", "-t", "e2e", "-x", "60", "-y", "16")
			term.sees("start a case")
			x.end(term)
			term.restored(x.code)
		})
	}
}

// signal sends a signal to the program alone, not to the shell around it.
func (term *terminal) signal(name string) {
	term.t.Helper()
	shell := strings.TrimSpace(term.do("display-message", "-p", "-t", "e2e", "#{pane_pid}"))
	if out, err := exec.Command("pkill", "-"+name, "-P", shell).CombinedOutput(); err != nil {
		term.t.Fatalf("pkill: %v %s", err, out)
	}
}

// visit is a folder with a driver of a real Chromium, and the steps of a customer who links a
// savings account at First Gingham Credit Union. BOOT stands for the address.
func visit(t *testing.T) (dir, node string) {
	t.Helper()
	d := drive.New(t)
	dir, node = d.Dir, d.Node
	var steps []map[string]string
	for _, s := range [][3]string{{"goto", "", "BOOT"}, {"click", "Continue"}, {"fill", "Search for your bank", "gingham"},
		{"click", "First Gingham"}, {"fill", "User name", "user_good"}, {"fill", "Password", "pass_good"}, {"click", "Submit"},
		{"choose", "Plaid Saving"}, {"click", "Share"}, {"click", "Finish"}, {"state", "linked"}} {
		steps = append(steps, map[string]string{"do": s[0], "text": s[1], "value": s[2], "url": s[2]})
	}
	in, err := json.Marshal(map[string]any{"name": "visit", "chromium": d.Chromium, "steps": steps})
	if err != nil {
		t.Fatal(err)
	}
	script := fmt.Sprintf("#!/bin/sh\ncd %s && sed \"s|BOOT|$1|\" plan.json | %s drive.mjs > seen.json 2>&1\n", dir, node)
	for name, text := range map[string]string{"plan.json": string(in), "open.sh": script} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	return dir, node
}

// seen is what the driver reported, for the message of a failure.
func seen(dir string) string {
	b, err := os.ReadFile(filepath.Join(dir, "seen.json"))
	if err != nil {
		return "the driver reported nothing"
	}
	return string(b)
}

// TestBrowserHandoffOfARun: the program itself starts the browser, and the run goes on to the
// submission.
func TestBrowserHandoffOfARun(t *testing.T) {
	dir, _ := visit(t)
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	prepared := linkdesk(t, dir, nil)
	cmd := exec.CommandContext(ctx, prepared.Path, "run", "--env", "demo", "--handoff", "browser", "--account-mask", "1111",
		"--browser-command", filepath.Join(dir, "open.sh"), "--json")
	cmd.Env = prepared.Env
	var out, errs bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%v\n%s\n%s", err, errs.String(), seen(dir))
	}
	lines := decode(t, &out)
	if last := lines[len(lines)-1]; last.Status != "submitted" {
		t.Errorf("%+v", last)
	}
}

// TestBrowserHandoffOfAConsole: a person takes the address from the screen, clicks through
// the page, and the console goes on by itself.
func TestBrowserHandoffOfAConsole(t *testing.T) {
	dir, _ := visit(t)
	term := newTerminal(t, 100, 30)
	term.start("demo")
	term.sees("start a case")
	for _, step := range [][2]string{{"Enter", "client_user"}, {"Enter", "make the link"}, {"Enter", "hand over"},
		{"w", "browser"}, {"Enter", "works once"}} {
		term.keys(step[0])
		term.sees(step[1])
	}
	url := regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/[A-Za-z0-9_-]+`).FindString(term.screen())
	if out, err := exec.CommandContext(t.Context(), filepath.Join(dir, "open.sh"), url).CombinedOutput(); err != nil {
		t.Fatalf("%v %s %s", err, out, seen(dir))
	}
	if !strings.Contains(seen(dir), `"state":"linked"`) {
		t.Fatalf("the page did not end linked: %s", seen(dir))
	}
	for _, step := range [][2]string{{"", "choose this"}, {"Enter", "submit to"}, {"Enter", "Submit to"}, {"y", "Submitted to Prime"}} {
		if step[0] != "" {
			term.keys(step[0])
		}
		term.sees(step[1])
	}
	term.sees("1111")
}
