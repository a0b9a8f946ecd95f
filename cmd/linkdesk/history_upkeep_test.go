package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/store"
	"linkdesk/store/contract"
)

// kept makes a history of Demo with two cases that were closed in 2026 and one that is open.
func kept(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	t.Setenv("LINKDESK_DATA", dir)
	st, err := store.Open(store.Options{Dir: dir, Env: flow.Demo, Actor: "alice"})
	if err != nil {
		t.Fatal(err)
	}
	contract.Put(t, st, contract.Road(contract.ID(1), flow.Demo)...)
	contract.Put(t, st, contract.Road(contract.ID(2), flow.Demo)...)
	contract.Put(t, st, contract.Road(contract.ID(3), flow.Demo)[:6]...)
	return dir
}

// runHere runs the program in this process. Examining pages starts it as another one, which a test
// binary becomes only under the program's own name.
func runHere(t *testing.T, ctx context.Context, args ...string) (code int, out, errs string) {
	t.Helper()
	self := os.Args[0]
	defer func() { os.Args[0] = self }()
	os.Args[0] = "linkdesk"
	var o, e bytes.Buffer
	code = execute(ctx, args, streams{strings.NewReader(""), &o, &e})
	return code, o.String(), e.String()
}

// TestUpkeepExits: 2 for what is found wrong before anything was done, 5 for damage, 130 for an end by
// the operator, and every time a sentence.
func TestUpkeepExits(t *testing.T) {
	dir := kept(t)
	out := t.TempDir()
	good, bad := filepath.Join(out, "good"), filepath.Join(out, "bad")
	over, cancel := context.WithCancel(t.Context())
	cancel()
	if err := os.WriteFile(bad, bytes.Repeat([]byte("ruined"), 9999), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		ctx  context.Context
		args string
		code int
		want string
	}{
		{over, "backup " + good, exitInterrupted, "interrupted"},
		{t.Context(), "backup " + good, exitOK, "3 cases"},
		{t.Context(), "backup " + good, exitUsage, "there already"},
		{t.Context(), "backup " + filepath.Join(dir, "demo.id"), exitUsage, "histories themselves"},
		{t.Context(), "restore " + good, exitUsage, "--force"},
		{t.Context(), "restore " + good + " --force", exitUsage, "not agreed to"},
		{t.Context(), "restore " + filepath.Join(out, "none") + " --force --yes", exitUsage, "no such file"},
		{t.Context(), "restore " + bad + " --force --yes", exitHistory, "not a history"},
		{t.Context(), "restore " + good + " --force --yes --env production", exitUsage, "a backup of demo"},
		{over, "restore " + good + " --force --yes", exitInterrupted, "interrupted"},
		{t.Context(), "prune", exitUsage, "--before"},
		{t.Context(), "prune --before 2026-11-24", exitUsage, "2 closed cases"},
		{over, "prune --before 2026-11-24 --yes", exitInterrupted, "interrupted"},
		{over, "compact", exitInterrupted, "interrupted"},
		{t.Context(), "compact --new-history", exitUsage, "does not go with"},
		{t.Context(), "compact --read-only", exitUsage, "for reading only"},
	} {
		code, text, errs := runHere(t, x.ctx, append([]string{"history"}, strings.Fields(x.args)...)...)
		if code != x.code || !strings.Contains(text+errs, x.want) {
			t.Errorf("%s: exit %d, want %d with %q\n%s%s", x.args, code, x.code, x.want, text, errs)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(out, "*")); len(left) != 2 {
		t.Errorf("there are %v", left)
	}
}

// TestAPrunedCaseIsSaidToBe: whoever looks for it hears when it went and who did it.
func TestAPrunedCaseIsSaidToBe(t *testing.T) {
	kept(t)
	code, out, errs := runHere(t, t.Context(), "history", "prune", "--before", "2026-11-24", "--yes")
	if code != exitOK || !strings.Contains(out, "pruned 2 cases") {
		t.Fatalf("exit %d\n%s%s", code, out, errs)
	}
	id := string(contract.ID(1))
	for _, text := range []string{id, strings.ToLower(id), id[len(id)-5:]} {
		code, out, errs = runHere(t, t.Context(), "history", "show", text)
		if code != exitUsage || !strings.Contains(errs, "case "+id+" was pruned from demo on "+time.Now().Format(time.DateOnly)+" by "+operator()) {
			t.Errorf("%s: exit %d\n%s%s", text, code, out, errs)
		}
	}
	if code, out, errs = runHere(t, t.Context(), "history", "show", string(contract.ID(3))); code != exitOK {
		t.Errorf("exit %d\n%s%s", code, out, errs)
	}
	if code, _, errs = runHere(t, t.Context(), "history", "show", "01KANZZZZ"); code != exitUsage || !strings.Contains(errs, "there is no case") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

func TestPruneDates(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.FixedZone("here", 2*3600))
	for text, want := range map[string]string{"2026-01-31": "2026-01-30T22:00:00Z", "2026-01-31T12:00:00Z": "2026-01-31T12:00:00Z",
		"": "", "31.1.2026": "", "2026-02-30": "", "2026-06-02": "", "last year": ""} {
		got, err := pruneDate(text, now)
		if (want == "") != (err != nil) || err == nil && got.UTC().Format(time.RFC3339) != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}
