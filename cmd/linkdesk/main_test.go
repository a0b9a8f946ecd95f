package main

import (
	"encoding/json"
	"fmt"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"linkdesk/flow/sim"
)

// TestMain lets the test binary be the program itself: scripts and kill tests start it as
// another process without building anything.
func TestMain(m *testing.M) {
	// Tests keep their keys in files: nobody's own keyring is asked, or written.
	if _, set := os.LookupEnv("LINKDESK_KEY_PROVIDER"); !set {
		if err := os.Setenv("LINKDESK_KEY_PROVIDER", "file"); err != nil {
			panic(err)
		}
	}
	testscript.Main(m, map[string]func(){"linkdesk": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: filepath.Join("testdata", "script"),
		Setup: func(env *testscript.Env) error {
			env.Setenv("LINKDESK_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("HOME", env.WorkDir)
			env.Setenv("TERM", "xterm-256color")
			// Nobody's own keyring is asked, or written.
			env.Setenv("LINKDESK_KEYRING", "off")
			env.Setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
			s, err := sim.New(sim.Options{Seed: 7})
			if err != nil {
				return err
			}
			server := httptest.NewServer(s)
			env.Defer(server.Close)
			env.Setenv("SIM", server.URL)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"result": cmdResult, "absent": cmdAbsent, "canary": cmdCanary, "caseid": cmdCaseID, "damage": cmdDamage,
		},
	})
}

// lastLine decodes the last line of a command's standard output.
func lastLine(ts *testscript.TestScript) map[string]any {
	lines := strings.Split(strings.TrimSpace(ts.ReadFile("stdout")), "\n")
	var v map[string]any
	ts.Check(json.Unmarshal([]byte(lines[len(lines)-1]), &v))
	return v
}

// cmdResult checks members of the last JSON line: result status=submitted fault.code=25002 item_id=*
// where * stands for anything but null, and an empty value for null.
func cmdResult(ts *testscript.TestScript, neg bool, args []string) {
	line := lastLine(ts)
	for _, a := range args {
		path, want, _ := strings.Cut(a, "=")
		got := member(line, strings.Split(path, "."))
		ok := fmt.Sprint(got) == want
		switch want {
		case "*":
			ok = got != nil && got != ""
		case "":
			ok = got == nil
		}
		if ok == neg {
			ts.Fatalf("%s is %v, want %q in\n%v", path, got, want, line)
		}
	}
}

func member(v map[string]any, path []string) any {
	got := v[path[0]]
	if len(path) == 1 {
		return got
	}
	inner, _ := got.(map[string]any)
	return member(inner, path[1:])
}

// cmdCaseID keeps the case id of the last result as $CASE.
func cmdCaseID(ts *testscript.TestScript, _ bool, _ []string) {
	id, _ := lastLine(ts)["case"].(string)
	ts.Setenv("CASE", id)
}

// cmdAbsent fails when a path exists: what a refused command must not have written.
func cmdAbsent(ts *testscript.TestScript, _ bool, args []string) {
	for _, a := range args {
		if _, err := os.Stat(ts.MkAbs(a)); err == nil {
			ts.Fatalf("%s exists", a)
		}
	}
}

// cmdCanary searches every file below a folder for texts that must not be there. Patterns are
// plain strings; token prefixes followed by a hex digit mean a token in clear.
func cmdCanary(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(filepath.Walk(ts.MkAbs(args[0]), func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() || strings.HasPrefix(info.Name(), "demo-sim.json") {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, want := range args[1:] {
			if strings.Contains(string(b), want) {
				return fmt.Errorf("%s holds %q", path, want)
			}
		}
		if t := tokenShape.Find(b); t != nil {
			return fmt.Errorf("%s holds a token: %.20s...", path, t)
		}
		return nil
	}))
}
