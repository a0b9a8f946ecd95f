package store

import (
	"crypto/rand"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// keySize is the length of every key here, in bytes.
const keySize = 32

// keyHeader is the first line of a key file of ours, so that a person who finds the file
// knows what it is before removing it.
const keyHeader = "linkdesk sealing key v1: without this file the tokens in the history beside it are lost"

// formatKey is the text form of a key.
func formatKey(key []byte) []byte {
	return fmt.Appendf(nil, "%s\n%s\n", keyHeader, base64.StdEncoding.EncodeToString(key))
}

// parseKey reads a key file: our own form, or one line with 32 bytes in hex or base64, as
// "openssl rand" makes it. Its errors never repeat what is in the file.
func parseKey(text []byte) ([]byte, error) {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n")), "\n")
	if strings.HasPrefix(lines[0], "linkdesk sealing key v") {
		if !strings.HasPrefix(lines[0], "linkdesk sealing key v1:") {
			return nil, errors.New("a newer linkdesk wrote it")
		}
		lines = lines[1:]
	}
	if len(lines) != 1 {
		return nil, errors.New("it does not hold one key")
	}
	line := strings.TrimSpace(lines[0])
	for _, decode := range []func(string) ([]byte, error){hex.DecodeString, base64.StdEncoding.DecodeString} {
		if key, err := decode(line); err == nil && len(key) == keySize {
			return key, nil
		}
	}
	return nil, errors.New("it does not hold 32 bytes in hex or base64")
}

// makeKey makes the key file of our own, and returns whatever key is in it then. The name
// comes into being with its content and only once, so that two first starts agree on a key.
func (s *Store) makeKey(k keySource) ([]byte, error) {
	fault := func(err error) error {
		return &SetupError{What: "the key file", Path: k.path, Why: "it cannot be made: " + reason(err)}
	}
	key := make([]byte, keySize)
	_, _ = rand.Read(key) // it never fails; it ends the program when it cannot
	tmp, err := writeTemp(k.path, formatKey(key))
	if err != nil {
		return nil, fault(err)
	}
	defer func() { _ = os.Remove(tmp) }()
	if err := nameNew(tmp, k.path); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, fault(err)
	}
	if err := syncDir(filepath.Dir(k.path)); err != nil {
		return nil, fault(err)
	}
	return s.loadKey(k)
}

// nameNew gives a finished file one more name, and never takes that name from another file:
// it returns fs.ErrExist then.
func nameNew(tmp, path string) error {
	err := os.Link(tmp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	// Some file systems have no hard links. The side lock keeps other consoles away, so looking
	// first is enough there.
	if !missing(path) {
		return fs.ErrExist
	}
	return os.Rename(tmp, path)
}
