package plain

import (
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/rig/fake"
	"linkdesk/tui/screen"
)

func TestPick(t *testing.T) {
	items := []item{
		{words: "submit to Prime Trust"},
		{words: "show the token", letter: "v"},
		{words: "balances of now", letter: "b"},
		{words: "stop", letter: "x", off: "nothing is running"},
		{words: "Repair", letter: "R"},
	}
	light := append([]item{{words: "look", light: true}}, items...)
	for _, x := range []struct {
		items []item
		line  string
		want  int
		says  string
	}{
		{items, "1", 0, ""}, {items, "2", 1, ""}, {items, "4", 4, ""}, {items, "5", 0, "no choice 5"}, {items, "0", 0, "no choice 0"},
		{items, "v", 1, ""}, {items, "SUB", 0, ""}, {items, "s", 0, "“submit to Prime Trust” or “show the token”"},
		{items, "ba", 2, ""}, {items, "st", 0, "nothing is running"}, {items, "x", 0, "nothing is running"}, {items, "R", 4, ""}, {items, "r", 4, ""},
		{items, "nonsense", 0, "No choice begins with “nonsense”"}, {items, "", 0, "An empty line chooses nothing"}, {light, "", 0, ""},
	} {
		got, err := pick(x.items, x.line)
		switch {
		case x.says == "" && (err != nil || got != x.want):
			t.Errorf("%q: %d %v", x.line, got, err)
		case x.says != "" && (err == nil || !strings.Contains(err.Error(), x.says)):
			t.Errorf("%q: %d %v, want %q", x.line, got, err, x.says)
		}
	}
}

// TestTheEnvironmentIsChosen: with what is missing in the others, and back to the choice.
func TestTheEnvironmentIsChosen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, opts := demo(fake.Happy)
		opts.Env = ""
		said := script(t, opts, "sandbox", "demo", "environment", "1", "b", "q")
		for _, want := range []string{"Where do you want to work?", "sandbox cannot be used: needs PLAID_CLIENT_ID", "Not now: needs PLAID_CLIENT_ID", "This is the Demo"} {
			if !strings.Contains(strings.ReplaceAll(said, "\n  ", " "), want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
		if n := strings.Count(said, "Where do you want to work?"); n != 3 {
			t.Errorf("asked %d times:\n%s", n, said)
		}
	})
}

// TestCasesAreListedAndFound: twenty at a time, older ones on request, and by text.
func TestCasesAreListedAndFound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		for i := range 45 {
			id, err := d.Open(t.Context(), flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Handoff: flow.HandoffSandbox})
			if err != nil {
				t.Fatal(err)
			}
			p := fake.Defaults().Party
			p.LegalName = "Person Number " + string(rune('A'+i%26))
			if err := d.Do(t.Context(), id, flow.SetParty{Party: p}); err != nil {
				t.Fatal(err)
			}
		}
		said := script(t, opts, "more", "more", "b", "/", "number c", "1", "b", "b", "find", "nobody of that name", "q")
		for _, want := range []string{"20 cases, newest first.", "Older: 20 cases.", "Older: 5 cases.", "2 cases found, the likeliest first.", "Person Number C, in demo.", "Nothing found."} {
			if !strings.Contains(said, want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
		if strings.Contains(said, "21. Person") {
			t.Error("more than twenty at a time")
		}
	})
}

// TestReadOnlyLooksOnly: every choice that would do something has the reason, and nothing is done.
func TestReadOnlyLooksOnly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		id, err := d.Open(t.Context(), flow.OpenCase{Env: flow.Demo, Processor: flow.PrimeTrust, Handoff: flow.HandoffSandbox})
		if err != nil {
			t.Fatal(err)
		}
		def := fake.Defaults()
		def.ReadOnly = "this console only looks"
		d.SetDefaults(def)
		n := len(d.Commands())
		said := script(t, opts, "new case", string(id[:2]), "1", "", "?", "timeline", "change", "close", "q")
		if len(d.Commands()) != n || !strings.Contains(said, "Not now: this console only looks.") || !strings.Contains(said, "case opened in demo") {
			t.Errorf("%v\n%s", given(d), said)
		}
	})
}

