//go:build e2e && linux

package main

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// session is a desktop's session bus with a real keyring, in a home of the test's own.
type session struct {
	t       *testing.T
	home    string
	address string
	bus     *exec.Cmd
	daemon  *exec.Cmd
}

// busConfig is a session bus that starts no services by itself, so that a keyring can be absent.
const busConfig = `<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>`

func newSession(t *testing.T) *session {
	t.Helper()
	busDaemon := need(t, "dbus-daemon")
	need(t, "gnome-keyring-daemon")
	s := &session{t: t, home: t.TempDir()}
	config := filepath.Join(s.home, "bus.conf")
	if err := errors.Join(os.Chmod(s.home, 0o700), os.WriteFile(config, []byte(busConfig), 0o600)); err != nil {
		t.Fatal(err)
	}
	s.bus = exec.CommandContext(t.Context(), busDaemon, "--config-file="+config, "--nofork", "--print-address")
	s.bus.Env = s.env()
	out, err := s.bus.StdoutPipe()
	if err == nil {
		err = s.bus.Start()
	}
	if err != nil {
		s.skip("the session bus does not start: " + err.Error())
	}
	line, _ := bufio.NewReader(out).ReadString('\n')
	if s.address = strings.TrimSpace(line); s.address == "" {
		s.skip("the session bus has no address")
	}
	t.Cleanup(func() {
		s.lock()
		s.end()
	})
	return s
}

func (s *session) skip(why string) {
	s.t.Helper()
	fmt.Printf("skipped: %s: %s\n", s.t.Name(), why)
	s.t.Skip(why)
}

func (s *session) env() []string {
	return append(os.Environ(), "HOME="+s.home, "XDG_DATA_HOME="+s.home+"/share", "XDG_RUNTIME_DIR="+s.home,
		"XDG_CONFIG_HOME="+s.home+"/config", "DISPLAY=", "DBUS_SESSION_BUS_ADDRESS="+s.address)
}

// keyring starts the daemon. With a password it makes or unlocks the login keyring.
func (s *session) keyring(password string) {
	s.t.Helper()
	s.lock()
	args := []string{"--foreground", "--components=secrets", "--control-directory=" + s.home}
	if password != "" {
		args = append(args, "--unlock")
	}
	s.daemon = exec.CommandContext(s.t.Context(), need(s.t, "gnome-keyring-daemon"), args...)
	s.daemon.Env, s.daemon.Stdin = s.env(), strings.NewReader(password)
	var said bytes.Buffer
	s.daemon.Stdout, s.daemon.Stderr = &said, &said
	if err := s.daemon.Start(); err != nil {
		s.skip("the keyring does not start: " + err.Error())
	}
	// It answers before it has read the password, so its own word on that is waited for.
	want := fmt.Sprintf("boolean %t", password == "")
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		ask := exec.CommandContext(s.t.Context(), "dbus-send", "--session", "--print-reply", "--dest=org.freedesktop.secrets", "/org/freedesktop/secrets/collection/login",
			"org.freedesktop.DBus.Properties.Get", "string:org.freedesktop.Secret.Collection", "string:Locked")
		ask.Env = s.env()
		if out, err := ask.CombinedOutput(); err == nil && strings.Contains(string(out), want) {
			return
		}
	}
	s.lock()
	s.skip("the keyring does not answer: " + said.String())
}

// lock ends the daemon; what it has on disk is locked then.
func (s *session) lock() {
	if s.daemon != nil {
		_ = s.daemon.Process.Kill()
		_ = s.daemon.Wait()
		s.daemon = nil
	}
}

func (s *session) end() {
	if s.bus != nil {
		_ = s.bus.Process.Kill()
		_ = s.bus.Wait()
		s.bus = nil
	}
}

// TestTerminalKeyring walks Sandbox with a real keyring: the key is made there and nowhere else, a
// second process finds it, and without it nothing begins and no second key is made.
func TestTerminalKeyring(t *testing.T) {
	desk := newSession(t)
	desk.keyring("a password of the desktop")
	url, env := elsewhere(t)
	dir := t.TempDir()
	account, contact := seededIDs(t, url)
	env = append(env, "PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd",
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=canary-Pass-1", "LINKDESK_KEY_PROVIDER=", "LINKDESK_KEYRING=")
	var out, errs bytes.Buffer
	run := func(code int, args ...string) string {
		t.Helper()
		out.Reset()
		errs.Reset()
		cmd := linkdesk(t, dir, append(env, "DBUS_SESSION_BUS_ADDRESS="+desk.address, "XDG_RUNTIME_DIR="+desk.home), args...)
		cmd.Stdout, cmd.Stderr = &out, &errs
		if err := cmd.Run(); exitCode(err) != code {
			t.Fatalf("%v: exit %d, want %d\n%s\n%s", args, exitCode(err), code, errs.String(), out.String())
		}
		return out.String() + errs.String()
	}
	says := func(text string, words ...string) {
		t.Helper()
		for _, w := range words {
			if !strings.Contains(text, w) {
				t.Errorf("%q is not in\n%s", w, text)
			}
		}
	}
	begin := []string{"run", "--json", "--env", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson",
		"--pt-account", account, "--pt-contact", contact, "--account-mask", "1111"}
	says(run(exitOK, begin...), "Tokens will be sealed with a key in the keyring of this system")
	id := lastCase(t, out.String())
	reveal := []string{"run", "--json", "--resume", id, "--reveal"}
	says(run(exitOK, reveal...), "Tokens are sealed with a key in the keyring of this system", `"processor_token":"processor-sandbox-`)
	if keyFiles, _ := filepath.Glob(dir + "/data/*.key"); len(keyFiles) != 0 {
		t.Errorf("there are key files: %v", keyFiles)
	}
	says(run(exitOK, "history", "rekey", "--env", "sandbox", "--shred", "--yes"), "new key: the keyring", "the old key was removed", "sealed anew")
	run(exitOK, reveal...)

	desk.keyring("") // locked, and nobody is there to unlock it
	says(run(exitUsage, begin...), "the keyring of this system cannot be used", "could not read an entry")
	says(run(exitUsage, reveal...), "the keyring of this system cannot be used")
	says(run(exitUsage, "history", "rekey", "--env", "sandbox", "--to", "file", "--yes"), "the keyring of this system cannot be used")

	desk.lock() // no daemon at all
	says(run(exitUsage, begin...), "the keyring of this system cannot be used")
	if keyFiles, _ := filepath.Glob(dir + "/data/*.key"); len(keyFiles) != 0 {
		t.Errorf("a second key was made: %v", keyFiles)
	}

	desk.keyring("a password of the desktop")
	run(exitOK, reveal...)
	other := newSession(t) // another person's keyring
	other.keyring("another password")
	desk, other = other, desk
	says(run(exitUsage, reveal...), "the key is missing there", "put it back")
	desk, other = other, desk
	says(run(exitOK, "history", "rekey", "--env", "sandbox", "--to", "file", "--yes"), "the old key was removed: the keyring")
	desk = other
	run(exitOK, reveal...)
}

func lastCase(t *testing.T, out string) string {
	t.Helper()
	lines := decode(t, io.Reader(strings.NewReader(out)))
	if len(lines) == 0 || lines[len(lines)-1].Case == "" {
		t.Fatalf("no case in %s", out)
	}
	return lines[len(lines)-1].Case
}
