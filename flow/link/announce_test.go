package link

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// The note of a browser that did not open is kept, and the address opens the customer's visit.
func TestTheNoteHoldsNoAddress(t *testing.T) {
	s := &sink{}
	url := "http://127.0.0.1:4711/hl/EUdvSecretPath"
	announce(t.Context(), s, url, func(_ context.Context, at string) error {
		return fmt.Errorf("the hosted page: Get %q: connection refused", at)
	}, nil)
	if len(s.notes) != 1 || strings.Contains(s.notes[0], "EUdv") || !strings.Contains(s.notes[0], "connection refused") {
		t.Errorf("the note is %q", s.notes)
	}
}
