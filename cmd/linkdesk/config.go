package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"

	"linkdesk/flow"
)

// config is config.toml: settings at the top, and a table for each environment with real keys.
type config struct {
	path   string
	values map[flow.Environment]map[string]string // the top is the empty environment
}

// readConfig reads the file that was named, by the flag or else the variable, or the user's own
// where there is one. It returns nil where there is none.
func readConfig(variable, flag string) (*config, error) {
	path, named := flag, true
	if path == "" {
		path = variable
	}
	if path == "" {
		dir, err := os.UserConfigDir()
		if err != nil {
			return nil, nil // no home, no file
		}
		path, named = filepath.Join(dir, "linkdesk", "config.toml"), false
	}
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	fault := func(why string) error { return fmt.Errorf("the config file %s: %s", flow.Clean(path), why) }
	text, info, err := readSmall(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !named:
		return nil, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fault("there is no such file")
	case err != nil:
		return nil, fault(err.Error())
	}
	c, err := parseConfig(path, string(text))
	if err != nil {
		return nil, fault(err.Error())
	}
	if c.holdsSecrets() {
		if why := notPrivate(info); why != "" {
			return nil, fault("it holds secrets and " + why + ": chmod 600 " + flow.Clean(path))
		}
	}
	return c, nil
}

// readSmall reads a small file and tells what was read, not what stands at the path by now.
func readSmall(path string) ([]byte, fs.FileInfo, error) {
	// A look first: opening a pipe waits for somebody who writes, and no signal ends that.
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		return nil, nil, errors.New("it is not a small file")
	}
	f, err := os.Open(path)
	if err != nil {
		var at *fs.PathError
		if errors.As(err, &at) && !errors.Is(err, fs.ErrNotExist) {
			err = at.Err
		}
		return nil, nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil || !info.Mode().IsRegular() || info.Size() > fileLimit {
		return nil, nil, errors.New("it is not a small file")
	}
	text, err := io.ReadAll(io.LimitReader(f, fileLimit))
	return text, info, err
}

// notPrivate says who else can read a file of ours.
func notPrivate(info fs.FileInfo) string {
	switch {
	case runtime.GOOS == "windows":
		return "" // modes tell nothing there
	case !ownedByUs(info):
		return "does not belong to you"
	case info.Mode().Perm()&0o077 != 0:
		return fmt.Sprintf("others can read it (mode %04o)", info.Mode().Perm())
	}
	return ""
}

// get returns a value of the environment's table, or of the top.
func (c *config) get(env flow.Environment, k setting) string {
	if v := c.values[env][k.config]; v != "" {
		return v
	}
	return c.values[""][k.config]
}

func (c *config) holdsSecrets() bool {
	for _, table := range c.values {
		if table[setSecret.config] != "" || table[setPassword.config] != "" {
			return true
		}
	}
	return false
}
