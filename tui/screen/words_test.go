package screen_test

import (
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

// The badge says the environment in words, and louder the more is at stake.
func TestBadges(t *testing.T) {
	for env, want := range map[flow.Environment]kit.Badge{
		flow.Demo:       {Word: "DEMO", Level: kit.Calm},
		flow.Sandbox:    {Word: "SANDBOX", Level: kit.Care},
		flow.Production: {Word: "PRODUCTION", Level: kit.Alarm},
		"":              {Word: "LINKDESK", Level: kit.Calm},
	} {
		if got := screen.Badge(env); got != want {
			t.Errorf("%q: %+v, want %+v", env, got, want)
		}
	}
}

// Every kind of event has words of its own on the timeline: an event that is shown by its
// program name was forgotten here.
func TestEveryEventHasWords(t *testing.T) {
	for i, kind := range flow.EventKinds() {
		e, err := flow.DecodeEvent(uint16(i+1), []byte(`{"fault":{"code":"SOME_CODE"},"attempt":2,"event":{"name":"OPEN"}}`))
		if err != nil {
			t.Fatal(err)
		}
		words, ok := screen.Describe(e)
		if !ok || words == "" || words == string(kind) {
			t.Errorf("%s is described as %q", kind, words)
		}
	}
}

// The same for work, stops, statuses and ways of handing over, as they stand on screens.
func TestEveryWorkHasWords(t *testing.T) {
	for _, k := range flow.Effects() {
		d := fake.New(flow.Demo, fake.Hanging(k), 0)
		last := lastBefore(k)
		name := "Avery Quinn"
		if k == flow.OpenNewAccount {
			name = "" // asked for before there is a counterparty
		}
		id := d.Past(name, false, fake.Happy, last)
		for i, wish := range wishes(k) {
			if i > 0 {
				rest(t, d, id)
			}
			if err := d.Do(t.Context(), id, wish); err != nil {
				t.Fatalf("%s: %v", k, err)
			}
		}
		if err := d.Wake(t.Context(), id); err != nil {
			t.Fatal(err)
		}
		c := screen.NewCaseView(d, id)
		settle(t, c, c.Start())
		status := ansi.Strip(c.Face(screen.Scene{Theme: kit.NewTheme(true, true), W: 80, H: 20}).Status.Text)
		if !strings.HasPrefix(status, "◐ ") || strings.Contains(status, "_") {
			t.Errorf("%s: the status line says %q", k, status)
		}
	}
}

// rest waits until nothing is due in a case.
func rest(t *testing.T, d *fake.Desk, id flow.CaseID) {
	t.Helper()
	snap, err := d.View(t.Context(), id)
	for err == nil {
		if _, due := flow.Due(snap.Case); !due {
			return
		}
		snap, err = d.Next(t.Context(), id, snap.Version)
	}
	t.Fatal(err)
}

// lastBefore is how far the road has come when a piece of work can be asked for.
func lastBefore(k flow.EffectKind) flow.EffectKind {
	last := flow.EffectKind("")
	switch k {
	case flow.ReadBalances, flow.ReadItem, flow.RotateAccess, flow.RemoveItem:
		return flow.ReadAccounts
	}
	for _, before := range fake.OnRoad() {
		if before == k {
			return last
		}
		last = before
	}
	if k == flow.OpenNewAccount {
		return ""
	}
	return flow.Submit
}

// wishes are the commands that make a piece of work due.
func wishes(k flow.EffectKind) []flow.Command {
	switch k {
	case flow.CreateLinkToken:
		return []flow.Command{flow.MakeLinkToken{}}
	case flow.OpenLink:
		return []flow.Command{flow.StartHandoff{Handoff: flow.HandoffHosted}}
	case flow.ReadBalances:
		return []flow.Command{flow.AskBalances{}}
	case flow.CreateProcessorToken:
		return []flow.Command{flow.ChooseAccount{AccountID: "acc-1", By: "operator"}}
	case flow.Submit:
		return []flow.Command{flow.SubmitToken{By: "operator"}}
	case flow.Follow:
		return []flow.Command{flow.AskFollow{}}
	case flow.ReadItem:
		return []flow.Command{flow.CheckItem{}}
	case flow.RotateAccess:
		return []flow.Command{flow.Rotate{By: "operator"}}
	case flow.RemoveItem:
		return []flow.Command{flow.Remove{By: "operator"}}
	}
	return moneyWishes(k)
}

func moneyWishes(k flow.EffectKind) []flow.Command {
	amount := flow.Money{Minor: 2500, Currency: "USD"}
	pull, pay := flow.MoveMoney{Move: flow.Contribution, Amount: amount}, flow.MoveMoney{Move: flow.Disbursement, Amount: amount}
	switch k {
	case flow.OpenNewAccount:
		return []flow.Command{flow.OpenAccount{Party: flow.Party{ClientUserID: "c1", LegalName: "Avery Quinn"},
			Application: fake.Application()}}
	case flow.MakeContribution:
		return []flow.Command{pull}
	case flow.MakeDisbursement:
		return []flow.Command{pay}
	case flow.CancelTransfer:
		return []flow.Command{pull, flow.CancelMove{ID: fake.Made(flow.Wish{Kind: flow.Contribution}).ID}}
	case flow.VerifyOwner:
		return []flow.Command{pay, flow.AskOwner{ID: fake.Made(flow.Wish{Kind: flow.Disbursement}).ID}}
	case flow.DeactivateMethod:
		return []flow.Command{flow.Deactivate{}}
	case flow.PlaySandboxAct:
		return []flow.Command{flow.PlaySandbox{Act: flow.SandboxAct{Act: flow.ActSettle, ID: "77c5a1de-0000-4000-8000-000000000001"}}}
	}
	return nil
}

func TestSmallWords(t *testing.T) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	usd := func(minor int64, currency string) *flow.Money { return &flow.Money{Minor: minor, Currency: currency} }
	for _, tc := range []struct{ got, want string }{
		{screen.Age(now, now.Add(-3*time.Second)), "now"},
		{screen.Age(now, now.Add(time.Minute)), "now"},
		{screen.Age(now, now.Add(-59*time.Second)), "59s"},
		{screen.Age(now, now.Add(-59*time.Minute)), "59m"},
		{screen.Age(now, now.Add(-47*time.Hour)), "47h"},
		{screen.Age(now, now.Add(-49*time.Hour)), "2d"},
		{screen.Age(now, time.Time{}), ""},
		{screen.Clock(-time.Second), "0:00"},
		{screen.Clock(61*time.Second + 900*time.Millisecond), "1:01"},
		{screen.Clock(4 * time.Hour), "4:00:00"},
		{screen.Money(nil), "not given"},
		{screen.Money(usd(0, "USD")), "0.00 USD"},
		{screen.Money(usd(5, "USD")), "0.05 USD"},
		{screen.Money(usd(-123456, "USD")), "-1,234.56 USD"},
		{screen.Money(usd(123456789, "EUR")), "1,234,567.89 EUR"},
		{screen.Sentence("the disk is full"), "The disk is full."},
		{screen.Sentence("client_user_id is empty"), "client_user_id is empty."},
		{screen.Sentence("Really?"), "Really?"},
		{screen.Sentence("cut here…"), "Cut here…"},
		{screen.Sentence("  "), ""},
	} {
		if tc.got != tc.want {
			t.Errorf("%q, want %q", tc.got, tc.want)
		}
	}
}
