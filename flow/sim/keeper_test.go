package sim

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestStateOutlivesTheProcess(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sim.state")
	first, c := start(t, Options{StateFile: file, Seed: 11})
	token, access := c.processorToken()
	w := c.walk(nil).toCredentials().login("mfa_device").on(ViewMFA)
	made := c.pt("POST", "/v2/funds-transfer-methods", once(headerOnceV2, onceKey), methodBody(first.Seeded().PTContactID, token)).want(201)
	c.steer("clock", obj{"advance": "1h"})
	jwt := c.jwt

	second, c := start(t, Options{StateFile: file, Seed: 99})
	if second.Seed() != 11 || second.Seeded() != first.Seeded() {
		t.Errorf("another world: seed %d, %v", second.Seed(), second.Seeded())
	}
	c.jwt = jwt
	again := c.pt("POST", "/v2/funds-transfer-methods", once(headerOnceV2, onceKey), obj{}).want(201)
	if again.raw != made.raw || c.counted("funds_transfer_methods") != 1.0 || c.counted("now") != "2026-11-22T10:00:00Z" {
		t.Error("the idempotency key or the clock was forgotten")
	}
	if got := c.plaid("/accounts/get", obj{"access_token": access}).want(200); got.at("accounts 9 mask") != "9001" {
		t.Errorf("accounts: %s", got.raw)
	}
	w.client = c
	w.act("mfa", obj{"answers": []string{w.last.str("pane mfa prompts 0 options 0")}}).act("mfa", obj{"answers": []string{"1234"}}).share()
	if w.last.at("outcome kind") != "success" {
		t.Errorf("the Link session was forgotten: %s", w.last.raw)
	}
	info, err := os.Stat(file)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}

