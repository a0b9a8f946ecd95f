package sim

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// lockWait is how long a request waits for another process to let go of the
// state: far longer than any request holds it.
const lockWait = 5 * time.Second

var errLockHeld = errors.New("another process has held its lock for 5 s")

// lockFile takes the exclusive lock on path, trying again every few
// milliseconds; a blocking wait could not be ended by done, which may be nil.
func lockFile(done <-chan struct{}, path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	deadline := time.NewTimer(lockWait)
	defer deadline.Stop()
	for pause := time.Millisecond; ; pause = min(2*pause, 10*time.Millisecond) {
		held, err := tryLock(f)
		if err != nil {
			_ = f.Close()
			return nil, fmt.Errorf("cannot lock it: %w", err)
		}
		if held {
			return func() { _ = f.Close() }, nil // closing lets go
		}
		select {
		case <-time.After(pause):
		case <-done:
			_ = f.Close()
			return nil, context.Canceled
		case <-deadline.C:
			_ = f.Close()
			return nil, errLockHeld
		}
	}
}
