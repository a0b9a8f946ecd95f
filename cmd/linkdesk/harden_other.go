//go:build !linux

package main

// harden has nothing to set here: see harden_linux.go.
func harden() {}
