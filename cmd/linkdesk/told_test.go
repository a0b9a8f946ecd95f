package main

import (
	"testing"

	"linkdesk/flow"
)

// TestEveryEventIsTold: a new event must get words of its own, not its name in the code.
func TestEveryEventIsTold(t *testing.T) {
	for _, k := range flow.EventKinds() {
		payload := []byte(`{"effect":"submission","fault":{"code":"X","message":"x"}}`)
		for n := uint16(1); ; n++ {
			ev, err := flow.DecodeEvent(n, payload)
			if err != nil {
				t.Fatalf("%s: %v", k, err)
			}
			if ev.Kind() != k {
				continue
			}
			if words := told(ev); words == "" || words == string(k) {
				t.Errorf("%s is told as %q", k, words)
			}
			break
		}
	}
	for _, e := range flow.Effects() {
		if doing(e) == string(e) {
			t.Errorf("the effect %s has no words", e)
		}
	}
}
