package main

import (
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"testing"

	"linkdesk/flow/engine"
)

func TestOnlyThisVeryProcessIsAlive(t *testing.T) {
	gone := exec.Command(os.Args[0], "-test.run", "^$")
	if err := gone.Run(); err != nil {
		t.Fatal(err)
	}
	me, started := os.Getpid(), startOf(os.Getpid())
	for name, c := range map[string]struct {
		who  string
		want engine.Life
	}{
		"we ourselves":                     {actor(), engine.Running},
		"as a version without boots said":  {fmt.Sprintf("%s@%s:%d:%s", operator(), host(), me, started), engine.Running},
		"a process that ended":             {fmt.Sprintf("%s@%s:%d:%s:%s", operator(), host(), gone.Process.Pid, "1", boot()), engine.Gone},
		"another machine":                  {fmt.Sprintf("%s@elsewhere:%d:%s:%s", operator(), me, started, boot()), engine.Elsewhere},
		"a user name with the sign for at": {fmt.Sprintf("a@b@%s:%d:%s:%s", host(), me, started, boot()), engine.Running},
		"nobody":                           {"", engine.Gone},
		"something of another version":     {"alice@desk:412", engine.Gone},
		"no process at all":                {fmt.Sprintf("%s@%s:%d:%s:%s", operator(), host(), 0, started, boot()), engine.Gone},
	} {
		if got := life(c.who); got != c.want {
			t.Errorf("%s (%s) is %v; want %v", name, c.who, got, c.want)
		}
	}
	if runtime.GOOS != "linux" {
		return
	}
	if life(fmt.Sprintf("%s@%s:%d:%s:%s", operator(), host(), me, "1", boot())) != engine.Gone {
		t.Error("a pid that was given again counts as the first process")
	}
	if life(fmt.Sprintf("%s@%s:%d:%s:%s", operator(), host(), me, started, "00000000")) != engine.Gone {
		t.Error("a process of an earlier boot counts as alive")
	}
	if o := (order{takeOver: true}); o.life("bob@elsewhere:1:1:") != engine.Gone || o.life(actor()) != engine.Running {
		t.Error("to take over means machines that cannot be asked, and no living process here")
	}
}
