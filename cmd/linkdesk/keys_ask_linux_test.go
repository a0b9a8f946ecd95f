package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"testing"

	"golang.org/x/sys/unix"
)

// terminalsOpen are never closed: a read that was left behind would put back the state of whatever
// file got the number next.
var terminalsOpen []*os.File

// terminals gives both ends of a terminal: who sits at it, and the program's.
func terminals(t *testing.T) (person, program *os.File) {
	t.Helper()
	person, err := os.OpenFile("/dev/ptmx", os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = person.Close() })
	if err := unix.IoctlSetPointerInt(int(person.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	n, err := unix.IoctlGetInt(int(person.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	program, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", n), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	terminalsOpen = append(terminalsOpen, program)
	return person, program
}

func echoes(t *testing.T, f *os.File) bool {
	t.Helper()
	state, err := unix.IoctlGetTermios(int(f.Fd()), unix.TCGETS)
	if err != nil {
		t.Fatal(err)
	}
	return state.Lflag&unix.ECHO != 0
}

// TestHiddenBeforeItAsks: whoever types at the sight of the question sees nothing of it. With the
// question first, some of these rounds see the echo still on.
func TestHiddenBeforeItAsks(t *testing.T) {
	for range 20 {
		person, program := terminals(t)
		var echoed bool
		text, err := readHidden(t.Context(), program, func() {
			echoed = echoes(t, program)
			_, _ = person.WriteString("canary\n")
		}, func() {})
		if err != nil || string(text) != "canary" || echoed {
			t.Fatalf("%q, %v, echo on: %t", text, err, echoed)
		}
		if !echoes(t, program) {
			t.Fatal("the echo stayed off")
		}
	}
}

func TestHiddenIsGivenUp(t *testing.T) {
	_, program := terminals(t)
	ctx, cancel := context.WithCancel(t.Context())
	text, err := readHidden(ctx, program, cancel, func() {})
	if !errors.Is(err, context.Canceled) || text != nil || !echoes(t, program) {
		t.Errorf("%q, %v, echo on: %t", text, err, echoes(t, program))
	}
}
