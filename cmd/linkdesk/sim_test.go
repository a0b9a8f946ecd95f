//go:build !windows

package main

import (
	"bufio"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
)

// TestTheSimulatorAlone starts linkdesk sim on a free port, asks it something, and ends it.
func TestTheSimulatorAlone(t *testing.T) {
	cmd := linkdesk(t, t.TempDir(), nil, "sim", "--addr", "127.0.0.1:0", "--seed", "7")
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ready := strings.CutPrefix(strings.TrimSpace(line), "listening on ")
	if err != nil || !ready {
		t.Fatalf("%q %v", line, err)
	}
	res, err := http.Post(url+"/link/token/create", "application/json", strings.NewReader(`{}`))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusBadRequest || res.Header.Get("Plaid-Version") == "" {
		t.Errorf("HTTP %d, Plaid-Version %q", res.StatusCode, res.Header.Get("Plaid-Version"))
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("after SIGTERM: %v", err)
	}
}

func TestATakenPortIsAUsageError(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	out, err := linkdesk(t, t.TempDir(), nil, "sim", "--addr", ln.Addr().String()).CombinedOutput()
	if exitCode(err) != exitUsage || !strings.Contains(string(out), "cannot listen") {
		t.Errorf("exit %d: %s", exitCode(err), out)
	}
}
