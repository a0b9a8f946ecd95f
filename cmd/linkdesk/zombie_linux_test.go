package main

import (
	"os"
	"os/exec"
	"testing"
	"time"
)

// TestAnEndedProcessHoldsNothing: one that nobody has waited for still has its pid.
func TestAnEndedProcessHoldsNothing(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "true")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { _ = cmd.Wait() }()
	for end := time.Now().Add(20 * time.Second); running(cmd.Process.Pid); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("it counts as running after its end")
		}
	}
	if !running(os.Getpid()) {
		t.Error("this process does not count as running")
	}
}
