//go:build !windows

package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"linkdesk/flow/bundle"
	"linkdesk/flow/sim"
)

// canaryDesk runs programs with canaries for keys against a simulator with canaries for tokens,
// and searches whatever they say.
type canaryDesk struct {
	t    *testing.T
	p    *parrot
	url  string
	dir  string
	env  []string
	said bytes.Buffer
}

func newCanaryDesk(t *testing.T) *canaryDesk {
	p, s := newParrot(t, sim.Options{Seed: 7})
	d := &canaryDesk{t: t, p: p, url: p.serve(t), dir: t.TempDir()}
	secret, password := "5f3c2d11aa0bbccdd5f3c2d11aa0bb", word()+`+/"& é`+word()
	p.add("the key to Plaid", secret)
	p.add("the password of Prime Trust", password[:16])
	p.add("the end of the password of Prime Trust", password[len(password)-16:])
	d.env = []string{"LINKDESK_PLAID_URL=" + d.url, "LINKDESK_LINK_URL=" + d.url, "LINKDESK_PRIMETRUST_URL=" + d.url,
		"PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=" + secret, "PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=" + password,
		"CANARY_ACCOUNT=" + s.Seeded().PTAccountID, "CANARY_CONTACT=" + s.Seeded().PTContactID}
	return d
}

