package fake

import (
	"context"
	"time"
)

// Pass implements screen.TimeKeeper.
func (d *Desk) Pass(_ context.Context, span time.Duration) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.passed += span
	return d.fail
}

// Passed is how much time was let pass.
func (d *Desk) Passed() time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.passed
}
