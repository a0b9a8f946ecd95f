//go:build !windows

package main

import (
	"errors"

	"golang.org/x/sys/unix"
)

// running reports whether a process has that pid, whoever owns it.
func running(pid int) bool {
	err := unix.Kill(pid, 0)
	return err == nil || errors.Is(err, unix.EPERM)
}
