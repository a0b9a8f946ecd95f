//go:build unix

package store

import (
	"syscall"
	"time"
)

// cpuTime is what this process has used of the processors. Beside the time that has passed it tells
// a slow program from a busy machine.
func cpuTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
