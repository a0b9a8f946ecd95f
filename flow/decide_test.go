package flow

import (
	"strings"
	"testing"
	"time"
)

func TestDecideRefusesWhatProvidersWould(t *testing.T) {
	fresh := story(t, opened(Demo))
	prod := story(t, append([]Event{opened(Production)}, until("link_token_created", 1)[1:]...)...)
	choosing := story(t, until("accounts_read", 1)...)
	party := func(id, name, acct string) SetParty {
		return SetParty{Party: Party{ClientUserID: id, LegalName: name, PartnerAccount: acct, PartnerContact: alice.PartnerContact}}
	}
	for _, x := range []struct {
		name string
		c    Case
		cmd  Command
		want string
	}{
		{"no id", fresh, party("", "A", alice.PartnerAccount), "client_user_id is empty"},
		{"e-mail", fresh, party("a@example.com", "A", alice.PartnerAccount), "e-mail"},
		{"phone", fresh, party("+1 415 555 0010", "A", alice.PartnerAccount), "phone"},
		{"bare phone", fresh, party("4155550010", "A", alice.PartnerAccount), "phone"},
		{"control character", fresh, party("a\x1bb", "A", alice.PartnerAccount), "control"},
		{"too long", fresh, party(strings.Repeat("x", 129), "A", alice.PartnerAccount), "longer"},
		{"no name", fresh, party("cu-1", "  ", alice.PartnerAccount), "legal name is empty"},
		{"long name", fresh, party("cu-1", strings.Repeat("n", 81), alice.PartnerAccount), "80"},
		{"no account", fresh, party("cu-1", "A", ""), "account id is not a UUID"},
		{"odd account", fresh, party("cu-1", "A", "12"), "account id is not a UUID"},
		{"unconfirmed", prod, StartHandoff{Handoff: HandoffBrowser}, "type the counterparty's legal name"},
		{"sandbox in production", confirmed(t, prod), StartHandoff{Handoff: HandoffSandbox}, "does not exist in Production"},
		{"unknown hand-off", fresh2(t), StartHandoff{Handoff: "pigeon"}, "unknown hand-off"},
		{"wrong name typed", prod, Confirm{Name: "Somebody Else"}, "not the counterparty's legal name"},
		{"unknown account", choosing, ChooseAccount{AccountID: "nope"}, "no account with that id"},
		{"unusable account", choosing, ChooseAccount{AccountID: "acc2"}, "no ACH numbers"},
		{"odd processor", choosing, SetProcessor{Processor: "Prime Trust"}, "a processor is a name"},
		{"odd environment", Case{}, OpenCase{Env: "development", Processor: PrimeTrust, Handoff: HandoffSandbox}, "2024-06-20"},
		{"odd first hand-off", Case{}, OpenCase{Env: Production, Processor: PrimeTrust, Handoff: HandoffSandbox}, "does not exist in Production"},
	} {
		t.Run(x.name, func(t *testing.T) {
			events, err := Decide(x.c, x.cmd, noon)
			if err == nil || !strings.Contains(err.Error(), x.want) {
				t.Errorf("events %v, error %v; want %q", events, err, x.want)
			}
		})
	}
}

func confirmed(t *testing.T, c Case) Case {
	t.Helper()
	c, err := Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Event: Confirmed{"operator"}})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func fresh2(t *testing.T) Case { t.Helper(); return story(t, until("link_token_created", 1)...) }

func TestGoodIdsPass(t *testing.T) {
	for _, id := range []string{"cu-1001", "550e8400-e29b-41d4-a716-446655440000", "42", "2024-000123", "KUNDE_7", "12345678901234"} {
		if err := CheckClientUserID(id); err != nil {
			t.Errorf("%q: %v", id, err)
		}
	}
}

func TestAnExpiredLinkTokenIsNotHandedOut(t *testing.T) {
	c := fresh2(t)
	at := c.Link.Expiration
	for _, x := range []struct {
		what string
		kind HandoffKind
		at   time.Time
		want Event
	}{
		{"at the moment of expiry", HandoffBrowser, at, LinkTokenAsked{Handoff: HandoffBrowser, Go: true}},
		{"a second before", HandoffBrowser, at.Add(-time.Second), HandoffStarted{Handoff: HandoffBrowser}},
		{"for another hand-off", HandoffHosted, at.Add(-time.Second), LinkTokenAsked{Handoff: HandoffHosted, Go: true}},
		{"without Link", HandoffSandbox, at.Add(-time.Second), HandoffStarted{Handoff: HandoffSandbox}},
	} {
		events, err := Decide(c, StartHandoff{Handoff: x.kind}, x.at)
		if err != nil || len(events) != 1 || events[0] != x.want {
			t.Errorf("%s: %+v %v, want %+v", x.what, events, err, x.want)
		}
	}
}

// What Can allows, Decide must turn into events that fit; what it refuses, Decide must refuse
// with the same words.
func TestCanAndDecideAgree(t *testing.T) {
	for i := range road() {
		c := story(t, road()[:i+1]...)
		for _, cmd := range allCommands(c) {
			can := Can(c, cmd.Kind())
			events, err := Decide(c, cmd, noon)
			if (can == nil) != (err == nil) || can != nil && can.Error() != err.Error() {
				t.Errorf("phase %s, %s: Can says %v, Decide says %v", c.Phase, cmd.Kind(), can, err)
			}
			for _, e := range events {
				if _, err := Apply(c, Record{Case: c.ID, Seq: c.Seq + 1, Event: e}); err != nil {
					t.Errorf("%s decided an event that does not fit: %v", cmd.Kind(), err)
				}
			}
		}
	}
}

func allCommands(c Case) []Command {
	return []Command{OpenCase{Env: Demo, Processor: PrimeTrust, Handoff: HandoffSandbox}, SetParty{Party: alice},
		Confirm{Name: c.Party.LegalName}, MakeLinkToken{}, StartHandoff{Handoff: HandoffSandbox},
		ChooseAccount{AccountID: "acc1"}, AskBalances{}, SetProcessor{Processor: "dwolla"}, RevealToken{},
		SubmitToken{}, AskFollow{}, Retry{}, Cancel{}, CloseCase{},
		AcceptDuplicate{}, Relink{Handoff: HandoffBrowser}, CheckItem{}}
}

func TestEnvironments(t *testing.T) {
	for _, e := range Environments() {
		if got, err := ParseEnvironment(" " + strings.ToUpper(string(e))); err != nil || got != e {
			t.Errorf("%s: %v %v", e, got, err)
		}
	}
	if _, err := ParseEnvironment("staging"); err == nil {
		t.Error("staging is an environment")
	}
}
