package screen

import "context"

// until makes a context that ends when stop is closed: a key ends a job without leaving the page.
// The second result must be called when the job is over.
func until(ctx context.Context, stop <-chan struct{}) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	over := make(chan struct{})
	go func() {
		select {
		case <-stop:
			cancel()
		case <-over:
		}
	}()
	return ctx, func() { close(over); cancel() }
}