// Two consoles on one file see each other's work at once and never draw the
// same id.
func TestTwoSimulatorsShareAFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sim.state")
	_, a := start(t, Options{StateFile: file})
	_, b := start(t, Options{StateFile: file})
	var wg sync.WaitGroup
	var mu sync.Mutex
	tokens, requests := make(map[string]bool), make(map[string]bool)
	for _, c := range []*client{a, b, a, b} {
		wg.Go(func() {
			for range 25 {
				made, err := c.do("POST", "/link/token/create", plaidHeaders(), linkTokenBody())
				if err != nil || made.status != 200 {
					t.Errorf("%v: %s", err, made.raw)
					return
				}
				mu.Lock()
				tokens[made.str("link_token")], requests[made.str("request_id")] = true, true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if len(tokens) != 100 || len(requests) != 100 {
		t.Errorf("%d tokens and %d request ids of 100 calls", len(tokens), len(requests))
	}
	if a.counted("link_tokens") != 100.0 || b.counted("link_tokens") != 100.0 {
		t.Errorf("%v and %v tokens", a.counted("link_tokens"), b.counted("link_tokens"))
	}
	a.steer("reset", obj{}).want(200)
	if b.counted("link_tokens") != 0.0 {
		t.Error("a reset is not seen by the other")
	}
}

func TestBadStateFiles(t *testing.T) {
	dir := t.TempDir()
	for name, tt := range map[string]struct{ content, words string }{
		"empty":   {"", "empty or unreadable"},
		"foreign": {"hello\n", "not a simulator state file"},
		"newer":   {"linkdesk-sim 2 abcdef 1\n{}", "format 2"},
		"damaged": {"linkdesk-sim 1 abcdef 1\n{\"Items\": [", "damaged"},
		"a null":  {"linkdesk-sim 1 abcdef 1\n{\"Items\": [null]}", "damaged"},
		"no book": {"linkdesk-sim 1 abcdef 1\n{\"Items\": null}", "damaged"},
		"wrong":   {"linkdesk-sim 1 abcdef 1\n{\"Items\": [{\"Accounts\": [{\"ID\": \"x\", \"Place\": 99}]}]}", "no account 99"},
		"older":   {"linkdesk-sim 1 abcdef 1\n{\"Items\": [{\"Accounts\": [{\"ID\": \"x\", \"Name\": \"Plaid Saving\", \"Mask\": \"1111\"}]}]}", "no place"},
	} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(tt.content), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := New(Options{StateFile: file})
		if err == nil || !strings.Contains(err.Error(), tt.words) || !strings.Contains(err.Error(), file) {
			t.Errorf("%s: %v", name, err)
		}
		if now, _ := os.ReadFile(file); string(now) != tt.content {
			t.Errorf("%s was written over", name)
		}
	}
	if _, err := New(Options{StateFile: dir}); err == nil || !strings.Contains(err.Error(), "is no file") {
		t.Errorf("a directory: %v", err)
	}
	if _, err := New(Options{StateFile: filepath.Join(dir, "none", "x")}); err == nil {
		t.Error("a missing directory is no error")
	}
}

// What cannot be kept did not happen: the answer is a 500, and the world is the
// one in the file.
func TestUnkeptWorkIsForgotten(t *testing.T) {
	dir := t.TempDir()
	_, c := start(t, Options{StateFile: filepath.Join(dir, "sim.state")})
	c.newItem()
	// A directory in the place of the temporary file makes the write fail,
	// for root too.
	blocked := filepath.Join(dir, "sim.state.new")
	if err := os.Mkdir(blocked, 0o700); err != nil {
		t.Fatal(err)
	}
	c.plaid("/link/token/create", linkTokenBody()).refused(500, "INTERNAL_SERVER_ERROR")
	if err := os.Remove(blocked); err != nil {
		t.Fatal(err)
	}
	if c.counted("link_tokens") != 0.0 || c.counted("items") != 1.0 {
		t.Error("work that was not kept is remembered")
	}
	c.plaid("/link/token/create", linkTokenBody()).want(200)
}

func TestLockIsWaitedFor(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sim.state")
	_, c := start(t, Options{StateFile: file})
	synctest.Test(t, func(t *testing.T) {
		c, free := &client{t: t, rt: c.rt}, hold(t, file)
		begun := time.Now()
		a := c.plaid("/link/token/create", linkTokenBody()).refused(500, "INTERNAL_SERVER_ERROR")
		if took := time.Since(begun); took != lockWait || !strings.Contains(a.str("error_message"), errLockHeld.Error()) {
			t.Errorf("after %v: %s", took, a.raw)
		}
		go func() {
			time.Sleep(time.Second)
			free()
		}()
		begun = time.Now()
		c.plaid("/link/token/create", linkTokenBody()).want(200)
		if took := time.Since(begun); took < time.Second || took > 2*time.Second {
			t.Errorf("took %v", took)
		}
	})
}

func hold(t *testing.T, file string) (free func()) {
	t.Helper()
	free, err := lockFile(nil, file+".lock")
	if err != nil {
		t.Fatal(err)
	}
	return free
}

// TestMain lets the test binary be the process that is killed.
func TestMain(m *testing.M) {
	if file := os.Getenv("SIM_TEST_VICTIM"); file != "" {
		victim(file)
	}
	os.Exit(m.Run())
}

// victim makes link tokens until it dies, and says each one that it got.
func victim(file string) {
	s, err := New(Options{StateFile: file})
	if err != nil {
		fmt.Println("failed:", err)
		os.Exit(1)
	}
	body, _ := json.Marshal(linkTokenBody()) // text only
	for {
		r, _ := http.NewRequest("POST", "http://sim.test/link/token/create", bytes.NewReader(body))
		for name, value := range plaidHeaders() {
			r.Header.Set(name, value)
		}
		res, err := s.Transport().RoundTrip(r)
		var made struct {
			LinkToken string `json:"link_token"`
		}
		if err == nil {
			err = json.NewDecoder(res.Body).Decode(&made)
		}
		if err != nil || made.LinkToken == "" {
			fmt.Println("failed:", err)
			os.Exit(1)
		}
		fmt.Println(made.LinkToken)
	}
}

// However a process is killed, every token that it was given is in the file,
// and the file is whole.
func TestKillKeepsWhatWasAnswered(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sim.state")
	total := 0
	for round := range 12 {
		cmd := exec.CommandContext(t.Context(), self)
		cmd.Env = append(os.Environ(), "SIM_TEST_VICTIM="+file)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		var given []string
		for len(given) < 3+7*round && lines.Scan() {
			given = append(given, lines.Text())
		}
		if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
			t.Fatal(err)
		}
		for lines.Scan() {
			given = append(given, lines.Text())
		}
		_ = cmd.Wait() // killed, as it should be
		_, c := start(t, Options{StateFile: file})
		for _, token := range given {
			c.plaid("/link/token/get", obj{"link_token": token}).want(200)
		}
		total += len(given)
	}
	if total < 100 {
		t.Errorf("only %d tokens", total)
	}
}
