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

// fileLimit bounds .env and config.toml: they hold a handful of lines.
const fileLimit = 64 << 10

// readDotenv reads .env where there is one. A broken one is an error, because a silently
// ignored key file leads to a puzzle later.
func readDotenv() (map[string]string, error) {
	info, err := os.Stat(".env")
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil, !info.Mode().IsRegular(), info.Size() > fileLimit:
		return nil, errors.New("what is called .env in this directory is not a small file of NAME=value lines")
	}
	values, err := godotenv.Read(".env")
	if err != nil {
		// The parser's error quotes the line, and the line may hold a secret.
		return nil, errors.New("the file .env in this directory cannot be read as NAME=value lines")
	}
	return values, nil
}

// environment resolves the environment of a command. Empty means that nothing was said.
func (a *app) environment(s settings) (flow.Environment, error) {
	v, err := s.of("").find(setEnv)
	if err != nil || v.text == "" {
		return "", usage(err)
	}
	env, err := flow.ParseEnvironment(v.text)
	if err != nil && v.from.kind != fromFlag {
		err = fmt.Errorf("%s: %w", v.from, err)
	}
	return env, usage(err)
}

// dataDir is where the histories are: what was set, or the user's data directory.
func (a *app) dataDir(s settings) (string, error) {
	v, err := s.of("").find(setData)
	if err != nil {
		return "", usage(err)
	}
	if v.text != "" {
		dir, err := filepath.Abs(v.text)
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
