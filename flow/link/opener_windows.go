package link

import (
	"os/exec"
	"syscall"
)

// detach gives the browser a process group of its own, so that Ctrl-C in our terminal does
// not close the customer's windows.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP}
}
