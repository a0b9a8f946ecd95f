package store

import (
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
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
