//go:build !windows

package main

import (
	"errors"
	"fmt"
	"os"

	"golang.org/x/sys/unix"
)

// running reports whether a process of this program has that pid. A pid that was given to
// another program since is told by its executable, where the system shows it.
func running(pid int) bool {
	if err := unix.Kill(pid, 0); err != nil && !errors.Is(err, unix.EPERM) {
		return false
	}
	theirs, err := os.Readlink(fmt.Sprintf("/proc/%d/exe", pid))
	if err != nil {
		return true
	}
	ours, err := os.Executable()
	return err != nil || base(theirs) == base(ours)
}

// base is the last element of a path, without the mark Linux adds to a replaced file.
func base(path string) string {
	const deleted = " (deleted)"
	if n := len(path) - len(deleted); n > 0 && path[n:] == deleted {
		path = path[:n]
	}
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == '/' {
			return path[i+1:]
		}
	}
	return path
}
