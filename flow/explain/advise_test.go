package explain

import (
	"slices"
	"strings"
	"testing"
	"time"

	"linkdesk/flow"
)

func names(c Card) []ActName {
	var out []ActName
	for _, a := range c.Acts {
		out = append(out, a.Name)
	}
	return out
}

// at is a case at rest in a phase, with a fault.
func at(p flow.Phase, f *flow.Fault, also ...func(*flow.Case)) flow.Case {
	c := flow.Case{ID: "01JABC", Env: flow.Sandbox, Processor: flow.PrimeTrust, Adapter: true, Phase: p, Fault: f,
		Party: flow.Party{ClientUserID: "cu-1", LegalName: "Anna O'Neil", PartnerAccount: "acc", PartnerContact: "con"}}
	for _, do := range also {
		do(&c)
	}
	return c
}

func halted(c *flow.Case)  { c.Halted = true }
func hasItem(c *flow.Case) { c.Item.ID = "item"; c.Accounts = []flow.Account{{ID: "a"}} }

// TestActsFitTheCase: one code comes at several stops, and a case is told what it can do.
func TestActsFitTheCase(t *testing.T) {
	fault := func(op flow.EffectKind, kind flow.FaultKind, code string) *flow.Fault {
		return &flow.Fault{Op: string(op), Kind: kind, Code: code, Message: "m", HTTPStatus: 400}
	}
	down := fault(flow.OpenLink, flow.CustomerFault, "INSTITUTION_DOWN")
	for _, x := range []struct {
		name string
		c    flow.Case
		want string
		do   string
	}{
		{"halted", at(flow.PhaseExchanged, fault(flow.ReadAccounts, flow.Transient, "INSTITUTION_DOWN"), halted, hasItem), "outside retry", "--resume 01JABC."},
		{"at the hand-off", at(flow.PhaseTokenMade, down), "outside hand_off_again", "--resume 01JABC."},
		{"accounts of an Item", at(flow.PhaseExchanged, fault(flow.ReadAccounts, flow.CustomerFault, "NO_ACCOUNTS"), halted, hasItem), "outside relink", "--resume 01JABC --relink and"},
		{"an Item that cannot do it", at(flow.PhaseExchanged, fault(flow.ReadAccounts, flow.CustomerFault, "NO_AUTH_ACCOUNTS"), halted, hasItem), "outside new_link_token", "--resume 01JABC --new-link-token and"},
		{"a limit", at(flow.PhaseSubmitted, fault(flow.MakeContribution, flow.Refused, "7300"), hasItem), "outside pull", ""},
		{"no right to pull", at(flow.PhaseSubmitted, fault(flow.MakeContribution, flow.Config, "403"), hasItem), "outside pull", ""},
		{"an application", at(flow.PhaseOpened, fault(flow.OpenNewAccount, flow.Refused, "422")), "open_account", ""},
		{"a dead partner, no token yet", at(flow.PhaseOpened, fault(flow.OpenNewAccount, flow.Refused, "PARTNER_UNREACHABLE")), "set_processor new_case demo_2023", ""},
		{"a dead partner, too late", at(flow.PhaseWantSubmit, fault(flow.Submit, flow.Refused, "PARTNER_UNREACHABLE"), halted, hasItem), "new_case demo_2023", ""},
		{"another account, too late", at(flow.PhaseSubmitted, fault(flow.MakeContribution, flow.Refused, "BANK_TRANSFER_ACCOUNT_BLOCKED"), hasItem), "outside outside new_case", ""},
		{"a key whose outcome is unknown", at(flow.PhaseWantSubmit, fault(flow.Submit, flow.Unknown, "NO_ANSWER"), halted, hasItem,
			func(c *flow.Case) { c.Open = &flow.Intent{Effect: flow.Submit, Key: "k"} }), "retry give_up", ""},
		{"nothing with a key", at(flow.PhaseExchanged, fault(flow.ReadAccounts, flow.Unknown, "NO_ANSWER"), halted, hasItem), "retry", ""},
		{"a look", at(flow.PhaseSubmitted, fault(flow.Follow, flow.Transient, "429"), hasItem), "outside follow", ""},
		{"closed", at(flow.PhaseClosed, down), "", ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			card := Advise(x.c.Fault, x.c)
			var got []string
			for _, n := range names(card) {
				got = append(got, string(n))
			}
			if strings.Join(got, " ") != x.want {
				t.Errorf("%v, want %s", got, x.want)
			}
			if !strings.Contains(card.Do, x.do) {
				t.Errorf("%q is not said: %s", x.do, card.Do)
			}
			for _, a := range card.Acts {
				if strings.Contains(a.Command, "CASE") || strings.Contains(a.Command, "USER") {
					t.Errorf("%s is not filled in", a.Command)
				}
			}
		})
	}
	if deck := Find("NO_ACCOUNTS")[0]; !slices.Equal(names(deck), []ActName{Outside, HandOffAgain}) || strings.Contains(deck.Do, "01J") {
		t.Errorf("the deck was written to: %+v", deck)
	}
}

