package screen_test

import (
	"slices"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/screen"
)

func TestLinkEventsStandInTheirOrder(t *testing.T) {
	start := time.Date(2024, 5, 1, 10, 0, 0, 0, time.UTC)
	// Link's clock is an hour ahead of ours.
	link := func(s int) time.Time { return start.Add(time.Hour + time.Duration(s)*time.Second) }
	record := func(s int, e flow.Event) flow.Record {
		return flow.Record{Time: start.Add(time.Duration(s) * time.Second), Event: e}
	}
	seen := func(s int, name string, at time.Time) flow.Record {
		return record(s, flow.LinkEventSeen{Event: flow.LinkEvent{Name: name, At: at}})
	}
	for name, tc := range map[string]struct {
		records []flow.Record
		want    []string
	}{
		"no times":           {[]flow.Record{seen(2, "A", time.Time{}), seen(4, "B", time.Time{})}, []string{"0:02 A", "0:04 B"}},
		"found late":         {[]flow.Record{seen(9, "C", link(8)), seen(9, "A", link(1)), seen(21, "B", link(5))}, []string{"0:02 A", "0:06 B", "0:09 C"}},
		"the same time":      {[]flow.Record{seen(1, "A", link(1)), seen(1, "B", link(1))}, []string{"0:01 A", "0:01 B"}},
		"mixed":              {[]flow.Record{seen(1, "A", link(1)), seen(2, "B", time.Time{}), seen(4, "C", link(3))}, []string{"0:01 A", "0:02 B", "0:03 C"}},
		"only the last time": {[]flow.Record{seen(1, "OLD", link(1)), record(5, flow.HandoffStarted{}), seen(7, "A", time.Time{})}, []string{"0:02 A"}},
	} {
		t.Run(name, func(t *testing.T) {
			records := append([]flow.Record{record(0, flow.HandoffStarted{})}, tc.records...)
			if got := screen.LinkEvents(records); !slices.Equal(got, tc.want) {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}
