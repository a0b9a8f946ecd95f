package main

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/sim"
)

// TestNoCanaryInTheConsoleOfLines walks the road in lines: a refusal, adapters that break down with
// a token in their hands, and a closed case at the end; then searches all that was written, and all files.
func TestNoCanaryInTheConsoleOfLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, s := newParrot(t, sim.Options{Seed: 7})
		scenario, err := sim.FindScenario("")
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		a := &app{flags: globals{log: filepath.Join(dir, "log.json")}}
		log, err := a.openLog()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(log.close)
		k := talkWith(t, order{env: flow.Demo, dir: dir, transport: p, onRecord: log.record,
			demo: demoOrder{world: &demoWorld{scenario: scenario, seeded: s.Seeded(), url: "http://127.0.0.1:1"}}})
		for path, kind := range map[string]string{"/accounts/get": "INVALID_ACCESS_TOKEN", "POST /v2/funds-transfer-methods": "25001"} {
			body := `{"path":"` + path + `","nth":1,"kind":"` + kind + `"}`
			res, err := (&http.Client{Transport: p.inner}).Post("http://127.0.0.1:1/_sim/faults", "application/json", strings.NewReader(body))
			if err != nil || res.StatusCode/100 != 2 {
				t.Fatalf("%v %v", res, err)
			}
			_ = res.Body.Close()
		}
		p.panics["/item/public_token/exchange"] = 1
		p.panics["/v2/funds-transfer-methods"] = 2
		k.types("new case", "", "", "", "", "")
		for range 20 {
			said := k.since()
			switch {
			case strings.Contains(said, ". submit to Prime Trust"):
				k.types("submit", "yes")
			case strings.Contains(said, ". choose Plaid Checking"):
				k.types("choose Plaid Checking")
			case strings.Contains(said, ". try again"):
				k.types("try again")
			case k.kept().Submission != nil:
			default:
				k.types("1")
			}
			k.types("timeline", "?")
		}
		if k.kept().Submission == nil {
			t.Fatalf("it was never submitted:\n%s", k.since())
		}
		k.types("health", "money", "b", "close the case", "yes", "timeline", "b", "/", "Alberta")
		time.Sleep(time.Minute)
		said := k.said.String()
		for _, what := range []string{"INVALID_ACCESS_TOKEN", "25001", "INTERNAL", "-sandbox-…", "Status: closed"} {
			if !strings.Contains(said, what) {
				t.Errorf("%q was never said: the walk does not go where it should", what)
			}
		}
		p.absent(t, "what was said", []byte(said))
		if files := p.absentBelow(t, dir); files < 4 {
			t.Errorf("%d files searched", files)
		}
		if p.said == 0 {
			t.Error("no error ever repeated a token")
		}
	})
}

// TestTheTokenThatIsShownInLinesIsFound: the search sees it where it was shown on purpose, once.
func TestTheTokenThatIsShownInLinesIsFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t, "")
		k := talkIn(t, h, t.TempDir())
		k.types("new case", "", "", "", "", "", "1", "1", "choose Plaid Checking", "show the processor token", "no")
		if token := tokenShape.FindString(k.said.String()); token != "" {
			t.Errorf("a no has shown it: %.24s...", token)
		}
		k.types("show the processor token", "yes")
		if n := len(tokenShape.FindAllString(k.said.String(), -1)); n != 1 {
			t.Errorf("it was shown %d times", n)
		}
		shown := 0
		for _, e := range written(t, k.desks) {
			if e.kind == "processor_token_revealed" {
				shown++
			}
		}
		if shown != 1 {
			t.Errorf("the journal says %d times that it was shown", shown)
		}
	})
}
