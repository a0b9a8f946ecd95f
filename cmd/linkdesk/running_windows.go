package main

import "os"

// running reports whether a process has that pid: on Windows finding it means that it runs.
func running(pid int) bool {
	p, err := os.FindProcess(pid)
	if err != nil {
		return false
	}
	_ = p.Release()
	return true
}
