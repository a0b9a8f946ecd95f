//go:build unix

package store

import (
	"os/signal"
	"syscall"

	"golang.org/x/sys/unix"
)

// limitFiles makes every write of this process behind size fail, as on a full disk.
func limitFiles(size uint64) error {
	signal.Ignore(syscall.SIGXFSZ)
	return unix.Setrlimit(unix.RLIMIT_FSIZE, &unix.Rlimit{Cur: size, Max: size})
}
