//go:build !linux

package store

// networkFS names the network file system that a directory is on; only Linux tells.
func networkFS(string) string { return "" }

// freeBytes is how much this user may still write; only Linux is asked.
func freeBytes(string) (uint64, bool) { return 0, false }
