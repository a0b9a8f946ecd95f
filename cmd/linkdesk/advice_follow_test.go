package main

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// failing are the stories of the table that leave somebody something to do.
func failing() []tale {
	return slices.DeleteFunc(stories(), func(s tale) bool { return s.code == "" && s.state != flow.TransferReversed })
}

// TestFromOneIDToARepairedCase is the support desk's day: for each failing story it has one id and
// nothing else. It finds the case, reads what failed, who acts and what to do, and does that.
func TestFromOneIDToARepairedCase(t *testing.T) {
	var ended []string
	rows := failing()
	used := map[string]int{}
	for n, s := range rows {
		t.Run(s.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				k := &counter{t: t, h: newHouse(t, "happy"), dir: t.TempDir()}
				defer leave(k.h)
				if _, code := k.asks("run", "--env", "demo", "--json"); code != exitOK { // a case that is not meant
					t.Fatalf("exit %d\n%s", code, k.errs.String())
				}
				kind, got := s.fails(t, k, n)
				used[kind]++
				money := s.pull != ""
				ok, at := k.follows(got, money)
				if !ok {
					now := k.show(got.Case)
					t.Errorf("the advice %+v leads to %s at %s, %+v, acts %+v\n%s", got.Acts, now.Status, now.Stop, now.Fault, now.Acts, k.errs.String())
				} else if at != got.Case {
					ended = append(ended, s.name+": "+got.WayOut)
				}
			})
		})
	}
	t.Logf("%d failing stories of %d; found by %v; ended by their stated way out: %d %v", len(rows), len(sim.Scenarios()), used, len(ended), ended)
}

// fails tells the story by run, and finds it again by one id of the kind whose turn it is.
func (s tale) fails(t *testing.T, k *counter, n int) (kind string, got shown) {
	t.Helper()
	time.Sleep(time.Second) // the clock of a bubble stands still, and the newest case comes first
	story, err := sim.FindScenario(s.name)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.h.sim.Play(s.name); err != nil {
		t.Fatal(err)
	}
	k.h.scenario = story
	args := []string{"run", "--env", "demo", "--scenario", s.name, "--json"}
	if s.pull != "" {
		args = append(args, "--fund", s.pull, "--confirm-fund", s.pull)
	}
	lines, _ := k.asks(args...)
	last := lines[len(lines)-1]
	if s.days > 0 {
		pass(t, k.h, s.days)
		lines2, _ := k.asks("run", "--resume", fmt.Sprint(last["case"]), "--follow", "--json")
		last = lines2[len(lines2)-1]
	}
	all := idsIn(lines)
	kinds := []string{"request_id", "link_session_id", "item_id"}
	for i := range kinds {
		if kind = kinds[(n+i)%3]; all[kind] != "" {
			break
		}
	}
	id := k.finds(kind, all[kind])
	got = k.show(id)
	s.read(t, got, last)
	return kind, got
}

// read holds what history show says against what the run said at its end.
func (s tale) read(t *testing.T, got shown, last map[string]any) {
	t.Helper()
	f, _ := last["fault"].(map[string]any)
	if got.Case != last["case"] || f == nil || got.Fault == nil {
		t.Fatalf("found %s, %+v; the run ended with %v", got.Case, got.Fault, last)
	}
	if s.code != "" && got.Fault.Code != s.code || got.Fault.Code != f["code"] || got.Fault.RequestID != fmt.Sprint(f["request_id"]) && f["request_id"] != nil ||
		got.Fault.Stop == "" || got.Fault.Stop != last["stop"] || got.Who == "" || got.Fault.Message == "" || got.Fault.Hint == "" {
		t.Errorf("history show has %+v, who %q; the run had %v", *got.Fault, got.Who, last)
	}
	if who := map[string]string{"you": "operator"}[s.who]; s.who != "" && got.Who != s.who && got.Who != who {
		t.Errorf("%s acts, want %s", got.Who, s.who)
	}
	if got.Advice == "" || got.What == "" || got.Tell == "" || len(got.Helps) != 4 || len(got.Acts) == 0 || got.Code == "" {
		t.Errorf("something is not said: %+v", got)
	}
}
