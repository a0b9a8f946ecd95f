package main

import (
	"fmt"
	"os"
	"strings"
)

// startOf is when a process started, in clock ticks since the machine did: field 22 of
// /proc/PID/stat, of which the second is a name in parentheses that may hold anything.
func startOf(pid int) string {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return "0"
	}
	_, rest, _ := cutLast(string(b), ") ")
	if fields := strings.Fields(rest); len(fields) > 19 {
		return fields[19]
	}
	return "0"
}

// zombie reports a process that has ended and that its parent has not waited for: state Z or X, field 3.
func zombie(pid int) bool {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return false
	}
	_, rest, _ := cutLast(string(b), ") ")
	return strings.HasPrefix(rest, "Z") || strings.HasPrefix(rest, "X")
}

// boot tells one run of this machine's kernel from the next.
func boot() string {
	b, err := os.ReadFile("/proc/sys/kernel/random/boot_id")
	if err != nil || len(b) < 8 {
		return ""
	}
	return string(b[:8])
}
