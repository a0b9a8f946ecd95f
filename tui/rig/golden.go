package rig

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/charmbracelet/x/exp/golden"
)

// Goldens compares frames with the files under testdata/<name of the test>
// and fails the test if a file there belongs to no frame. Files are written
// only by running the tests with -update.
type Goldens struct {
	dir  string
	used map[string]bool
}

// NewGoldens makes the set of golden files of one test. Its frames are
// subtests; the check for files without an owner runs when all have finished.
func NewGoldens(t *testing.T) *Goldens {
	t.Helper()
	g := &Goldens{dir: filepath.Join("testdata", t.Name()), used: map[string]bool{}}
	t.Cleanup(func() {
		// With part of the subtests selected, the others' files look lost.
		if !strings.Contains(flag.Lookup("test.run").Value.String(), "/") {
			for _, file := range g.Orphans(t) {
				t.Errorf("%s belongs to no test: remove it", file)
			}
		}
	})
	return g
}

// Equal compares got with the file of the subtest t.
func (g *Goldens) Equal(t *testing.T, got string) {
	t.Helper()
	g.used[filepath.Join("testdata", t.Name()+".golden")] = true
	golden.RequireEqual(t, got)
}

// Orphans are the files of the set that no Equal has asked for.
func (g *Goldens) Orphans(t testing.TB) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(g.dir, func(path string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !g.used[path] {
			out = append(out, path)
		}
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return out
}

// OnlyOwners fails the test if testdata holds anything but the directories of
// the named tests, so that a renamed test leaves nothing behind.
func OnlyOwners(t *testing.T, tests ...string) {
	t.Helper()
	entries, err := os.ReadDir("testdata")
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	owned := map[string]bool{}
	for _, name := range tests {
		owned[name] = true
	}
	for _, e := range entries {
		if !owned[e.Name()] {
			t.Errorf("testdata/%s belongs to no test: remove it", e.Name())
		}
	}
}
