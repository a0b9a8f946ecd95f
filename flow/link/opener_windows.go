package link

import (
	"os/exec"
	"syscall"
)

// createNoWindow is CREATE_NO_WINDOW of the Windows API, which package syscall lacks.
const createNoWindow = 0x08000000

// detach gives the browser a process group of its own, so that Ctrl-C in our terminal does
// not close the customer's windows, and keeps a command of text away from our console.
func detach(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{CreationFlags: syscall.CREATE_NEW_PROCESS_GROUP | createNoWindow}
}