// run runs a command and searches both of its outputs; the customer's address is not looked
// for where it is told to the operator.
func (d *canaryDesk) run(args ...string) (last line, code int) {
	d.t.Helper()
	var out, errs bytes.Buffer
	cmd := linkdesk(d.t, d.dir, d.env, append(args, "--log", filepath.Join(d.dir, "log.json"))...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	code = exitCode(cmd.Run())
	d.p.absent(d.t, "the output of "+strings.Join(args, " "), out.Bytes())
	d.p.absent(d.t, "the messages of "+strings.Join(args, " "), errs.Bytes(), "the customer's address")
	d.said.Write(out.Bytes())
	d.said.Write(errs.Bytes())
	for text := range strings.Lines(out.String()) {
		var l line
		if json.Unmarshal([]byte(text), &l) == nil {
			last = l
		}
	}
	return last, code
}

func (d *canaryDesk) sandbox() (line, int) {
	return d.run("run", "--env", "sandbox", "--json", "--handoff", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson",
		"--account-mask", "0000", "--pt-account", strings.TrimPrefix(d.env[7], "CANARY_ACCOUNT="), "--pt-contact", strings.TrimPrefix(d.env[8], "CANARY_CONTACT="))
}

// again goes on with a case until it is where it shall be.
func (d *canaryDesk) again(id, status string, args ...string) {
	d.t.Helper()
	last, code := d.run(append([]string{"run", "--json", "--resume", id}, args...)...)
	if last.Status != status {
		d.t.Fatalf("case %s: exit %d, %+v; want %s\n%s", id, code, last, status, d.said.String())
	}
}

func (d *canaryDesk) breaks(state string) {
	d.t.Helper()
	res, err := http.Post(d.url+"/_sim/items", "application/json", strings.NewReader(`{"state":"`+state+`"}`))
	if err != nil || res.StatusCode != http.StatusOK {
		d.t.Fatalf("%v %v", res, err)
	}
	_ = res.Body.Close()
}

// exports hands a case on in every way, to standard output and to files.
func (d *canaryDesk) exports(id string) {
	d.t.Helper()
	dir := d.t.TempDir()
	for _, p := range bundle.Profiles() {
		for _, format := range exportFormats() {
			if _, code := d.run("history", "export", id, "--for", string(p), "--format", format); code != exitOK {
				d.t.Errorf("%s as %s: exit %d", p, format, code)
			}
			d.run("history", "export", id, "--for", string(p), "--format", format, "-o", filepath.Join(dir, string(p)+"."+format))
		}
		d.run("history", "export", "--format", "csv", "--for", string(p), "-o", filepath.Join(dir, string(p)+"-all.csv"))
	}
	if files := d.p.absentBelow(d.t, dir); files != 12 {
		d.t.Errorf("%d exports searched", files)
	}
}

// TestNoCanaryInRuns walks the road in all three hand-offs, with declined calls, lost answers,
// dead tokens and repairs, and looks for every canary in all that the programs said and wrote.
func TestNoCanaryInRuns(t *testing.T) {
	d := newCanaryDesk(t)
	for _, f := range []string{
		`{"path":"/accounts/get","nth":1,"kind":"INVALID_ACCESS_TOKEN"}`, `{"path":"/accounts/get","nth":2,"kind":"502-html"}`,
		`{"path":"/item/public_token/exchange","nth":1,"kind":"INVALID_PUBLIC_TOKEN"}`, `{"path":"/link/token/create","nth":1,"kind":"INTERNAL_SERVER_ERROR"}`,
		`{"path":"/processor/token/create","nth":1,"kind":"INVALID_PROCESSOR"}`, `{"path":"/item/public_token/exchange","nth":2,"kind":"drop-after"}`,
		`{"path":"POST /v2/funds-transfer-methods","nth":1,"kind":"25001"}`, `{"path":"/link/token/create","nth":2,"kind":"INVALID_API_KEYS"}`,
	} {
		fault(t, d.url, f)
	}
	last, _ := d.sandbox()
	for range 8 { // each fault stops it once
		if last.Status == "submitted" {
			break
		}
		last, _ = d.run("run", "--json", "--resume", last.Case, "--account-mask", "0000")
	}
	if last.Status != "submitted" {
		t.Fatalf("it never came to the submission: %+v\n%s", last, d.said.String())
	}
	for nth := 1; nth <= 4; nth++ {
		fault(t, d.url, `{"path":"POST /v2/funds-transfer-methods","nth":`+string(rune('0'+nth))+`,"kind":"drop-after"}`)
	}
	for _, handoff := range []string{"browser", "hosted"} {
		first, code := d.run("run", "--env", "demo", "--json", "--handoff", handoff)
		if handoff == "browser" && code != exitUncertain {
			t.Errorf("exit %d, %+v", code, first)
		}
		d.again(first.Case, "submitted")
		d.breaks("ITEM_LOGIN_REQUIRED")
		d.again(first.Case, "submitted", "--relink", "--handoff", handoff)
		d.run("run", "--json", "--resume", first.Case, "--follow")
		d.run("history", "show", first.Case)
		d.run("history", "show", first.Case, "--json")
	}
	d.run("history", "list")
	d.run("history", "list", "--json")
	d.run("history", "show", last.Case, "--json")
	d.run("run", "--env", "sandbox", "--resume", "nothing") // and a wrong command
	d.exports(last.Case)

	files := d.p.absentBelow(t, d.dir)
	for _, name := range []string{"data/demo.db", "data/sandbox.db", "data/sandbox.key", "data/demo.lock", "log.json"} {
		if fi, err := os.Stat(filepath.Join(d.dir, name)); err != nil || fi.Size() == 0 {
			t.Errorf("%s was not searched: %v", name, err)
		}
	}
	said := d.said.String()
	for _, code := range []string{"INVALID_ACCESS_TOKEN", "INVALID_PUBLIC_TOKEN", "INVALID_PROCESSOR", "NO_ANSWER", "access-sandbox-[secret]", "relinked"} {
		if !strings.Contains(said, code) {
			t.Errorf("the programs never said %s: the walk does not go where it should", code)
		}
	}
	t.Logf("%d files and %d bytes of output searched, %d errors that repeated a token", files, d.said.Len(), d.p.said)
}

// TestTheRevealIsFound is the one run that shows a token on purpose: the search must see it,
// else all the others prove nothing.
func TestTheRevealIsFound(t *testing.T) {
	d := newCanaryDesk(t)
	out, err := linkdesk(t, d.dir, d.env, "run", "--env", "demo", "--json", "--reveal").Output()
	if found := d.p.in(out); err != nil || len(found) == 0 {
		t.Errorf("%v: found %v", err, found)
	}
	if files := d.p.absentBelow(t, d.dir); files < 4 {
		t.Errorf("%d files searched", files)
	}
}
