package engine

import (
	"testing"

	"linkdesk/flow"
)

func TestHastenReachesTheOpenHandoffAlone(t *testing.T) {
	e := New(t.Context(), Config{})
	e.Hasten("01J") // nothing is open
	l := e.of("01J")
	if len(l.hurry) != 0 {
		t.Error("a case without a hand-off is hurried")
	}
	l.touch(func() { l.url = "https://secure.plaid.com/hl/0a" })
	e.Hasten("01J")
	e.Hasten("01J") // does not wait until the first is heard
	req, err := e.flight(t.Context(), l, flow.Case{ID: "01J"}, flow.Secret{})
	if err != nil || len(req.Hurry) != 1 {
		t.Errorf("the flight hears %d times, error %v", len(req.Hurry), err)
	}
}
