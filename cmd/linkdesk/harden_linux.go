package main

import "golang.org/x/sys/unix"

// harden keeps tokens out of core dumps and away from other processes of the same user that
// would attach to this one. Failing is no reason not to run: it only widens what a crash
// leaves behind.
func harden() {
	_ = unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{})
	_ = unix.Prctl(unix.PR_SET_DUMPABLE, 0, 0, 0, 0)
}
