package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/joho/godotenv"

	"linkdesk/flow"
)

// dotenvLimit bounds the .env file: it holds a handful of lines.
const dotenvLimit = 64 << 10

// settings looks values up in their order: LINKDESK_* variable, the ecosystem's own name,
// then the .env file of the working directory. Flags come first and are looked at by their owners.
//
// The file is read only when a name of the ecosystem is looked for and the environment does not
// have it, so a foreign .env is nobody's business while no keys are needed. It never gives
// LINKDESK_* values: whoever can leave a file in a directory must not redirect keys to an address
// of theirs.
type settings struct {
	file func() (map[string]string, error)
}

func readSettings() settings {
	return settings{file: sync.OnceValues(readDotenv)}
}

// readDotenv reads .env where there is one. A broken one is an error, because a silently
// ignored key file leads to a puzzle later.
func readDotenv() (map[string]string, error) {
	info, err := os.Stat(".env")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil, !info.Mode().IsRegular(), info.Size() > dotenvLimit:
		return nil, errors.New("what is called .env in this directory is not a small file of NAME=value lines")
	}
	values, err := godotenv.Read(".env")
	if err != nil {
		// The parser's error quotes the line, and the line may hold a secret.
		return nil, errors.New("the file .env in this directory cannot be read as NAME=value lines")
	}
	return values, nil
}

// own returns a LINKDESK_* variable.
func (s settings) own(name string) string { return os.Getenv("LINKDESK_" + name) }

// get returns LINKDESK_ and the name, or the name itself, or the name from the .env file.
func (s settings) get(name string) (string, error) {
	if v := s.own(name); v != "" {
		return v, nil
	}
	if v := os.Getenv(name); v != "" {
		return v, nil
	}
	values, err := s.file()
	return values[name], err
}

// environment resolves the environment of a command: the flag, then the variables. Empty
// means that nothing was said.
func (a *app) environment(s settings) (flow.Environment, error) {
	name := a.flags.env
	if name == "" {
		name = s.own("ENV")
	}
	if name == "" {
		var err error
		if name, err = s.get("PLAID_ENV"); err != nil || name == "" {
			return "", usage(err)
		}
	}
	env, err := flow.ParseEnvironment(name)
	return env, usage(err)
}

// dataDir is where the histories are: --data, LINKDESK_DATA, or the user's data directory.
func (a *app) dataDir(s settings) (string, error) {
	dir := a.flags.data
	if dir == "" {
		dir = s.own("DATA")
	}
	if dir != "" {
		dir, err := filepath.Abs(dir)
		return dir, usage(err)
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "", usage(errors.New("there is no home directory here: say where the history shall be with --data DIR"))
	}
	switch {
	case os.Getenv("XDG_DATA_HOME") != "":
		return filepath.Join(os.Getenv("XDG_DATA_HOME"), "linkdesk"), nil
	case runtime.GOOS == "darwin":
		return filepath.Join(home, "Library", "Application Support", "linkdesk"), nil
	case runtime.GOOS == "windows":
		dir, err := os.UserConfigDir()
		return filepath.Join(dir, "linkdesk"), usage(err)
	}
	return filepath.Join(home, ".local", "share", "linkdesk"), nil
}