// TestAdviceKeepsWhatTheFaultSays: a hint or a party that the fault brings is better than the card's.
func TestAdviceKeepsWhatTheFaultSays(t *testing.T) {
	f := &flow.Fault{Op: "account", Kind: flow.Input, Code: "ACCOUNT_NOT_CHOSEN", Hint: "Choose one of two.", Who: flow.Customer}
	if card := Advise(f, at(flow.PhaseChoosing, f, hasItem)); card.Do != "Choose one of two." || card.Who != flow.Customer {
		t.Errorf("%+v", card)
	}
}

// TestANewCaseIsWrittenOut so that it can be copied, by a shell that knows quotes.
func TestANewCaseIsWrittenOut(t *testing.T) {
	f := &flow.Fault{Op: string(flow.ReadAccounts), Kind: flow.Config, Code: "ITEM_NOT_FOUND", HTTPStatus: 400}
	card := Advise(f, at(flow.PhaseExchanged, f, halted, hasItem))
	want := `linkdesk run --env sandbox --user cu-1 --name 'Anna O'\''Neil' --pt-account acc --pt-contact con`
	if len(card.Acts) != 1 || card.Acts[0].Command != want {
		t.Errorf("%+v", card.Acts)
	}
	if card.WayOut() != "This case cannot be repaired: open a new one." {
		t.Errorf("the way out is %q", card.WayOut())
	}
}

// TestACodeOfTomorrowIsNoBlank: the raw facts, and what its kind asks for.
func TestACodeOfTomorrowIsNoBlank(t *testing.T) {
	for _, k := range []flow.FaultKind{flow.Input, flow.Config, flow.CustomerFault, flow.Refused, flow.Transient, flow.Unknown, flow.Internal} {
		for _, op := range []flow.EffectKind{flow.ReadAccounts, flow.Submit} {
			f := &flow.Fault{Op: string(op), Kind: k, Code: "NEW_CODE_OF_2031", Message: "the moon is full", HTTPStatus: 400}
			card := Advise(f, at(flow.PhaseExchanged, f, halted, hasItem))
			if card.Code != f.Code || !strings.Contains(card.What, "the moon is full") || card.Who == "" || card.Do == "" || card.Tell == "" || card.Doc == "" || card.Provider == "" {
				t.Errorf("%s %s: %+v", k, op, card)
			}
			if len(card.Acts) == 0 || card.Helps.Retry == "" || card.Helps.OtherAccount == "" {
				t.Errorf("%s %s: %+v", k, op, card.Acts)
			}
			if k == flow.Transient && card.Acts[0].Who != provider(f) {
				t.Errorf("%s has to recover, not %s", provider(f), card.Acts[0].Who)
			}
		}
	}
}

// TestTheBanksReasonIsTheCard: a pull that was sent back is explained by the bank's own code.
func TestTheBanksReasonIsTheCard(t *testing.T) {
	for text, want := range map[string]string{"was sent back: R01 Insufficient Funds": "R01", "was sent back (R29): not authorized": "R29",
		"was sent back": "TRANSFER_REVERSED", "was sent back: R99 something": "TRANSFER_REVERSED", "ROR01 and 25.00": "TRANSFER_REVERSED"} {
		f := &flow.Fault{Op: string(flow.Follow), Kind: flow.Refused, Code: "TRANSFER_REVERSED", Message: text}
		if card := Advise(f, at(flow.PhaseSubmitted, nil, hasItem)); card.Code != want {
			t.Errorf("%q: %s, want %s", text, card.Code, want)
		}
	}
}

// TestWhatIsTheMatter of a case without a fault.
func TestWhatIsTheMatter(t *testing.T) {
	sign := at(flow.PhaseSubmitted, nil, hasItem, func(c *flow.Case) { c.FollowUp = &flow.FollowUp{ReauthenticationRequired: true} })
	back := at(flow.PhaseSubmitted, nil, hasItem, func(c *flow.Case) {
		c.Transfers = []flow.Transfer{{ID: "t", Kind: flow.Contribution, Status: "reversed", ReversedAt: time.Now().UTC().Format(time.RFC3339), Reversal: "R01"}}
	})
	for want, c := range map[string]flow.Case{"ITEM_LOGIN_REQUIRED": sign, "TRANSFER_REVERSED": back} {
		f := Matter(c)
		if f == nil || f.Code != want {
			t.Errorf("%+v, want %s", f, want)
		}
	}
	if f := Matter(at(flow.PhaseSubmitted, nil, hasItem)); f != nil {
		t.Errorf("%+v is the matter of a case in order", f)
	}
	if card := Advise(Matter(sign), sign); !slices.Contains(names(card), Relink) {
		t.Errorf("%v", names(card))
	}
}
