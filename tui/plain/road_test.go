package plain

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig"
	"linkdesk/tui/rig/fake"
)

// TestTranscript are whole conversations, as a person hears them: the good road to its end, a
// refusal, and what stands behind a question mark.
func TestTranscript(t *testing.T) {
	g := rig.NewGoldens(t)
	refused := fake.Failing(flow.Submit, &flow.Fault{Op: "submission", Kind: flow.Refused, Code: "25002", Message: "Name could not be verified with Plaid Identity",
		RequestID: "0b1c6a7e-req", HTTPStatus: 422})
	for _, x := range []struct {
		name    string
		story   fake.Script
		answers []string
	}{
		{"road", fake.Happy, slices.Concat(toEnd, []string{"", "timeline", "b", "q"})},
		{"refused", refused, slices.Concat(toEnd, []string{"?", "1", "q"})},
		{"money", fake.Happy, slices.Concat(toEnd, []string{"", "pull money", "25", "25", "pull money", "25", "25.00", "money", "cancel", "yes", "q"})},
	} {
		t.Run(x.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				_, opts := demo(x.story)
				g.Equal(t, script(t, opts, x.answers...))
			})
		})
	}
}

func TestOnlyOwnersOfGoldens(t *testing.T) { rig.OnlyOwners(t, "TestTranscript") }

// TestNothingThatAsksIsDoneByHalfAYes: everything but the word is no, and an empty line stands for
// nothing that asks.
func TestNothingThatAsksIsDoneByHalfAYes(t *testing.T) {
	for _, no := range []string{"", "y", "YES", "yes please", "no", "1"} {
		synctest.Test(t, func(t *testing.T) {
			d, opts := demo(fake.Happy)
			said := script(t, opts, slices.Concat(toToken, []string{"", "1", no, "close", no, "q"})...)
			if got := given(d); slices.Contains(got, flow.CmdSubmit) || slices.Contains(got, flow.CmdClose) {
				t.Errorf("%q was a yes: %v\n%s", no, got, said)
			}
			if strings.Count(said, "That is a no. Nothing was done.") != 2 || !strings.Contains(said, "An empty line chooses nothing here.") {
				t.Errorf("%q:\n%s", no, said)
			}
		})
	}
}

// TestAnAmountIsTypedTwice: the second time with its cents, and in Production the name as well.
func TestAnAmountIsTypedTwice(t *testing.T) {
	for _, x := range []struct {
		env     flow.Environment
		answers []string
		moved   bool
	}{
		{flow.Demo, []string{"25", "25.00"}, true},
		{flow.Demo, []string{"25", "25"}, false},
		{flow.Demo, []string{"25", "52.00"}, false},
		{flow.Demo, []string{"25", ""}, false},
		{flow.Demo, []string{"25", "yes"}, false},
		{flow.Demo, []string{"-3", "0", "25.00", "25.00"}, true},
		{flow.Demo, []string{""}, false},
		{flow.Production, []string{"25", "25.00", "Avery Quinn"}, true},
		{flow.Production, []string{"25", "25.00", "yes"}, false},
		{flow.Production, []string{"25", "25.00", "avery quinn"}, false},
	} {
		synctest.Test(t, func(t *testing.T) {
			d := fake.New(x.env, fake.Happy, time.Second)
			def, road := fake.Defaults(), toEnd
			if x.env == flow.Production {
				def.Handoff, def.By = flow.HandoffBrowser, "operator"
				road = slices.Concat(fresh, []string{"1", "1", "Avery Quinn", "1", "choose Plaid Saving", "1", "yes"})
			}
			d.SetDefaults(def)
			opts := Options{Desks: fake.One(d), Env: x.env}
			said := script(t, opts, slices.Concat(road, []string{"pull money"}, x.answers)...)
			if got := slices.Contains(given(d), flow.CmdContribute); got != x.moved {
				t.Errorf("%s %q: moved is %v\n%s", x.env, x.answers, got, said)
			}
			if !strings.Contains(said, "Submitted to Prime Trust") {
				t.Errorf("the road was not walked:\n%s", said)
			}
		})
	}
}

// TestTheTokenIsShownAfterItsOwnQuestion, and that it was is in the history.
func TestTheTokenIsShownAfterItsOwnQuestion(t *testing.T) {
	for _, answer := range []string{"no", "yes"} {
		synctest.Test(t, func(t *testing.T) {
			d, opts := demo(fake.Happy)
			said := script(t, opts, slices.Concat(toToken, []string{"show the processor token", answer, "timeline", "q"})...)
			shown := slices.Contains(given(d), flow.CmdReveal)
			if yes := answer == "yes"; shown != yes || strings.Count(said, fake.Token) != map[bool]int{true: 1}[yes] {
				t.Errorf("%s: revealed %v\n%s", answer, shown, said)
			}
			if answer == "yes" && !strings.Contains(said, "\n"+fake.Token+"\n") {
				t.Errorf("the token is not alone on its line:\n%s", said)
			}
		})
	}
}

// TestANoteInLines: of a token that is typed into one, only its kind is kept.
func TestANoteInLines(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		said := script(t, opts, slices.Concat(toToken, []string{"write a note", "the bank sent access-sandbox-3f2a9c1b-77d1-4a52-9f6e-2c8d1e0b4a55", "timeline", "b", "q"})...)
		if !slices.Contains(given(d), flow.CmdNote) || strings.Contains(said, "3f2a9c1b") || strings.Count(said, "note: “the bank sent access-sandbox-[token]”") != 2 {
			t.Errorf("%v\n%s", given(d), said)
		}
	})
}
