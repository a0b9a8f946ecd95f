//go:build !windows

package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"linkdesk/flow/sim"
)

// moneyRun is one `run --json` and what its last line says.
func moneyRun(t *testing.T, dir string, env []string, args ...string) (last line, code int, all string) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := linkdesk(t, dir, env, append([]string{"run", "--json"}, args...)...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	code = exitCode(cmd.Run())
	lines := decode(t, bytes.NewReader(out.Bytes()))
	if len(lines) == 0 {
		t.Fatalf("%v printed nothing, exit %d: %s", args, code, errs.String())
	}
	return lines[len(lines)-1], code, out.String() + errs.String()
}

// TestALostContributionIsMadeOnce: the money is on its way, every answer is lost, and the run says
// that it does not know. A retry by hand, a resume and other consoles, all at once, find out; there
// is one contribution.
func TestALostContributionIsMadeOnce(t *testing.T) {
	for _, kind := range []string{"drop-after", "drop-before", "500"} {
		t.Run(kind, func(t *testing.T) {
			url, env := elsewhere(t)
			dir := t.TempDir()
			for nth := 1; nth <= 4; nth++ { // as often as a contribution is tried
				fault(t, url, fmt.Sprintf(`{"path":"POST /v2/contributions","nth":%d,"kind":"%s"}`, nth, kind))
			}
			last, code, all := moneyRun(t, dir, env, "--env", "demo", "--fund", "25.00", "--confirm-fund", "25")
			if code != exitUncertain || last.Status != "uncertain" || last.Fault == nil || last.Fault.Hint == "" {
				t.Fatalf("exit %d: %+v\n%s", code, last, all)
			}
			var wg sync.WaitGroup
			for i := range 3 {
				wg.Go(func() {
					args := []string{"run", "--json", "--resume", last.Case}
					if i > 0 {
						args = append(args, "--fund", "25.00", "--confirm-fund", "25.00")
					}
					_ = linkdesk(t, dir, env, args...).Run()
				})
			}
			wg.Wait()
			last, code, all = moneyRun(t, dir, env, "--resume", last.Case, "--fund", "25.00", "--confirm-fund", "25.00")
			if code != exitOK || len(last.Transfers) != 1 || last.Transfers[0].State != "pending" || last.Transfers[0].Amount.Minor != 2500 {
				t.Errorf("exit %d: %+v\n%s", code, last, all)
			}
			if got := standing(t, url); got.Contributions != 1 || got.Methods != 1 {
				t.Errorf("%d contributions and %d funds-transfer-methods", got.Contributions, got.Methods)
			}
			last, code, _ = moneyRun(t, dir, env, "--resume", last.Case, "--fund", "26.00", "--confirm-fund", "26.00")
			if code != exitRefused || last.Fault == nil || last.Fault.Code != "ALREADY_FUNDED" || standing(t, url).Contributions != 1 {
				t.Errorf("another amount: exit %d, %+v", code, last.Fault)
			}
		})
	}
}

