//go:build e2e

package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const (
	sandboxClient = "0123456789abcdef01234567"
	sandboxSecret = "0123456789abcdef0123456789abcd"
)

// TestClients lets clients that nobody here wrote work against linkdesk sim as another process
// serves it. They know its address and nothing else; what they are and in which versions is
// in testdata/clients/package.json.
func TestClients(t *testing.T) {
	c := &clients{address: startSim(t), dir: t.TempDir()}
	t.Run("plaid for Node", func(t *testing.T) { c.node(t, "plaid.mjs", c.address) })
	t.Run("plaid for Node, the other endpoints", func(t *testing.T) { c.node(t, "partners.mjs", c.address) })
	t.Run("plaid for Node 8.5, with callbacks", func(t *testing.T) { c.node(t, "classic.mjs", c.address, "plaid-8") })
	t.Run("plaid for Node 4.5, a path for each processor", func(t *testing.T) { c.node(t, "classic.mjs", c.address, "plaid-4") })
	t.Run("curl", c.curl)
	t.Run("snippets", c.snippets)
	t.Run("Link in a browser", c.link)
	t.Run("react-plaid-link", c.react)
}

// startSim starts the simulator as a process of its own and returns its address.
func startSim(t *testing.T) string {
	t.Helper()
	cmd := linkdesk(t, t.TempDir(), nil, "sim", "--addr", "127.0.0.1:0", "--seed", "7")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Signal(os.Interrupt)
		_ = cmd.Wait()
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	address, ready := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ready {
		t.Fatalf("%q %v", line, err)
	}
	return address
}

// clients is a folder with the clients in it, and the simulator they talk to.
type clients struct {
	address   string
	dir       string
	installed bool
}

// install makes the folder what the lockfile says, once.
func (c *clients) install(t *testing.T) {
	t.Helper()
	need(t, "node")
	npm := need(t, "npm")
	if c.installed {
		return
	}
	if err := os.CopyFS(c.dir, os.DirFS(filepath.Join("testdata", "clients"))); err != nil {
		t.Fatal(err)
	}
	ci := exec.CommandContext(t.Context(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	ci.Dir = c.dir
	if out, err := ci.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	c.installed = true
}

// node runs one of the scripts and returns what it printed. They check by themselves and fail
// with the place and the reason.
func (c *clients) node(t *testing.T, args ...string) []byte {
	t.Helper()
	c.install(t)
	return c.run(t, nil, need(t, "node"), args...)
}

func (c *clients) run(t *testing.T, stdin []byte, name string, args ...string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	var out, errs bytes.Buffer
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = c.dir, bytes.NewReader(stdin), &out, &errs
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", filepath.Base(name), err, out.String(), errs.String())
	}
	return out.Bytes()
}

// linkToken asks the simulated Plaid for a link token, as the server of a shop does.
func (c *clients) linkToken(t *testing.T, more object) string {
	t.Helper()
	body := object{"client_name": "A shop", "language": "en", "country_codes": []string{"US"}, "products": []string{"auth"},
		"user": object{"client_user_id": "customer-1"}}
	maps.Copy(body, more)
	return text(c.plaid(t, "/link/token/create", body)["link_token"])
}

// item links a bank without Link, for a visit that begins with one.
func (c *clients) item(t *testing.T) (accessToken string) {
	t.Helper()
	public := c.plaid(t, "/sandbox/public_token/create", object{"institution_id": "ins_109508", "initial_products": []string{"auth"}})
	return text(c.plaid(t, "/item/public_token/exchange", object{"public_token": public["public_token"]})["access_token"])
}

func (c *clients) plaid(t *testing.T, path string, body object) (answer object) {
	t.Helper()
	body["client_id"], body["secret"] = sandboxClient, sandboxSecret
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(c.address+path, "application/json", bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if err := json.NewDecoder(res.Body).Decode(&answer); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: HTTP %d, %v: %v", path, res.StatusCode, answer["error_message"], err)
	}
	return answer
}

type object = map[string]any

// at walks into a decoded document by names of members; nil where a path leads nowhere.
func at(v any, path ...string) any {
	for _, name := range path {
		inner, _ := v.(object)
		v = inner[name]
	}
	return v
}

func text(v any) string {
	if v == nil {
		return ""
	}
	return fmt.Sprint(v)
}
