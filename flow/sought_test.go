package flow

import (
	"reflect"
	"slices"
	"testing"
)

// TestSeek: each thing that somebody has in hand is read out of what stands around it.
func TestSeek(t *testing.T) {
	const request, session = "Wf1a9nOcYpQ3zL7", "b4f0c1d2-88aa-4e1c-9c3e-0a1b2c3d4e5f"
	usd := func(minor int64) Money { return Money{minor, USD} }
	for text, want := range map[string]Sought{
		"":                            {},
		` "'. `:                       {},
		request:                       {IDs: []string{request}, Words: request, Typed: request},
		"noor":                        {IDs: []string{"noor"}, Words: "noor", Typed: "noor"},
		"Avery Q":                     {IDs: []string{"Avery Q"}, Words: "Avery Q", Typed: "Avery Q"},
		"“" + request + "”,":          {IDs: []string{request}, Words: request, Typed: request},
		"request_id: " + request:      {IDs: []string{request}, Typed: "request_id: " + request},
		"request_id=cp-7":             {IDs: []string{"cp-7"}, Typed: "request_id=cp-7"},
		`"client_user_id": "cp-77",`:  {IDs: []string{"cp-77"}, Typed: `client_user_id": "cp-77`},
		"0000":                        {IDs: []string{"0000"}, Codes: []string{"0000"}, Masks: []string{"0000"}, Words: "0000", Typed: "0000"},
		"…0000":                       {IDs: []string{"0000"}, Codes: []string{"0000"}, Masks: []string{"0000"}, Words: "0000", Typed: "0000"},
		"x0000":                       {IDs: []string{"x0000"}, Masks: []string{"0000"}, Typed: "x0000"},
		"****0000":                    {IDs: []string{"****0000"}, Masks: []string{"0000"}, Typed: "****0000"},
		"Checking ending in 0000":     {IDs: []string{"Checking ending in 0000"}, Masks: []string{"0000"}, Words: "Checking ending in 0000", Typed: "Checking ending in 0000"},
		"25.00":                       {IDs: []string{"25.00"}, Amount: usd(2500), Words: "25.00", Typed: "25.00"},
		"$25":                         {IDs: []string{"$25"}, Amount: usd(2500), Typed: "$25"},
		"25":                          {IDs: []string{"25"}, Amount: usd(2500), Words: "25", Typed: "25"},
		"1,250.50 USD":                {IDs: []string{"1,250.50 USD"}, Amount: usd(125050), Words: "1,250.50 USD", Typed: "1,250.50 USD"},
		"25001":                       {IDs: []string{"25001"}, Codes: []string{"25001"}, Amount: usd(2500100), Words: "25001", Typed: "25001"},
		"ITEM_LOGIN_REQUIRED":         {IDs: []string{"ITEM_LOGIN_REQUIRED"}, Codes: []string{"ITEM_LOGIN_REQUIRED"}, Words: "ITEM_LOGIN_REQUIRED", Typed: "ITEM_LOGIN_REQUIRED"},
		"requires_credentials":        {IDs: []string{"requires_credentials"}, Codes: []string{"requires_credentials"}, Words: "requires_credentials", Typed: "requires_credentials"},
		"please look at " + session:   {IDs: []string{"please look at " + session, session}, Words: "please look at " + session, Typed: "please look at " + session},
		"R01":                         {IDs: []string{"R01"}, Codes: []string{"R01"}, Words: "R01", Typed: "R01"},
		"paid \u00a0$25.00 on ins_56": {IDs: []string{"paid $25.00 on ins_56", "ins_56"}, Amount: usd(2500), Words: "paid $25.00 on ins_56", Typed: "paid $25.00 on ins_56"},
	} {
		if got := Seek(text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q:\n got %#v\nwant %#v", text, got, want)
		}
	}
}

