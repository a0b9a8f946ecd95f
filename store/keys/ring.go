package keys

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"time"

	"github.com/zalando/go-keyring"
)

// ringLimit bounds one call of the keyring: a locked one waits for a dialog that nobody may see.
const ringLimit = 3 * time.Second

// Ring is the keyring of the operating system: Secret Service on Linux, Keychain on macOS, the
// Credential Manager on Windows. All entries are of one service.
type Ring struct {
	Service string
	// Limit bounds each call; 0 means 3 s.
	Limit time.Duration
}

// RingError says why the keyring could not be used. It holds no value.
type RingError struct {
	Op  string // what was tried: "read", "write", "remove"
	Why string
}

func (e *RingError) Error() string {
	return "the keyring of this system could not " + e.Op + " an entry: " + e.Why
}

// Get reads an entry. It returns an error that is fs.ErrNotExist where there is none, and
// *RingError where the keyring cannot be used.
func (r Ring) Get(ctx context.Context, entry string) (string, error) {
	return r.get(ctx.Done(), entry)
}

// Set writes an entry, replacing an older one. Windows keeps 2,560 bytes at most.
func (r Ring) Set(ctx context.Context, entry, value string) error {
	return r.set(ctx.Done(), entry, value)
}

// Delete removes an entry; one that is not there is fs.ErrNotExist.
func (r Ring) Delete(ctx context.Context, entry string) error { return r.delete(ctx.Done(), entry) }

func (r Ring) get(done <-chan struct{}, entry string) (string, error) {
	return r.bounded(done, "read", func() (string, error) { return keyring.Get(r.Service, entry) })
}

func (r Ring) set(done <-chan struct{}, entry, value string) error {
	_, err := r.bounded(done, "write", func() (string, error) { return "", keyring.Set(r.Service, entry, value) })
	return err
}

func (r Ring) delete(done <-chan struct{}, entry string) error {
	_, err := r.bounded(done, "remove", func() (string, error) { return "", keyring.Delete(r.Service, entry) })
	return err
}

// bounded runs a call that cannot be cancelled. One that takes too long is left behind: it holds
// nothing of ours but its own entry.
func (r Ring) bounded(done <-chan struct{}, op string, call func() (string, error)) (string, error) {
	if why := noRing(); why != "" {
		return "", &RingError{op, why}
	}
	limit := r.Limit
	if limit <= 0 {
		limit = ringLimit
	}
	timer := time.NewTimer(limit)
	defer timer.Stop()
	type answer struct {
		value string
		err   error
	}
	back := make(chan answer, 1)
	go func() {
		value, err := call()
		back <- answer{value, err}
	}()
	select {
	case a := <-back:
		switch {
		case errors.Is(a.err, keyring.ErrNotFound):
			return "", fs.ErrNotExist
		case errors.Is(a.err, keyring.ErrUnsupportedPlatform):
			return "", &RingError{op, "this system has none"}
		case a.err != nil:
			return "", &RingError{op, a.err.Error()}
		}
		return a.value, nil
	case <-done:
		return "", &RingError{op, "it was interrupted"}
	case <-timer.C:
		return "", &RingError{op, fmt.Sprintf("it did not answer within %s; it may be locked: unlock it and try again", limit)}
	}
}
