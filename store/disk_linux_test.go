package store

import (
	"path/filepath"
	"testing"
)

func TestDisk(t *testing.T) {
	s := newStore(t)
	if free, known := freeBytes(s.opt.Dir); !known || free == 0 {
		t.Errorf("%d bytes free, %v", free, known)
	}
	if _, known := freeBytes(filepath.Join(s.opt.Dir, "none")); known {
		t.Error("the room in a place that is not there is known")
	}
	if name := networkFS(s.opt.Dir); name != "" {
		t.Errorf("the temporary directory is on %s", name)
	}
	s.leastFree = 1 << 62
	setup(t, s.Probe(t.Context()), "MB free", "free some space first")
}
