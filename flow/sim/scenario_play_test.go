package sim

import (
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestTheStoryChanges: another scenario counts from now on, by method and by HTTP. The trouble of
// the one before goes with it; what was set by hand stays, and so does the world.
func TestTheStoryChanges(t *testing.T) {
	s, c := start(t, Options{Scenario: "wrong-keys"})
	if stopped, code := road(t, s, c); code != "INVALID_API_KEYS" {
		t.Fatalf("stopped at %q with %q", stopped, code)
	}
	c.steer("faults", obj{"path": "/item/get", "nth": 1, "kind": "500"}).want(200)
	if got := c.steer("scenario", obj{"scenario": "html-502"}).want(200); got.at("scenario") != "html-502" || s.Scenario().Name != "html-502" {
		t.Errorf("%s, and the simulator plays %s", got.raw, s.Scenario().Name)
	}
	set := c.look("faults")
	if set.at("faults 0 kind") != Kind502HTML || set.at("faults 1 path") != "/item/get" || set.at("faults 2") != nil {
		t.Errorf("faults: %s", set.raw)
	}
	if stopped, _ := road(t, s, c); stopped != "/accounts/get" {
		t.Errorf("the new story stops at %q", stopped)
	}
	if err := s.Play("happy"); err != nil {
		t.Fatal(err)
	}
	if stopped, code := road(t, s, c); stopped != "" {
		t.Errorf("the happy story stops at %q with %q", stopped, code)
	}
	state := c.look("state")
	if state.at("scenario") != "happy" || state.at("items") != 2.0 || state.at("funds_transfer_methods") != 1.0 {
		t.Errorf("the world after two changes: %s", state.raw)
	}
	c.steer("reset", obj{}).want(200)
	if state := c.look("state"); state.at("scenario") != "happy" || state.at("items") != 0.0 {
		t.Errorf("after a reset: %s", state.raw)
	}
}

// TestABrokenItemMendsWithTheStory: what a story does to the Items is gone with it.
func TestABrokenItemMendsWithTheStory(t *testing.T) {
	s, c := start(t, Options{Scenario: "broken-item"})
	_, access := c.processorToken()
	c.plaid("/auth/get", obj{"access_token": access}).refused(400, "ITEM_LOGIN_REQUIRED")
	if err := s.Play("happy"); err != nil {
		t.Fatal(err)
	}
	c.plaid("/auth/get", obj{"access_token": access}).want(200)
}

func TestLatencyChanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, c := start(t, Options{Now: time.Now, Latency: time.Second})
		took := func() time.Duration {
			begun := time.Now()
			c.plaid("/institutions/get_by_id", obj{"institution_id": "ins_109508", "country_codes": []string{"US"}}).want(200)
			return time.Since(begun)
		}
		if d := took(); d != time.Second {
			t.Errorf("at the start %s", d)
		}
		for _, want := range []string{"300ms", "0s", "1m0s"} {
			c.steer("latency", obj{"latency": want}).want(200)
			if d := took(); d.String() != want || c.look("state").at("latency") != want {
				t.Errorf("%s: a call took %s", want, d)
			}
		}
	})
}

// TestAMisspeltStageIsRefused and changes nothing.
func TestAMisspeltStageIsRefused(t *testing.T) {
	s, c := start(t, Options{Scenario: "slow"})
	for path, bodies := range map[string][]any{
		"scenario": {obj{"scenario": "hapy"}, obj{"scenario": ""}, obj{"name": "happy"}, "happy"},
		"latency":  {obj{"latency": "-1s"}, obj{"latency": "61s"}, obj{"latency": "soon"}, obj{"latency": 3}, obj{}},
	} {
		for _, body := range bodies {
			if got := c.steer(path, body); got.status != 400 || got.str("error") == "" {
				t.Errorf("%s %v: %d %s", path, body, got.status, got.raw)
			}
		}
	}
	if s.Scenario().Name != "slow" || s.Latency() != 0 {
		t.Errorf("now %s, %s", s.Scenario().Name, s.Latency())
	}
	if err := s.Play("hapy"); err == nil || !strings.Contains(err.Error(), "happy") {
		t.Errorf("an unknown story: %v", err)
	}
}
