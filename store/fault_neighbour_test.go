//go:build unix

package store

import (
	"os"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestStrangeNeighbours: what stands in the place of the small files beside a history is
// refused as well, and nobody waits for a pipe.
func TestStrangeNeighbours(t *testing.T) {
	for suffix, c := range map[string]struct {
		words   string
		refused []string
	}{
		".lock": {"its lock file ", []string{"Open", "Open for reading", "Case", "Append"}},
		".id":   {"its id file ", []string{"Open", "Open for reading"}},
		".key":  {"the key file ", []string{"Secret anew"}},
	} {
		for name, spoil := range map[string]func(path string) error{
			"pipe":        func(p string) error { return unix.Mkfifo(p, 0o600) },
			"directory":   func(p string) error { return os.Mkdir(p, 0o700) },
			"broken link": func(p string) error { return os.Symlink("/nowhere", p) },
			"endless":     func(p string) error { return os.Symlink("/dev/zero", p) },
		} {
			t.Run(suffix[1:]+" "+name, func(t *testing.T) {
				s := newStore(t)
				contract.Put(t, s, contract.Road(contract.ID(1), flow.Demo)[:3]...)
				if err := os.Remove(s.file(suffix)); err != nil {
					t.Fatal(err)
				}
				if err := spoil(s.file(suffix)); err != nil {
					t.Fatal(err)
				}
				before, err := os.Lstat(s.file(suffix))
				if err != nil {
					t.Fatal(err)
				}
				done := make(chan map[string]error, 1)
				go func() { done <- calls(t, s) }()
				var got map[string]error
				select {
				case got = <-done:
				case <-time.After(10 * time.Second):
					t.Fatal("a call hangs")
				}
				for _, call := range c.refused {
					if got[call] == nil || !strings.Contains(got[call].Error(), c.words) {
						t.Errorf("%s: %v", call, got[call])
					}
				}
				if after, err := os.Lstat(s.file(suffix)); err != nil || !os.SameFile(after, before) {
					t.Errorf("it was changed: %v", err)
				}
			})
		}
	}
}
