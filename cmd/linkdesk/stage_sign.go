package main

import (
	"crypto/rand"
	"os"
	"path/filepath"
	"strings"

	"linkdesk/flow"
	"linkdesk/flow/engine"
)

// signPrefix begins the names of the files in the data directory that say who has Demo in use. A
// history is not held open, so nothing else tells.
const signPrefix = "demo.open-"

// signIn says that this Demo is in use here. A failure costs only a refusal that another console
// would have been owed, so it is none.
func (o *office) signIn(dir string) {
	if os.MkdirAll(dir, 0o700) != nil {
		return
	}
	file := filepath.Join(dir, signPrefix+strings.ToLower(rand.Text()))
	if os.WriteFile(file, []byte(actor()+"\n"), 0o600) == nil {
		o.sign = file
	}
}

// signOut takes that back.
func (o *office) signOut() {
	if o.sign != "" {
		_ = os.Remove(o.sign)
	}
}

// others names somebody else who has this Demo in use, "" when nobody has. What processes that
// are gone have left behind is removed.
func (o *office) others(dir string) string {
	entries, _ := os.ReadDir(dir) // one that cannot be read is refused by the history itself
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		if !strings.HasPrefix(entry.Name(), signPrefix) || name == o.sign {
			continue
		}
		text, _, err := readSmall(name)
		if err != nil {
			continue // it went while we looked, or it is none of ours
		}
		who := strings.TrimSpace(string(text))
		if life(who) != engine.Gone {
			return holderOf(who)
		}
		_ = os.Remove(name)
	}
	return ""
}

// holderOf is an actor as people read it: "alice, pid 412".
func holderOf(actor string) string {
	parts := strings.SplitN(flow.Clean(actor), ":", 3)
	name, at, _ := cutLast(parts[0], "@")
	if len(parts) < 2 {
		return name
	}
	if at != host() {
		return name + " on " + at + ", pid " + parts[1]
	}
	return name + ", pid " + parts[1]
}
