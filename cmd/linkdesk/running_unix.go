//go:build !windows

package main

import (
	"errors"

	"golang.org/x/sys/unix"
)

// running reports whether a process has that pid, whoever owns it. One that has ended and that nobody
// has waited for, as in a container without an init, still has its pid and does nothing any more.
func running(pid int) bool {
	err := unix.Kill(pid, 0)
	return (err == nil || errors.Is(err, unix.EPERM)) && !zombie(pid)
}
