//go:build e2e

// Package drive walks a real Chromium through pages, for the tests behind the tag e2e. One browser and
// one Node serve all visits of a test, because starting them takes longer than most visits.
package drive

import (
	"bufio"
	"embed"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"sync"
	"testing"
	"time"
)

//go:embed drive.mjs package.json package-lock.json
var files embed.FS

// Driver is a browser that waits for visits. LINKDESK_E2E_SHOTS names a directory for screenshots.
type Driver struct {
	// Chromium, Node and Dir are what a test needs that starts the driver by itself: Dir has
	// drive.mjs with its one dependency, outside of the checkout.
	Chromium, Node, Dir string

	mu   sync.Mutex // one visit at a time
	node *exec.Cmd  // nil until the first visit
	in   io.WriteCloser
	out  *bufio.Reader
}

// New starts the driver. It skips with a printed reason when a program is not installed; anything
// else that goes wrong is a failure.
func New(t *testing.T) *Driver {
	t.Helper()
	d := &Driver{Chromium: Need(t, "chromium", "chromium-browser", "google-chrome"), Node: Need(t, "node"), Dir: t.TempDir()}
	npm := Need(t, "npm")
	if err := os.CopyFS(d.Dir, files); err != nil {
		t.Fatal(err)
	}
	ci := exec.CommandContext(t.Context(), npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund")
	ci.Dir = d.Dir
	if out, err := ci.CombinedOutput(); err != nil {
		t.Fatalf("npm ci: %v\n%s", err, out)
	}
	t.Cleanup(func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.stop()
	})
	return d
}

// visitLimit ends a visit that hangs. Every step of one gives up after 15 seconds by itself.
const visitLimit = 2 * time.Minute

// Visit walks a plan, which drive.mjs describes, and fills in the report.
func (d *Driver) Visit(t *testing.T, plan, report any) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	answer, err := d.visit(plan)
	if err == nil {
		err = json.Unmarshal(answer, report)
	}
	if err != nil {
		d.stop() // the next visit has a driver of its own
		t.Errorf("the driver: %v %s", err, answer)
	}
}

func (d *Driver) visit(plan any) ([]byte, error) {
	line, err := json.Marshal(plan)
	members := map[string]any{}
	if err == nil {
		err = json.Unmarshal(line, &members)
	}
	members["chromium"], members["shots"] = d.Chromium, os.Getenv("LINKDESK_E2E_SHOTS")
	if err == nil {
		line, err = json.Marshal(members)
	}
	if err == nil && d.node == nil {
		err = d.start()
	}
	if err != nil {
		return nil, err
	}
	defer time.AfterFunc(visitLimit, func() { _ = d.node.Process.Kill() }).Stop()
	if _, err := d.in.Write(append(line, '\n')); err != nil {
		return nil, err
	}
	return d.out.ReadBytes('\n')
}

// start starts Node. It ends by itself when its input ends, which is when this process does.
func (d *Driver) start() error {
	cmd := exec.Command(d.Node, "drive.mjs")
	cmd.Dir, cmd.Stderr = d.Dir, os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	if err := cmd.Start(); err != nil {
		return err
	}
	d.node, d.in, d.out = cmd, in, bufio.NewReader(out)
	return nil
}

// stop lets Node close its browser and end.
func (d *Driver) stop() {
	if d.node != nil {
		_ = d.in.Close()
		_ = d.node.Wait()
		d.node = nil
	}
}

// Need returns the path of a program, or skips with a printed reason.
func Need(t *testing.T, names ...string) string {
	t.Helper()
	for _, name := range names {
		if path, err := exec.LookPath(name); err == nil {
			return path
		}
	}
	fmt.Printf("skipped: %s: %s is not installed\n", t.Name(), names[0])
	t.SkipNow()
	return ""
}