// TestSeekInADocument: of an error as JSON, of a log and of a screenshot all ids are tried, and
// its words are not.
func TestSeekInADocument(t *testing.T) {
	for name, c := range map[string]struct {
		text       string
		ids, codes []string
		masks      []string
		amount     int64
	}{
		"Plaid's error": {`{
  "display_message": null, "error_code": "INVALID_PROCESSOR", "error_message": "the processor is not valid",
  "error_type": "INVALID_INPUT", "request_id": "HNTDNrA8F1shFEW"
}`, []string{"HNTDNrA8F1shFEW"}, []string{"INVALID_PROCESSOR", "INVALID_INPUT"}, nil, 0},
		"Prime Trust's": {`{"errors":[{"status":422,"title":"Unable to access identity","code":25001,"detail":"Error Code: ITEM_LOGIN_REQUIRED"}]}`,
			nil, []string{"ITEM_LOGIN_REQUIRED", "25001"}, nil, 0},
		"a screenshot": {"Something went wrong\nInternal error occurred. Session ID b4f0c1d2-88aa-4e1c-9c3e-0a1b2c3d4e5f\nRequest ID: Wf1a9nOcYpQ3zL7 Plaid Checking ••••0000 payment of $1,250.00",
			[]string{"b4f0c1d2-88aa-4e1c-9c3e-0a1b2c3d4e5f", "Wf1a9nOcYpQ3zL7"}, nil, []string{"0000"}, 125000},
		"a line of a log": {"2026-11-26T10:02:11Z level=error item_id=Rn1pQxZ9aKUo4mLkVb7eFw3JtYh2cD5gS8a0N msg=\"link failed\"",
			[]string{"Rn1pQxZ9aKUo4mLkVb7eFw3JtYh2cD5gS8a0N"}, nil, nil, 0},
	} {
		s := Seek(c.text)
		for _, id := range c.ids {
			if !slices.Contains(s.IDs, id) {
				t.Errorf("%s: %s is not among %q", name, id, s.IDs)
			}
		}
		for _, id := range s.IDs {
			if len(id) > 60 {
				t.Errorf("%s: %q is no id", name, id)
			}
		}
		if s.Words != "" || !reflect.DeepEqual(s.Codes, c.codes) && !slices.Equal(s.Codes, c.codes) || !slices.Equal(s.Masks, c.masks) || s.Amount.Minor != c.amount {
			t.Errorf("%s: %#v", name, s)
		}
	}
}

// TestSignsInARow: what a gist becomes when it is read again means the same.
func TestSignsInARow(t *testing.T) {
	s := Seek("HNTDNrA8F1shFEW INVALID_PROCESSOR …0000")
	if s.Words != "" || !slices.Equal(s.Texts(), []string{"INVALID_PROCESSOR", "0000"}) || !slices.Contains(s.IDs, "HNTDNrA8F1shFEW") {
		t.Errorf("%#v", s)
	}
	if s := Seek("1111 uncertain"); s.Words == "" {
		t.Errorf("%#v", s)
	}
}

func TestTheGistOfADocument(t *testing.T) {
	long := `{"request_id": "HNTDNrA8F1shFEW", "error_code": "INVALID_PROCESSOR", "text": "ends with ••••0000"}`
	for text, want := range map[string]string{
		"noor haddad":                "noor haddad",
		long:                         "HNTDNrA8F1shFEW INVALID_PROCESSOR …0000",
		"request_id HNTDNrA8F1shFEW": "request_id HNTDNrA8F1shFEW",
	} {
		if got := Seek(text).Gist(200); got != want {
			t.Errorf("%q: %q", text, got)
		}
	}
	if got := Seek(long).Gist(20); got != "HNTDNrA8F1shFEW" {
		t.Errorf("cut to %q", got)
	}
}

// TestRanks: what was found stands in the order in which it is likely to be meant.
func TestRanks(t *testing.T) {
	s := Seek("1111")
	row := Summary{ID: "01B", Name: "Unit 1111", Code: "X", Mask: "2222", Status: StatusFailed}
	for _, c := range []struct {
		text string
		row  Summary
		rank Rank
		kind string
	}{
		{"1111", row, RankName, "name"},
		{"1111", Summary{Mask: "1111"}, RankMask, "mask"},
		{"111", Summary{Mask: "1111"}, RankWords, "mask"},
		{"x1111", Summary{Mask: "1111"}, RankMask, "mask"},
		{"x", row, RankCode, "code"},
		{"unit bank", Summary{Name: "Unit", Institution: "The Bank"}, RankWords, "name, bank"},
		{"unit bank", Summary{Name: "Unit"}, 0, ""},
		{`{"code": "25001"}`, Summary{Code: "25001"}, RankCode, "code"},
	} {
		s := Seek(c.text)
		if c.text == "x" {
			s.Codes = []string{"x"}
		}
		m, ok := s.Row(c.row)
		if m.Rank != c.rank || m.Kind != c.kind || ok != (c.rank > 0) {
			t.Errorf("%q in %+v: %+v", c.text, c.row, m)
		}
	}
	all := []Found{
		{"03", Match{Rank: RankMask}, false}, {"09", Match{Rank: RankCode}, true}, {"01", Match{Rank: RankID}, true},
		{"02", Match{Rank: RankCode}, false}, {"04", Match{Rank: RankMask}, true}, {"05", Match{Rank: RankCode}, false},
	}
	slices.SortFunc(all, CompareFound)
	var got string
	for _, f := range all {
		got += string(f.Case)
	}
	if got != "010502090403" {
		t.Errorf("the order is %s", got)
	}
	for h, want := range map[Hit]Rank{
		{Kind: RefRequest, ID: "1111"}: RankID, {Kind: RefRequest, ID: "1111-22"}: RankWords, {Kind: RefToken, ID: "h"}: RankID,
	} {
		if m := MatchOf(h, s); m.Rank != want || h.Kind == RefToken && m.Value != "" {
			t.Errorf("%+v: %+v", h, m)
		}
	}
	if m := MatchOf(Hit{Kind: RefItem, ID: "abcdefghijkl"}, Seek("abcdefgh")); m.Rank != RankFront {
		t.Errorf("a front: %+v", m)
	}
	if w := (Match{Kind: "request_id", Value: "abc", Of: "the exchange", Seq: 12}).Words(); w != "request_id abc of the exchange, event 12" {
		t.Error(w)
	}
}

