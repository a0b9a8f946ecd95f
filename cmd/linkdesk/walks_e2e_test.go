//go:build e2e

package main

import (
	"bytes"
	"encoding/json"
	"io"
	"net"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow/link/drive"
)

// pageWalk is one visit of a customer to a hand-off page in a real Chromium, and what the
// program has to make of it. Steps are a verb of flow/link/drive/drive.mjs and its words.
type pageWalk struct {
	name     string
	args     []string // more flags of the run
	redirect bool     // a redirect_uri on a free port
	steps    []string

	ending, words string // of the page at the end; "" when no page is left
	status        string // of the case
	exit, code    string // of the exit, as the journal and the result have it
}

// walks is a browser, and a simulator for each walk.
type walks struct{ *drive.Driver }

func newWalks(t *testing.T) walks { return walks{drive.New(t)} }

// walkDesk is a simulator and the variables with which a Sandbox case is played against it.
func walkDesk(t *testing.T) (url string, env, party []string) {
	t.Helper()
	url, env = elsewhere(t)
	account, contact := seededIDs(t, url)
	env = append(env, "PLAID_CLIENT_ID=0123456789abcdef01234567", "PLAID_SECRET=0123456789abcdef0123456789abcd",
		"PRIMETRUST_EMAIL=desk@example.com", "PRIMETRUST_PASSWORD=Demo-only-1")
	return url, env, []string{"--env", "sandbox", "--user", "cu-77", "--name", "Alberta Bobbeth Charleson",
		"--pt-account", account, "--pt-contact", contact, "--account-mask", "0000"}
}

var pageAddress = regexp.MustCompile(`http://(127\.0\.0\.1|localhost):[0-9]+/[A-Za-z0-9_/.-]+`)

// play runs the program, drives the customer, and looks at what both came to.
func (w walks) play(t *testing.T, p pageWalk) {
	t.Helper()
	url, env, party := walkDesk(t)
	if p.redirect {
		env = append(env, "PLAID_REDIRECT_URI="+freeAddress(t)+"/oauth.html")
	}
	cmd := linkdesk(t, t.TempDir(), env, slices.Concat([]string{"run", "--json", "--no-open", "--handoff", "browser"}, party, p.args)...)
	var out bytes.Buffer
	cmd.Stdout = &out
	errs, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	address, rest := w.address(t, errs)
	got := w.drive(t, address, url, p.steps)
	over := make(chan error, 1)
	go func() { over <- cmd.Wait() }()
	select {
	case err = <-over:
	case <-time.After(60 * time.Second):
		_ = cmd.Process.Kill()
		t.Fatalf("the run never ended\n%s\n%s\n%+v", out.String(), <-rest, got)
	}
	if got.Failed != "" {
		t.Errorf("the page: %s\n%s", got.Failed, out.String())
	}
	if p.ending != "" && (got.State != p.ending || !strings.Contains(got.Text, p.words)) {
		t.Errorf("the page ends %q: %q; want %q with %q", got.State, got.Text, p.ending, p.words)
	}
	judge(t, p, &out, exitCode(err), url)
}

// address reads the customer's address off the run's own words, and goes on reading.
func (w walks) address(t *testing.T, from io.Reader) (string, <-chan string) {
	t.Helper()
	found, rest := make(chan string, 1), make(chan string, 1)
	go func() {
		var all strings.Builder
		buf := make([]byte, 4096)
		for told := false; ; {
			n, err := from.Read(buf)
			all.Write(buf[:n])
			if a := pageAddress.FindString(all.String()); a != "" && !told && strings.Contains(all.String(), a+"\n") {
				found <- a
				told = true
			}
			if err != nil {
				rest <- all.String()
				return
			}
		}
	}()
	select {
	case a := <-found:
		return a, rest
	case said := <-rest:
		t.Fatalf("the run gave no address:\n%s", said)
	case <-time.After(30 * time.Second):
		t.Fatal("the run gave no address in 30 s")
	}
	return "", nil
}

// drove is what the driver reports.
type drove struct{ Failed, State, Text string }

func (w walks) drive(t *testing.T, boot, simulator string, lines []string) drove {
	t.Helper()
	steps := []map[string]any{{"do": "goto", "url": boot}}
	for _, line := range lines {
		steps = append(steps, stepOf(line, boot, simulator))
	}
	var got drove
	w.Visit(t, map[string]any{"name": strings.ReplaceAll(t.Name(), "/", "-"), "steps": steps}, &got)
	return got
}

// stepOf reads "verb words" and "verb words = value". A verb that begins with "page:" is for
// the page around Link, such as the bank's own window.
func stepOf(line, boot, simulator string) map[string]any {
	verb, rest, _ := strings.Cut(line, " ")
	text, value, _ := strings.Cut(rest, " = ")
	step := map[string]any{"do": strings.TrimPrefix(verb, "page:"), "page": strings.HasPrefix(verb, "page:"), "text": text, "value": value}
	switch step["do"] {
	case "press":
		step["keys"] = strings.Fields(rest)
	case "box":
		step["do"], step["role"] = "choose", "checkbox"
	case "goto":
		step["url"] = strings.ReplaceAll(strings.ReplaceAll(rest, "ROOT", boot[:strings.Index(boot[8:], "/")+9]), "BOOT", boot)
	case "post":
		step["url"] = simulator + text
	}
	return step
}

// judge compares the journal and the result of a run with what the walk should have led to.
func judge(t *testing.T, p pageWalk, out io.Reader, code int, url string) {
	t.Helper()
	type fault struct{ Code string }
	var last struct {
		Kind, Status, Stop string
		Fault              *fault
	}
	exits, exchanges := []string{}, 0
	said := &bytes.Buffer{}
	for dec := json.NewDecoder(io.TeeReader(out, said)); dec.More(); {
		var l struct {
			Kind, Status, Stop string
			Fault              *fault
			Data               struct {
				Status string
				Fault  *fault
			}
		}
		if err := dec.Decode(&l); err != nil {
			t.Fatal(err)
		}
		switch l.Kind {
		case "link_exited":
			exits = append(exits, l.Data.Status+" "+l.Data.Fault.Code)
		case "item_exchanged":
			exchanges++
		}
		last.Kind, last.Status, last.Stop, last.Fault = l.Kind, l.Status, l.Stop, l.Fault
	}
	if last.Kind != "result" || last.Status != p.status {
		t.Errorf("the run ends with %+v, want status %s\n%s", last, p.status, said)
	}
	if p.status == "submitted" {
		if code != exitOK || len(exits) != 0 || exchanges != 1 || methods(t, url) != 1 {
			t.Errorf("exit %d, exits %v, %d exchanges\n%s", code, exits, exchanges, said)
		}
		return
	}
	want := p.exit + " " + p.code
	if code != exitRefused || !slices.Equal(exits, []string{want}) || last.Stop != "handoff" || last.Fault == nil || last.Fault.Code != p.code || exchanges != 0 {
		t.Errorf("exit %d, exits %q, result %+v; want %q\n%s", code, exits, last, want, said)
	}
}

// freeAddress is an origin of this machine that nobody listens at. Plaid knows a redirect_uri
// beforehand, so the program cannot choose the port itself.
func freeAddress(t *testing.T) string {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	return "http://localhost:" + port
}
