//go:build !windows

package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow/sim"
)

var hostedAddress = regexp.MustCompile(`http://127\.0\.0\.1:[0-9]+/hl/\S+`)

// TestHostedSurvivesAKillAndThreeVisits: the console is killed while the customer is away. The
// customer opens the page three times meanwhile and finishes the second time; the console that
// is started again finds that, and exchanges the public_token once.
func TestHostedSurvivesAKillAndThreeVisits(t *testing.T) {
	url, env := elsewhere(t)
	account, contact := seededIDs(t, url)
	env = append(env, "PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd",
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=Demo-only-1")
	dir := t.TempDir()
	cmd := linkdesk(t, dir, env, "run", "--json", "--env", "sandbox", "--handoff", "hosted", "--no-open", "--user", "cu-77",
		"--name", "Alberta Bobbeth Charleson", "--pt-account", account, "--pt-contact", contact)
	var out, errs locked
	cmd.Stdout, cmd.Stderr = &out, &errs
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	page := awaited(t, &errs, func(said string) string { return hostedAddress.FindString(said) })
	visit := func(scenario string) {
		t.Helper()
		story, err := sim.FindScenario(scenario)
		if err != nil {
			t.Fatal(err)
		}
		if err := (&sim.Customer{Scenario: story}).Walk(t.Context(), page); err != nil {
			t.Fatal(err)
		}
	}
	visit("leaves-at-credentials")
	// The first visit's events are in the history before the kill, so the restart knows them.
	awaited(t, &out, func(said string) string {
		if strings.Contains(said, `"exit_status":"requires_credentials"`) {
			return "seen"
		}
		return ""
	})
	_ = cmd.Process.Kill()
	_ = cmd.Wait()
	visit("happy")
	visit("leaves-at-institution")

	id := decode(t, strings.NewReader(out.String()))[0].Case
	resumed := linkdesk(t, dir, env, "run", "--json", "--resume", id, "--no-open", "--account-mask", "0000")
	text, err := resumed.Output()
	lines := decode(t, bytes.NewReader(text))
	if last := lines[len(lines)-1]; err != nil || last.Status != "submitted" || methods(t, url) != 1 {
		t.Fatalf("%v %+v\n%s", err, last, text)
	}
	shown, err := linkdesk(t, dir, env, "history", "show", id, "--json").Output()
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(shown), `"kind":"item_exchanged"`); n != 1 {
		t.Errorf("%d exchanges", n)
	}
	ids := regexp.MustCompile(`"event_id":"([^"]+)"`).FindAllStringSubmatch(string(shown), -1)
	var seen []string
	for _, m := range ids {
		if slices.Contains(seen, m[1]) {
			t.Errorf("the event %s is in the history twice", m[1])
		}
		seen = append(seen, m[1])
	}
	if len(seen) < 10 || strings.Contains(string(shown), "/hl/") {
		t.Errorf("%d events; address kept: %v", len(seen), strings.Contains(string(shown), "/hl/"))
	}
}

// awaited waits until a text of the program's gives something.
func awaited(t *testing.T, from *locked, find func(string) string) string {
	t.Helper()
	for deadline := time.Now().Add(30 * time.Second); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		if got := find(from.String()); got != "" {
			return got
		}
	}
	t.Fatalf("it never came:\n%s", from.String())
	return ""
}

// TestEveryStateOfAnItemIsRepaired: what Plaid says of the Item is seen, a repair answers it, and
// neither Item nor processor_token is made anew.
func TestEveryStateOfAnItemIsRepaired(t *testing.T) {
	for _, state := range []string{"ITEM_LOGIN_REQUIRED", "PENDING_EXPIRATION", "PENDING_DISCONNECT", "NEW_ACCOUNTS_AVAILABLE"} {
		t.Run(state, func(t *testing.T) {
			url, env := elsewhere(t)
			dir := t.TempDir()
			run := func(args ...string) (line, string) {
				t.Helper()
				text, err := linkdesk(t, dir, env, append([]string{"run", "--json"}, args...)...).Output()
				if err != nil {
					t.Fatalf("%v: %v\n%s", args, err, text)
				}
				lines := decode(t, bytes.NewReader(text))
				return lines[len(lines)-1], string(text)
			}
			first, _ := run("--env", "demo", "--handoff", "hosted", "--processor", "dwolla")
			body, _ := json.Marshal(map[string]string{"state": state})
			res, err := http.Post(url+"/_sim/items", "application/json", bytes.NewReader(body))
			if err != nil || res.StatusCode != http.StatusOK {
				t.Fatalf("%v %v", res, err)
			}
			_ = res.Body.Close()
			last, said := run("--resume", first.Case, "--relink")
			if last.Status != "token_ready" || strings.Contains(said, `"kind":"item_exchanged"`) || !strings.Contains(said, `"kind":"relinked"`) {
				t.Errorf("%+v\n%s", last, said)
			}
			if strings.Contains(said, `"error":{`) {
				t.Errorf("the Item is still broken:\n%s", said)
			}
			if now := standing(t, url); now.Items != 1 || now.Tokens != 1 {
				t.Errorf("%d Items and %d processor tokens", now.Items, now.Tokens)
			}
		})
	}
}

// locked is a buffer that a process writes and a test reads at the same time.
type locked struct {
	mu  sync.Mutex
	all bytes.Buffer
}

func (l *locked) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.Write(p)
}

func (l *locked) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all.String()
}