// TestMoneyGoesOnAfterTrouble: what stands in the way of a pull or of following it is said in a
// card, and the case goes on when it is out of the way.
func TestMoneyGoesOnAfterTrouble(t *testing.T) {
	keys := []string{"PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd", "PRIMETRUST_EMAIL=desk@example.com"}
	for _, tc := range []struct {
		name  string
		wrong []string // settings that are replaced afterwards
		code  string
		says  string
	}{
		{"wrong password", []string{"PRIMETRUST_PASSWORD=Wrong-word-1"}, "401", "password"},
		{"a login that may only look", []string{"PRIMETRUST_PASSWORD=canary-Pass-1", "PRIMETRUST_EMAIL=readonly@example.com"}, "403", "access"},
		{"nobody there", []string{"PRIMETRUST_PASSWORD=canary-Pass-1", "LINKDESK_PRIMETRUST_URL=http://127.0.0.1:9"}, "NOT_SENT", "nothing was sent"},
		{"today's Prime Trust", []string{"PRIMETRUST_PASSWORD=canary-Pass-1", "LINKDESK_PRIMETRUST_URL=https://sandbox.primetrust.com"}, "PARTNER_UNREACHABLE", "liquidation"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s, err := sim.New(sim.Options{Seed: 7, PTPassword: "canary-Pass-1"})
			if err != nil {
				t.Fatal(err)
			}
			server := httptest.NewServer(s)
			defer server.Close()
			url := server.URL
			env := append([]string{"LINKDESK_PLAID_URL=" + url, "LINKDESK_LINK_URL=" + url, "LINKDESK_PRIMETRUST_URL=" + url, "LINKDESK_KEYRING=off", "PRIMETRUST_PASSWORD=canary-Pass-1"}, keys...)
			dir := t.TempDir()
			seeded := standing(t, url).Seeded
			first, code, all := moneyRun(t, dir, env, "--env", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson",
				"--pt-account", seeded.Account, "--pt-contact", seeded.Contact, "--account-mask", "0000")
			if code != exitOK {
				t.Fatalf("exit %d\n%s", code, all)
			}
			last, code, all := moneyRun(t, dir, append(env, tc.wrong...), "--resume", first.Case, "--fund", "25", "--confirm-fund", "25", "--follow")
			if code != exitRefused || last.Fault == nil || last.Fault.Code != tc.code || last.Fault.Who == "" || !strings.Contains(last.Fault.Message+last.Fault.Hint, tc.says) {
				t.Fatalf("exit %d, %+v\n%s", code, last.Fault, all)
			}
			if strings.Contains(all, "canary-Pass-1") || standing(t, url).Contributions != 0 {
				t.Errorf("%d contributions\n%s", standing(t, url).Contributions, all)
			}
			last, code, all = moneyRun(t, dir, env, "--resume", first.Case, "--fund", "25", "--confirm-fund", "25")
			if code != exitOK || len(last.Transfers) != 1 || standing(t, url).Contributions != 1 {
				t.Errorf("afterwards: exit %d, %+v\n%s", code, last, all)
			}
		})
	}
}

// TestWhatNeverArrivedIsGivenUp: Prime Trust repeats a failure for ever under its key. The case says
// so each time, and the operator who has looked there can begin anew.
func TestWhatNeverArrivedIsGivenUp(t *testing.T) {
	url, env := elsewhere(t)
	dir := t.TempDir()
	fault(t, url, `{"path":"POST /v2/contributions","nth":0,"kind":"drop-before"}`)
	last, code, all := moneyRun(t, dir, env, "--env", "demo", "--fund", "25", "--confirm-fund", "25")
	if code != exitUncertain {
		t.Fatalf("exit %d\n%s", code, all)
	}
	if again, code, _ := moneyRun(t, dir, env, "--resume", last.Case); code != exitUncertain || again.Status != "uncertain" {
		t.Fatalf("exit %d, %s", code, again.Status)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodDelete, url+"/_sim/faults", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if now, code, all := moneyRun(t, dir, env, "--resume", last.Case, "--never-arrived"); code != exitOK || len(now.Transfers) != 0 || now.Status != "submitted" {
		t.Fatalf("exit %d, %+v\n%s", code, now, all)
	}
	if now, code, _ := moneyRun(t, dir, env, "--resume", last.Case, "--fund", "25", "--confirm-fund", "25"); code != exitOK || len(now.Transfers) != 1 || standing(t, url).Contributions != 1 {
		t.Errorf("exit %d, %+v", code, now)
	}
}

// TestAnInterruptWhileFollowingIsNoSuccess: the money is not there yet, and a script must hear that.
func TestAnInterruptWhileFollowingIsNoSuccess(t *testing.T) {
	_, env := elsewhere(t)
	cmd := linkdesk(t, t.TempDir(), env, "run", "--env", "demo", "--fund", "25", "--confirm-fund", "25", "--follow")
	told, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	for lines := bufio.NewScanner(told); lines.Scan(); {
		if strings.HasPrefix(lines.Text(), "following: ") {
			break
		}
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, told)
	if code := exitCode(cmd.Wait()); code != exitInterrupted {
		t.Errorf("exit %d", code)
	}
}
