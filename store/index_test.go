package store

import (
	"slices"
	"testing"

	"linkdesk/flow"
)

// TestNumbers: every status and party of the machine has a number of its own in the index of
// states. A new one goes to the end of the list.
func TestNumbers(t *testing.T) {
	for _, s := range flow.Statuses() {
		if statusNumber(s) == 0 {
			t.Errorf("status %s has no number", s)
		}
	}
	for _, w := range flow.Parties() {
		if whoNumber(w) == 0 {
			t.Errorf("party %s has no number", w)
		}
	}
	if want := []flow.Status{"open", "token_ready", "submitted", "usable", "unusable", "failed", "uncertain", "closed"}; !slices.Equal(statuses()[:8], want) {
		t.Errorf("the numbers have changed: %v", statuses())
	}
	if want := []flow.Who{"operator", "customer", "bank", "plaid", "partner", "nobody"}; !slices.Equal(parties()[:6], want) {
		t.Errorf("the numbers have changed: %v", parties())
	}
}
