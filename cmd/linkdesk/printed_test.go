package main

import (
	"errors"
	"io"
	"strings"
	"testing"
)

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errors.New("the disk is full") }

// A result that nobody could read is exit code 1, whatever the command.
func TestAResultThatCannotBePrintedIsSaid(t *testing.T) {
	bare(t)
	dir := t.TempDir()
	if code := execute(t.Context(), []string{"run", "--env", "demo", "--data", dir}, streams{strings.NewReader(""), io.Discard, io.Discard}); code != exitOK {
		t.Fatalf("exit %d", code)
	}
	for _, line := range []string{"version", "sim --list", "history list", "history list --json", "history verify --env sandbox", "history prune --env demo --yes --before 2020-01-01", "auth status", "run --env demo"} {
		var said strings.Builder
		code := execute(t.Context(), append(strings.Fields(line), "--data", dir), streams{strings.NewReader(""), fullDisk{}, &said})
		if code != exitInternal || !strings.Contains(said.String(), "the disk is full") {
			t.Errorf("%s: exit %d, %s", line, code, said.String())
		}
	}
}
