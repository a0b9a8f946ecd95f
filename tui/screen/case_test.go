package screen_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// primaryKey is the row of Enter.
func primaryKey(t *testing.T, s screen.Screen) kit.Key {
	t.Helper()
	for _, table := range s.Keys() {
		for _, k := range table.Keys {
			if slices.Contains(k.Press, "enter") {
				return k
			}
		}
	}
	t.Fatal("enter means nothing")
	return kit.Key{}
}

// silent is a world that never answers, so that nothing happens behind a test's back.
func silent(flow.Case, flow.Effect) []flow.Event { return nil }

// open makes a case that has come as far as a piece of work, on the screen.
func open(t *testing.T, env flow.Environment, script fake.Script, last flow.EffectKind) (*screen.Case, *fake.Desk, flow.CaseID) {
	t.Helper()
	d := fake.New(env, silent, 0)
	id := d.Past("Avery Quinn", false, script, last)
	c := screen.NewCaseView(d, id)
	settle(t, c, c.Start())
	return c, d, id
}

// Every stop has one obvious thing to do, and it is the right one.
func TestEnterIsTheObviousThing(t *testing.T) {
	refused := &flow.Fault{Op: "submission", Kind: flow.Refused, Code: "25002", Message: "no match", Who: flow.Customer, HTTPStatus: 400}
	unknown := &flow.Fault{Op: "submission", Kind: flow.Unknown, Code: "NO_ANSWER", Message: "gone", Who: flow.Operator}
	processor := &flow.Fault{Op: "processor_token_create", Kind: flow.Refused, Code: "INVALID_PROCESSOR", Message: "no", Who: flow.Operator}
	left := flow.NewLinkExited(flow.LinkResult{ExitStatus: "requires_code"}).Fault
	for name, tc := range map[string]struct {
		env    flow.Environment
		script fake.Script
		last   flow.EffectKind
		want   string
	}{
		"token made":            {flow.Demo, fake.Happy, flow.CreateLinkToken, "hand over to a test customer"},
		"token made for real":   {flow.Production, fake.Happy, flow.CreateLinkToken, "confirm for Production"},
		"link token failed":     {flow.Demo, fake.Failing(flow.CreateLinkToken, refused), flow.CreateLinkToken, "try again"},
		"left Link":             {flow.Demo, fake.Failing(flow.OpenLink, left), flow.OpenLink, "hand over to a test customer"},
		"linked, interrupted":   {flow.Demo, fake.Happy, flow.OpenLink, "go on"},
		"accounts read":         {flow.Demo, fake.Happy, flow.ReadAccounts, "choose this account"},
		"partner unknown":       {flow.Demo, fake.Failing(flow.CreateProcessorToken, processor), flow.CreateProcessorToken, "name another partner"},
		"processor token made":  {flow.Demo, fake.Happy, flow.CreateProcessorToken, "submit to Prime Trust"},
		"submission refused":    {flow.Demo, fake.Failing(flow.Submit, refused), flow.Submit, "try again"},
		"submission's end lost": {flow.Demo, fake.Failing(flow.Submit, unknown), flow.Submit, "try again"},
		"submitted":             {flow.Demo, fake.Happy, flow.Submit, "look at the status"},
	} {
		t.Run(name, func(t *testing.T) {
			c, _, _ := open(t, tc.env, tc.script, tc.last)
			if k := primaryKey(t, c); k.Help != tc.want || k.Off != "" {
				t.Errorf("enter means %q (off: %q), want %q", k.Help, k.Off, tc.want)
			}
		})
	}
}

// An answer that was overtaken by a newer one must not bring the past back.
func TestStaleSnapshotsAreDropped(t *testing.T) {
	c, d, id := open(t, flow.Demo, fake.Happy, flow.CreateLinkToken)
	old := c.Start().Jobs[0].Run(t.Context())
	if err := d.Happen(id, flow.HandoffStarted{Handoff: flow.HandoffBrowser}); err != nil {
		t.Fatal(err)
	}
	settle(t, c, c.Start())
	sees(t, c, "interrupted")
	c.Update(old)
	sees(t, c, "interrupted")
}

func TestAnswersOfAnotherCaseAreDropped(t *testing.T) {
	c, _, _ := open(t, flow.Demo, fake.Happy, flow.CreateLinkToken)
	d := fake.New(flow.Demo, silent, 0)
	d.Past("someone", false, fake.Happy, "")
	second := d.Past("someone else", false, fake.Happy, flow.Submit)
	wrong := screen.NewCaseView(d, second).Start().Jobs[0].Run(t.Context())
	c.Update(wrong)
	if strings.Contains(text(c), "Submitted") {
		t.Errorf("another case is shown:\n%s", text(c))
	}
}

func TestOneWaitIsOut(t *testing.T) {
	c, _, _ := open(t, flow.Demo, fake.Happy, flow.CreateLinkToken)
	for range 5 {
		if out := c.Update(screen.Tick{Now: time.Now()}); len(out.Jobs) != 0 {
			t.Fatalf("%d more waits beside the one that is out", len(out.Jobs))
		}
	}
}

