//go:build !linux

package main

// startOf is not known here, so a pid alone tells processes apart.
func startOf(int) string { return "0" }

// boot is not known here.
func boot() string { return "" }

// zombie is not known here.
func zombie(int) bool { return false }