// TestReadOnlyDoesNotWake: work that another process left is not taken up by one that only looks.
func TestReadOnlyDoesNotWake(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Hanging(flow.CreateLinkToken))
		script(t, opts, append(fresh, "q")...)
		id := flow.CaseID("01JDEMO0000000000000000001")
		if err := d.Do(t.Context(), id, flow.MakeLinkToken{}); err != nil {
			t.Fatal(err)
		}
		d.Interrupt(id)
		def := fake.Defaults()
		def.ReadOnly = "this console only looks"
		d.SetDefaults(def)
		said := script(t, opts, "1", "", "go on", "q")
		snap, err := d.View(t.Context(), id)
		if err != nil || snap.Running || !strings.Contains(said, "Not now: this console only looks.") {
			t.Errorf("%v, running %v\n%s", err, snap.Running, said)
		}
	})
}

// TestWhatIsWrongIsAskedAgain: a field is checked when it was typed, not at the end.
func TestWhatIsWrongIsAskedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		said := script(t, opts, "new case", "someone@example.com", "cu-1", "", "company", "business", "", "no uuid", "", "q")
		if strings.Count(said, "client_user_id, your own id") != 2 || !strings.Contains(said, "Type personal or business.") || !strings.Contains(said, "not a UUID") {
			t.Errorf("%s", said)
		}
		cmds := d.Commands()
		set, ok := cmds[len(cmds)-1].(flow.SetParty)
		if !ok || set.Party.ClientUserID != "cu-1" || !set.Party.Business || set.By != "operator" {
			t.Errorf("%+v", set)
		}
		said = script(t, opts, "new case", "b", "q")
		if len(d.Commands()) != len(cmds) || strings.Contains(said, "Legal name") {
			t.Errorf("b did not go back:\n%s", said)
		}
	})
}

// TestEveryChoiceHasWordsOfItsOwn walks the choices of a case at every stop: none is without
// words, no two have the same, and none of the keys that only a screen needs is among them.
func TestEveryChoiceHasWordsOfItsOwn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		for n := range len(toEnd) - len(fresh) + 1 {
			script(t, opts, toEnd[:len(fresh)+n]...)
			page, err := d.List(t.Context(), flow.Query{})
			if err != nil {
				t.Fatal(err)
			}
			snap, err := d.View(t.Context(), page.Rows[0].ID)
			if err != nil {
				t.Fatal(err)
			}
			s := screen.NewSheet(d, page.Rows[0].ID)
			s.Take(snap, time.Now())
			var words []string
			for _, ch := range s.Choices() {
				if ch.Words == "" || slices.Contains(words, ch.Words) || strings.Contains(ch.Words, "scroll") || strings.Contains(ch.Words, "copy") {
					t.Errorf("%s: %+v", snap.Case.Phase, ch)
				}
				words = append(words, ch.Words)
			}
		}
	})
}

// TestAnAccountIsFoundAtThePartner by a part of its name, with its contact; what cannot be linked to
// has its reason.
func TestAnAccountIsFoundAtThePartner(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, opts := demo(fake.Happy)
		const account, contact = "0a6d1f6e-0000-4000-8000-00000000000a", "0a6d1f6e-0000-4000-8000-00000000000b"
		d.SetBook(fake.Book{Accounts: []flow.PartnerAccount{{ID: "x", Name: "Avery Old", Status: "closed"}, {ID: account, Name: "Avery New", Status: "opened"}},
			Contacts: map[string][]flow.PartnerContact{account: {{ID: contact, Name: "Avery Quinn", Cleared: true}}}})
		said := script(t, opts, "new case", "", "", "", "/nobody", "/avery", "avery old", "b", "/avery", "1", "1", "", "q")
		set, ok := d.Commands()[len(d.Commands())-1].(flow.SetParty)
		if !ok || set.Party.PartnerAccount != account || set.Party.PartnerContact != contact || set.By != "operator" {
			t.Errorf("%+v\n%s", set, said)
		}
		for _, want := range []string{"No account has “nobody” in its name.", "Not now: nothing can be linked to it any more."} {
			if !strings.Contains(said, want) {
				t.Errorf("%q was not said:\n%s", want, said)
			}
		}
	})
}
