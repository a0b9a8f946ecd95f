package link

import (
	"context"
	"errors"
	"strings"
	"time"

	"linkdesk/flow"
)

// openPatience is how long the address is kept from the operator while a browser starts.
const openPatience = 3 * time.Second

// announce tells the sink where the page is. Handlers that speak of it wait until then.
func (f *flight) announce(ctx context.Context, open func(context.Context, string) error) {
	defer close(f.announced)
	f.started = announce(ctx, f.sink, f.bootURL(), open, f.booted)
}

// announce opens the browser and tells the sink the address. Whatever the browser does, the
// operator has the address after openPatience; a page that is asked for, where that can be
// seen, is sign enough that the browser is there. It reports whether a browser was started.
func announce(ctx context.Context, sink flow.HandoffSink, url string, open func(context.Context, string) error, asked <-chan struct{}) (started bool) {
	if open == nil {
		sink.Opened(url, false, "")
		return false
	}
	tried := make(chan error, 1)
	go func() { tried <- open(ctx, url) }()
	patience := time.NewTimer(openPatience)
	defer patience.Stop()
	var err error
	select {
	case <-asked:
	case err = <-tried:
	case <-ctx.Done():
		err = ctx.Err()
	case <-patience.C:
		err = errors.New("it gives no sign that it has started")
	}
	if err != nil {
		// The address opens the customer's visit, so it is in no note, which is kept.
		why := strings.ReplaceAll(err.Error(), url, "its address")
		sink.Opened(url, false, "no browser was opened: "+flow.Clean(why))
		return false
	}
	sink.Opened(url, true, "")
	return true
}