// While a command is being written, and until its effect can be seen, nothing else can be
// asked for.
func TestOneCommandAtATime(t *testing.T) {
	c, _, _ := open(t, flow.Demo, fake.Happy, flow.CreateProcessorToken)
	if out := c.Act("submit"); len(out.Jobs) != 0 || c.Asking() == nil {
		t.Fatal("the submission does not ask first")
	}
	then := c.Asking().Then
	out := c.Act(then)
	if c.Asking() != nil || len(out.Jobs) != 1 {
		t.Fatalf("after a yes: dialog %v, %d jobs", c.Asking(), len(out.Jobs))
	}
	if k := primaryKey(t, c); !strings.Contains(k.Off, "submitting") {
		t.Errorf("enter is free while it submits: %q, off %q", k.Help, k.Off)
	}
	read := c.Update(out.Jobs[0].Run(t.Context()))
	if k := primaryKey(t, c); k.Off == "" || len(read.Jobs) != 1 {
		t.Errorf("enter is free before the effect is seen; %d reads", len(read.Jobs))
	}
	c.Update(read.Jobs[0].Run(t.Context()))
	sees(t, c, "submitting to Prime Trust")
}

func TestRefusalsAreNoticesAndFaultsStay(t *testing.T) {
	for name, tc := range map[string]struct {
		err  error
		say  string
		fail string
	}{
		"refusal":  {&flow.Refusal{Why: "nothing failed"}, "not now: nothing failed", ""},
		"conflict": {flow.ErrConflict, "another console changed this case", ""},
		"busy":     {&flow.BusyError{Holder: "alice"}, "held by alice", ""},
		"fault":    {&flow.Fault{Message: "bad name", Hint: "give another", RequestID: "r1"}, "", "Bad name. Give another. request_id r1"},
		"other":    {errors.New("the disk is full"), "", "The disk is full."},
	} {
		t.Run(name, func(t *testing.T) {
			c, d, _ := open(t, flow.Demo, fake.Happy, flow.Submit)
			d.Fail(tc.err)
			outs := settle(t, c, c.Act("follow"))
			got := outs[len(outs)-1]
			if !strings.Contains(got.Say.Text, tc.say) || got.Fail != tc.fail {
				t.Errorf("says %q, fails %q", got.Say.Text, got.Fail)
			}
			if k := primaryKey(t, c); k.Off != "" {
				t.Errorf("enter stays off: %q", k.Off)
			}
		})
	}
}

func TestCursorStartsOnTheStorysAccount(t *testing.T) {
	for mask, want := range map[string]string{"1111": "acc-2", "": "acc-1", "3333": "acc-1", "9999": "acc-1"} {
		d := fake.New(flow.Demo, silent, 0)
		v := fake.Defaults()
		v.AccountMask = mask
		d.SetDefaults(v)
		c := screen.NewCaseView(d, d.Past("Avery Quinn", false, fake.Happy, flow.ReadAccounts))
		settle(t, c, c.Start())
		settle(t, c, c.Act("choose_account"))
		cmds := d.Commands()
		if got, ok := cmds[len(cmds)-1].(flow.ChooseAccount); !ok || got.AccountID != want || got.By != "operator" {
			t.Errorf("mask %q: %+v, want account %s", mask, cmds[len(cmds)-1], want)
		}
	}
}

func TestOnlyTheDesksOwnHandoffsAreOffered(t *testing.T) {
	d := fake.New(flow.Demo, silent, 0)
	v := fake.Defaults()
	v.Handoffs = []flow.HandoffKind{flow.HandoffSandbox, flow.HandoffBrowser}
	d.SetDefaults(v)
	c := screen.NewCaseView(d, d.Past("Avery Quinn", false, fake.Happy, flow.CreateLinkToken))
	settle(t, c, c.Start())
	for _, want := range []string{"in a browser here", "to a test customer", "in a browser here"} {
		c.Act("handoff_kind")
		sees(t, c, "hand over "+want)
		if strings.Contains(text(c), "hosted") {
			t.Errorf("a hand-off that is not there is offered:\n%s", text(c))
		}
	}
}

func TestLongPanesScrollToTheirEnd(t *testing.T) {
	refused := &flow.Fault{Op: "submission", Kind: flow.Refused, Code: "25002", Message: strings.Repeat("long words ", 40), Who: flow.Customer, HTTPStatus: 400}
	c, _, _ := open(t, flow.Demo, fake.Failing(flow.Submit, refused), flow.Submit)
	c.Update(screen.Resized{W: 38, H: 9})
	small := func() string {
		return c.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 38, H: 9, Now: time.Now()}).Body
	}
	for range 50 {
		c.Act(screen.IntentPageDown)
	}
	if !strings.Contains(small(), "their contact id") {
		t.Errorf("the end of the pane cannot be reached:\n%s", small())
	}
	for range 49 {
		c.Act(screen.IntentPageUp)
	}
	if !strings.Contains(small(), "try again") {
		t.Errorf("the way back up is longer than the way down:\n%s", small())
	}
}
