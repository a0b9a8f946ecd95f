package plain

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
)

// TestALongWaitSaysThatItGoesOn: seldom, and it can be stopped without stopping the hand-off, or
// with it.
func TestALongWaitSaysThatItGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Hanging(flow.OpenLink))
		k := sits(t, opts).types(fresh...).types("1", "hand over")
		d.Offer("01JDEMO0000000000000000001", "http://127.0.0.1:40123/3kQ9-once", "")
		k.after(time.Second)
		k.sees("\nhttp://127.0.0.1:40123/3kQ9-once\n", "waiting for the customer")
		said := k.after(time.Minute)
		if n := strings.Count(said, "Still waiting for the customer, "); n != 4 {
			t.Errorf("in a minute it said %d times that it waits:\n%s", n, said)
		}
		if n := len(strings.Split(strings.TrimSpace(said), "\n")); n != 4 {
			t.Errorf("%d lines:\n%s", n, said)
		}
		k.types("")
		k.sees("No longer waiting. The hand-off stays open", "wait on")
		if slices.Contains(given(d), flow.CmdCancel) {
			t.Error("an empty line stopped the hand-off")
		}
		if said := k.after(time.Minute); said != "" {
			t.Errorf("it speaks while it asks:\n%s", said)
		}
		k.types("wait on", "something", "x")
		k.sees("stopped: link")
		if !slices.Contains(given(d), flow.CmdCancel) {
			t.Errorf("x stopped nothing:\n%s", k.said())
		}
		if err := k.left(); err != nil {
			t.Error(err)
		}
	})
}

// TestLeavingAnOpenHandoffAsks, and anything but yes stays.
func TestLeavingAnOpenHandoffAsks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Hanging(flow.OpenLink))
		k := sits(t, opts).types(fresh...).types("1", "1", "", "q", "n")
		k.sees("Leaving now: the hand-off is open", "That is a no.")
		k.types("q", "yes")
		if err := <-k.done; err != nil {
			t.Error(err)
		}
		_ = k.typed.Close()
	})
}

// TestWhatWasTypedBeforeAQuestionIsNoAnswer: a person who types ahead agrees to nothing.
func TestWhatWasTypedBeforeAQuestionIsNoAnswer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		k := sits(t, opts).types(toToken...)
		k.types("1\nyes\nyes")
		k.sees("What was typed before this question is not taken for an answer.")
		if slices.Contains(given(d), flow.CmdSubmit) {
			t.Error("it was submitted by a line that was typed before the question")
		}
		k.types("yes")
		if !slices.Contains(given(d), flow.CmdSubmit) {
			t.Errorf("it was not submitted:\n%s", k.said())
		}
		if err := k.left(); err != nil {
			t.Error(err)
		}
	})
}

// TestWhatHappenedMeanwhileIsToldBeforeTheNextQuestion, and a choice that means something else by
// now does nothing.
func TestWhatHappenedMeanwhileIsToldBeforeTheNextQuestion(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		k := sits(t, opts).types(toToken...)
		id := flow.CaseID("01JDEMO0000000000000000001")
		if err := d.Do(t.Context(), id, flow.SubmitToken{By: "another console"}); err != nil {
			t.Fatal(err)
		}
		if said := k.after(time.Minute); said != "" {
			t.Errorf("it speaks while it asks:\n%s", said)
		}
		n := len(d.Commands())
		k.types("change the counterparty")
		k.sees("The case has moved on meanwhile. Nothing was done; look again.", "submission confirmed", "Submitted to Prime Trust")
		if len(d.Commands()) != n {
			t.Errorf("%v", given(d))
		}
		if err := k.left(); err != nil {
			t.Error(err)
		}
	})
}

// TestAQuestionIsVoidWhenTheCaseHasMovedOn: a yes to what is no question any more does nothing.
func TestAQuestionIsVoidWhenTheCaseHasMovedOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		k := sits(t, opts).types(toToken...).types("close the case").sees("Type yes to close")
		if err := d.Do(t.Context(), "01JDEMO0000000000000000001", flow.SubmitToken{By: "another console"}); err != nil {
			t.Fatal(err)
		}
		k.after(time.Minute)
		k.types("yes").sees("the question is void. Nothing was done.")
		if slices.Contains(given(d), flow.CmdClose) {
			t.Error("it was closed")
		}
		if err := k.left(); err != nil {
			t.Error(err)
		}
	})
}

// TestWhatWasTypedBeforeTheSecondAmountIsNoYes: the second amount is the yes to a pull.
func TestWhatWasTypedBeforeTheSecondAmountIsNoYes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		k := sits(t, opts).types(toEnd...).types("", "pull money")
		k.types("25\n25.00\n25.00")
		if slices.Contains(given(d), flow.CmdContribute) {
			t.Errorf("money was pulled by a line that was typed before it was asked for:\n%s", k.said())
		}
		k.types("25.00")
		if !slices.Contains(given(d), flow.CmdContribute) {
			t.Errorf("nothing was pulled:\n%s", k.said())
		}
		if err := k.left(); err != nil {
			t.Error(err)
		}
	})
}
