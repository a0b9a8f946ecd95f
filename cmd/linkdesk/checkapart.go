package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/link"
)

// A check reads some hundred MB a second where all is well.
const (
	checkBase     = 30 * time.Second
	checkSlowest  = 20 << 20 // bytes a second
	checkLongLine = 8 << 10
)

// checkApart is store.CheckFile in a process of its own, for store.Options.Child: a damaged file
// may take that process with it or keep it busy for ever, and either is a finding.
func checkApart(ctx context.Context, path string) error {
	limit := checkBase
	if fi, err := os.Stat(path); err == nil {
		limit += time.Duration(fi.Size()/checkSlowest) * time.Second
	}
	return checkWithin(ctx, path, limit)
}

func checkWithin(ctx context.Context, path string, limit time.Duration) error {
	self, err := os.Executable()
	if err != nil {
		return fmt.Errorf("this program cannot start itself to examine %s: %w", flow.Clean(path), err)
	}
	limited, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	cmd := exec.CommandContext(limited, self, "check-file", "--", path)
	cmd.Args[0] = os.Args[0]
	cmd.Env = append(link.WithoutKeys(os.Environ()), "GOTRACEBACK=none")
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &atMost{w: &out, left: checkLongLine}, io.Discard
	cmd.WaitDelay = time.Second
	err = cmd.Run()
	found := func(why string) error { return &flow.DamagedError{Path: path, Why: why} }
	line := strings.TrimSpace(out.String())
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case limited.Err() != nil:
		return found(fmt.Sprintf("examining its pages was not done after %s, which only a damaged file explains", limit))
	case err == nil && line == verdictSound:
		return nil
	case err == nil:
		return fmt.Errorf("the pages of %s cannot be examined: the process that should do it gave no answer", flow.Clean(path))
	case !errors.As(err, &exit):
		return fmt.Errorf("the pages of %s cannot be examined: %w", flow.Clean(path), err)
	case exit.ExitCode() == exitHistory && strings.HasPrefix(line, verdictDamaged):
		return found(flow.Clean(strings.TrimPrefix(line, verdictDamaged)))
	case exit.ExitCode() == exitHistory && strings.HasPrefix(line, verdictBusy):
		return &flow.BusyError{Holder: flow.Clean(strings.TrimPrefix(line, verdictBusy))}
	case exit.ExitCode() == exitInternal || exit.String() == "signal: killed": // by another than us
		return fmt.Errorf("the pages of %s cannot be examined: the process that should do it was ended (%s)", flow.Clean(path), exit)
	}
	return found(fmt.Sprintf("examining its pages ended the process that did it (%s)", exit))
}

// atMost keeps the beginning of what is written and takes the rest without a word.
type atMost struct {
	w    io.Writer
	left int
}

func (a *atMost) Write(b []byte) (int, error) {
	n := min(len(b), a.left)
	a.left -= n
	if _, err := a.w.Write(b[:n]); err != nil {
		return 0, err
	}
	return len(b), nil
}
