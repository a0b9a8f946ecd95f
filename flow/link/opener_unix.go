//go:build unix

package link

import (
	"os/exec"
	"syscall"
)

// detach gives the browser a session of its own, so that Ctrl-C in our terminal does not close
// the customer's windows, and a browser made of text finds no terminal to draw on.
func detach(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true} }
