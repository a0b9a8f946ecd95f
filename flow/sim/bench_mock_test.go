//go:build e2e

package sim

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// BenchmarkAgainstMock compares /processor/token/create with a schema mock that was
// given the same OpenAPI file: what answers from examples is the measure for what
// answers from a state. It needs Node, npm and the OpenAPI file beside the checkout.
func BenchmarkAgainstMock(b *testing.B) {
	s, err := New(Options{Seed: 7})
	if err != nil {
		b.Fatal(err)
	}
	it := s.firstDay()
	body, _ := json.Marshal(obj{"access_token": it.AccessToken, "account_id": it.Accounts[0].ID, "processor": "dwolla"})
	server := httptest.NewServer(s)
	defer server.Close()
	mock := startMock(b)
	for _, side := range []struct{ name, url string }{{"simulator", server.URL}, {"mock", mock}} {
		b.Run(side.name, func(b *testing.B) {
			b.SetParallelism(2)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					if err := postTo(b, side.url, body); err != nil {
						b.Error(err)
						return
					}
				}
			})
			b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "answers/s")
		})
	}
}

// startMock installs the mock outside of the checkout and waits until it answers.
func startMock(b *testing.B) (url string) {
	b.Helper()
	source, err := filepath.Abs(sourceFile)
	if err != nil {
		b.Fatal(err)
	}
	_, missing := os.Stat(source)
	for _, program := range []string{"node", "npm"} {
		if _, err := exec.LookPath(program); err != nil {
			missing = err
		}
	}
	if missing != nil {
		fmt.Printf("skipped: %s: %v\n", b.Name(), missing)
		b.SkipNow()
	}
	dir := b.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("testdata", "mock"))); err != nil {
		b.Fatal(err)
	}
	ci := exec.CommandContext(b.Context(), "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	ci.Dir = dir
	if out, err := ci.CombinedOutput(); err != nil {
		b.Fatalf("npm ci: %v\n%s", err, out)
	}
	port := freePort(b)
	cmd := exec.CommandContext(b.Context(), "node", filepath.Join(dir, "node_modules", "@stoplight", "prism-cli", "dist", "index.js"),
		"mock", "-p", port, "-h", "127.0.0.1", source)
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	url = "http://127.0.0.1:" + port
	for range 120 {
		if postTo(b, url, []byte(`{"access_token":"a","account_id":"b","processor":"dwolla"}`)) == nil {
			return url
		}
		time.Sleep(500 * time.Millisecond) // another program starts; nothing tells when it is ready
	}
	b.Fatal("the mock does not answer")
	return ""
}

func freePort(b *testing.B) string {
	b.Helper()
	ln, err := (&net.ListenConfig{}).Listen(b.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer ln.Close()
	_, port, _ := net.SplitHostPort(ln.Addr().String())
	return port
}
