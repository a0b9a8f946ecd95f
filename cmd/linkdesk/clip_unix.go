//go:build unix

package main

import (
	"os/exec"
	"syscall"
)

// apart gives the program a session of its own: it has no terminal to write to, and Ctrl+C
// in ours does not end the process that keeps the clipboard.
func apart(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
