package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"github.com/joho/godotenv"

	"linkdesk/flow"
)

// settings looks values up in their order: LINKDESK_* variable, the ecosystem's own name,
// then the .env file of the working directory. Flags come first and are looked at by their owners.
type settings struct {
	dotenv map[string]string
}

// readSettings reads .env where there is one. A broken one is a usage error, because a
// silently ignored key file leads to a puzzle later.
func readSettings() (settings, error) {
	values, err := godotenv.Read(".env")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return settings{}, nil
	case err != nil:
		// The parser's error quotes the line, and the line may hold a secret.
		return settings{}, usage(errors.New("the file .env in this directory cannot be read as NAME=value lines"))
	}
	return settings{dotenv: values}, nil
}

// get returns the first of the names that is set and not empty.
func (s settings) get(names ...string) string {
	for _, n := range names {
		if v := os.Getenv(n); v != "" {
			return v
		}
	}
	for _, n := range names {
		if v := s.dotenv[n]; v != "" {
			return v
		}
	}
	return ""
}

// environment resolves the environment of a command: the flag, then the variables. Empty
// means that nothing was said.
func (a *app) environment(s settings) (flow.Environment, error) {
	name := a.flags.env
	if name == "" {
		name = s.get("LINKDESK_ENV", "PLAID_ENV")
	}
	if name == "" {
		return "", nil
	}
	env, err := flow.ParseEnvironment(name)
	return env, usage(err)
}

// dataDir is where the histories are: --data, LINKDESK_DATA, or the user's data directory.
func (a *app) dataDir(s settings) (string, error) {
	dir := a.flags.data
	if dir == "" {
		dir = s.get("LINKDESK_DATA")
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

// need returns the value of the first name that is set, or an error that lists the names.
func (s settings) need(what string, names ...string) (string, error) {
	if v := s.get(names...); v != "" {
		return v, nil
	}
	return "", fmt.Errorf("%s is missing: set %s", what, names[0])
}
