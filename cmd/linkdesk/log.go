package main

import (
	"fmt"
	"io"
	"log/slog"
	"os"

	"linkdesk/flow"
)

// eventLog is the file of --log: which events were kept, and what broke. It holds no data of
// events, so nothing in it needs to be masked.
type eventLog struct {
	file io.Closer
	log  *slog.Logger
}

func (a *app) openLog() (*eventLog, error) {
	if a.flags.log == "" {
		return &eventLog{log: slog.New(slog.DiscardHandler)}, nil
	}
	f, err := os.OpenFile(a.flags.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return nil, usage(fmt.Errorf("the log cannot be written: %w", err))
	}
	return &eventLog{file: f, log: slog.New(slog.NewJSONHandler(f, nil))}, nil
}

func (l *eventLog) close() {
	if l.file != nil {
		_ = l.file.Close()
	}
}

func (l *eventLog) record(r flow.Record) {
	attrs := []any{"case", string(r.Case), "seq", r.Seq, "kind", string(r.Event.Kind()), "stop", string(r.Event.Stop())}
	for _, c := range flow.CallsOf(r.Event) {
		attrs = append(attrs, "endpoint", c.Endpoint, "request_id", c.RequestID, "http_status", c.HTTPStatus, "took_ms", c.TookMS)
	}
	l.log.Info("event", attrs...)
}

// panicked keeps the type and the stack of a panic; its value may hold anything.
func (l *eventLog) panicked(value any, stack []byte) {
	l.log.Error("panic", "type", fmt.Sprintf("%T", value), "stack", string(stack))
}
