package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"
)

func TestOnlyThisVeryProcessIsAlive(t *testing.T) {
	if !alive(actor()) {
		t.Errorf("we are not alive: %s", actor())
	}
	gone := exec.Command(os.Args[0], "-test.run", "^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	for name, who := range map[string]string{
		"a process that ended":         fmt.Sprintf("%s@%s:%d:%s", operator(), host(), gone.Process.Pid, "1"),
		"another machine":              fmt.Sprintf("%s@elsewhere:%d:%s", operator(), os.Getpid(), startOf(os.Getpid())),
		"nobody":                       "",
		"something of another version": "alice@desk:412",
	} {
		if alive(who) {
			t.Errorf("%s is alive: %s", name, who)
		}
	}
	recycled := fmt.Sprintf("%s@%s:%d:%s", operator(), host(), os.Getpid(), "1")
	if runtime.GOOS == "linux" && alive(recycled) {
		t.Error("a pid that was given again counts as the first process")
	}
}
