package screen

import (
	"testing"
	"time"

	"linkdesk/flow"
)

// TestTheRailTellsHowLongEachStopTook: stops that are done have their span, the current one the time
// since the one before it was done, and what is to come has none.
func TestTheRailTellsHowLongEachStopTook(t *testing.T) {
	start := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	cs := flow.Case{Phase: flow.PhaseTokenMade, Created: start, Times: map[flow.Stop]flow.StopTimes{
		flow.StopEnvironment:  {Started: start, Ended: start},
		flow.StopCounterparty: {Started: start, Ended: start.Add(95 * time.Second)},
		flow.StopLinkToken:    {Started: start.Add(100 * time.Second), Ended: start.Add(101 * time.Second)},
	}}
	now := start.Add(3*time.Hour + 101*time.Second)
	for stop, want := range map[flow.Stop]string{
		flow.StopEnvironment: "", flow.StopCounterparty: "1m", flow.StopLinkToken: "1s", flow.StopHandoff: "3h", flow.StopAccount: "",
	} {
		if got := stopTook(cs, stop, now); got != want {
			t.Errorf("%s took %q, want %q", stop, got, want)
		}
	}
	if got := stopTook(cs, flow.StopHandoff, time.Time{}); got != "" {
		t.Errorf("before the first tick the current stop took %q", got)
	}
	cs.Phase = flow.PhaseClosed
	if got := stopTook(cs, cs.Stop(), now); got != "1s" {
		t.Errorf("the last stop of a closed case took %q", got)
	}
}
