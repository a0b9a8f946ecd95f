package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"time"

	"linkdesk/flow"
)

// inChild runs CheckFile in a process of its own, as the program does.
func inChild(ctx context.Context, path string) error {
	exe, err := os.Executable()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, exe, path)
	cmd.Env = append(os.Environ(), childEnv+"=check", "GOTRACEBACK=none")
	out, err := cmd.Output()
	if err != nil {
		return &flow.DamagedError{Path: path, Why: fmt.Sprintf("%s (%v)", bytes.TrimSpace(out), err)}
	}
	return nil
}