// TestEventsAreFound: amounts, notes, earlier codes and accounts that were not chosen are read out of events.
func TestEventsAreFound(t *testing.T) {
	login := &Fault{Code: "25001", Message: "Error Code: ITEM_LOGIN_REQUIRED"}
	pull := Transfer{Kind: Contribution, Amount: Money{2500, USD}, Reversed: &Money{1200, USD}, Reversal: "R01 insufficient funds"}
	for _, c := range []struct {
		text string
		ev   Event
		want string
	}{
		{"25001", EffectFailed{Effect: Submit, Fault: login}, "code 25001 of the submission that failed, event 7"},
		{"item_login_required", EffectFailed{Effect: Submit, Fault: login}, "code ITEM_LOGIN_REQUIRED of the submission that failed, event 7"},
		{"ITEM_LOGIN_REQUIRED", Followed{FollowUp: FollowUp{ReauthenticationRequired: true}}, "code ITEM_LOGIN_REQUIRED of a look at the status, event 7"},
		{"ITEM_LOGIN_REQUIRED", ItemRead{Item: Item{Error: &Fault{Code: "ITEM_LOGIN_REQUIRED"}}}, "code ITEM_LOGIN_REQUIRED of a look at the bank link, event 7"},
		{"requires_credentials", NewLinkExited(LinkResult{ExitStatus: "requires_credentials"}), "code requires_credentials of the visit to Link, event 7"},
		{"r01", Followed{Ledger: &Ledger{Transfers: []Transfer{pull}}}, "code R01 of a look at the status, event 7"},
		{"$25", MoneyAsked{Effect: MakeContribution, Wish: Wish{Kind: Contribution, Amount: Money{2500, USD}}}, "amount 25.00 USD of a contribution that was asked for, event 7"},
		{"25.00", TransferMade{Transfer: pull}, "amount 25.00 USD of a contribution, event 7"},
		{"12", TransferMade{Transfer: pull}, "amount 12.00 USD of a contribution that was sent back, event 7"},
		{"25.01", TransferMade{Transfer: pull}, ""},
		{"…0000", AccountsRead{Accounts: twoAccounts}, "mask 0000 of the reading of accounts, event 7"},
		{"x1111", Submitted{Submission: Submission{LastFour: "1111"}}, "mask 1111 of the submission, event 7"},
		{"CALLED noon", Noted{Text: "called the bank, back at noon"}, "note called the bank, back at noon, event 7"},
		{"called tomorrow", Noted{Text: "called the bank, back at noon"}, ""},
	} {
		s := Seek(c.text)
		m, ok := s.Event(Record{Seq: 7, Event: c.ev})
		if ok != (c.want != "") || ok && m.Words() != c.want {
			t.Errorf("%q in %s: %q", c.text, c.ev.Kind(), m.Words())
		}
		_, payload, err := EncodeEvent(c.ev)
		if err != nil {
			t.Fatal(err)
		}
		// What decides which events are decoded must not know less than what reads them.
		if ok && (!s.Kinds()[c.ev.Kind()] || !s.May(c.ev.Kind(), payload) || !s.Deep()) {
			t.Errorf("%q: %s would not be looked at", c.text, c.ev.Kind())
		}
	}
}

// TestEveryEffectIsAThing: a hit says of which call an id is.
func TestEveryEffectIsAThing(t *testing.T) {
	for _, k := range Effects() {
		if k.about() == string(k) {
			t.Errorf("%s has no words", k)
		}
	}
}

// Codes that stand in a sentence, and what a terminal puts around an id.
func TestCodesAmongWordsAndColours(t *testing.T) {
	for text, code := range map[string]string{"7300: Exceeds 24 hour ACH contribution limit": "7300", "Error 7301": "7301", "sent back: R01": "R01", "AF01": "AF01",
		"submission: 25002: Name could not be verified": "25002"} {
		if s := Seek(text); !slices.Contains(s.Codes, code) {
			t.Errorf("%q: %v", text, s.Codes)
		}
	}
	for _, text := range []string{"\x1b[31moQRDm9l0kvsj366\x1b[0m", "\x1b]0;title\x07request_id oQRDm9l0kvsj366"} {
		if s := Seek(text); !slices.Contains(s.IDs, "oQRDm9l0kvsj366") {
			t.Errorf("%q: %v", text, s.IDs)
		}
	}
	if token, _, is := TokenIn("processor_token       processor-sandbox-…d21e"); is {
		t.Errorf("%q is masked, and no token", token)
	}
	if _, _, is := TokenIn("processor-sandbox-…d21e access-sandbox-3f2a9c1b"); !is {
		t.Error("a token behind a masked one is not seen")
	}
}
