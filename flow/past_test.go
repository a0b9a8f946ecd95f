package flow

import (
	"context"
	"strings"
	"testing"
	"time"
)

// told makes a journal of events; it need not be possible, for only the order counts here.
func toldRecords(id CaseID, events ...Event) []Record {
	var out []Record
	for i, ev := range events {
		out = append(out, Record{Case: id, Seq: uint32(i + 1), Time: noon.Add(time.Duration(i) * time.Minute), Event: ev})
	}
	return out
}

func TestWhatHelped(t *testing.T) {
	login := &Fault{Code: "25001", Message: "Error Code: ITEM_LOGIN_REQUIRED"}
	refused := EffectFailed{Effect: Submit, Fault: login}
	left := NewLinkExited(LinkResult{ExitStatus: "requires_code"})
	processor := EffectFailed{Effect: CreateProcessorToken, Fault: &Fault{Code: "INVALID_PROCESSOR"}}
	const key = "25001 ITEM_LOGIN_REQUIRED"
	for name, c := range map[string]struct {
		key    string
		events []Event
		seen   bool
		by     Remedy
	}{
		"never there":            {key, []Event{CaseOpened{}, Submitted{}}, false, ""},
		"unsolved":               {key, []Event{refused, Retried{}, CaseClosed{}}, true, RemedyNone},
		"a retry":                {key, []Event{refused, Retried{}, Submitted{}}, true, RemedyRetry},
		"a repair, sent again":   {key, []Event{refused, RelinkAsked{}, Relinked{}, SubmissionAsked{}, Submitted{}}, true, RemedyRelink},
		"a retry that failed":    {key, []Event{refused, RelinkAsked{}, Relinked{}, refused, Retried{}, Submitted{}}, true, RemedyRetry},
		"without anybody":        {key, []Event{refused, Noted{}, Submitted{}}, true, RemedyItself},
		"another code of theirs": {"25001", []Event{refused, Submitted{}}, false, ""},
		"another partner":        {"INVALID_PROCESSOR", []Event{processor, ProcessorSet{}, ProcessorTokenCreated{}}, true, RemedyPartner},
		"a new link_token":       {"LINK_EXITED requires_code", []Event{left, LinkTokenAsked{}, HandoffStarted{}, LinkSucceeded{}}, true, RemedyToken},
		"another visit":          {"LINK_EXITED requires_code", []Event{left, HandoffStarted{}, LinkSucceeded{}}, true, RemedyVisit},
		"left elsewhere":         {"LINK_EXITED requires_credentials", []Event{left, HandoffStarted{}, LinkSucceeded{}}, false, ""},
		"a sick bank link":       {"ITEM_LOGIN_REQUIRED", []Event{ItemRead{Item: Item{Error: &Fault{Code: "ITEM_LOGIN_REQUIRED"}}}, RelinkAsked{}, Relinked{}}, true, RemedyRelink},
		"tried by itself":        {"RATE_LIMIT", []Event{EffectRetried{Effect: Submit, Fault: &Fault{Code: "RATE_LIMIT"}}, Submitted{}}, false, ""},
		"nothing asked":          {"", []Event{refused}, false, ""},
	} {
		p, seen := PastOf(toldRecords("01A", c.events...), c.key)
		if seen != c.seen || p.By != c.by || seen && (p.Case != "01A" || !p.At.Equal(noon)) {
			t.Errorf("%s: %+v, %v", name, p, seen)
		}
	}
}

// slices of the past, as a history gives them.
type pastPages []AlikePage

func (all pastPages) Alike(_ context.Context, q AlikeQuery) (AlikePage, error) {
	n := 0
	if q.Before != "" {
		n = int(q.Before[0] - 'a' + 1)
	}
	page := all[n%len(all)]
	page.Next = CaseID(string(rune('a' + n)))
	return page, nil
}

func TestSimilarCases(t *testing.T) {
	march := time.Date(2026, 3, 12, 8, 0, 0, 0, time.UTC)
	past := func(by ...Remedy) (out []Past) {
		for i, r := range by {
			out = append(out, Past{"01A", march.Add(time.Duration(len(by)-i) * time.Hour), r})
		}
		return out
	}
	c := Case{ID: "01Z", Fault: &Fault{Code: "ITEM_LOGIN_REQUIRED"}, Item: Item{InstitutionID: "ins_3", InstitutionName: "Chase"}}
	for _, x := range []struct {
		pages pastPages
		want  string
	}{
		{pastPages{{Looked: 4}}, "ITEM_LOGIN_REQUIRED was not seen before with Chase."},
		{pastPages{{Past: past(RemedyNone), Looked: 4}}, "ITEM_LOGIN_REQUIRED was seen once before with Chase since March 2026, never solved."},
		{pastPages{{Past: past(RemedyRelink, RemedyRelink, RemedyNone), Looked: 4}}, "ITEM_LOGIN_REQUIRED was seen 3 times before with Chase since March 2026, 2 solved by relink."},
		{pastPages{{Past: past(RemedyRetry, RemedyNone), Looked: 9, More: true}, {Past: past(RemedyRelink, RemedyRelink, RemedyRetry, RemedyRelink), Looked: 4}},
			"ITEM_LOGIN_REQUIRED was seen 6 times before with Chase since March 2026, 5 solved: 3 by relink, 2 by retry."},
		{pastPages{{Past: past(RemedyRetry), Looked: 1000, More: true}},
			"ITEM_LOGIN_REQUIRED was seen 2 times before with Chase among the newest 2000 cases since March 2026, 2 solved by retry."},
	} {
		s, ok, err := Recall(t.Context(), x.pages, c)
		if err != nil || !ok || s.Words() != x.want {
			t.Errorf("%v, %v\n got %s\nwant %s", ok, err, s.Words(), x.want)
		}
	}
	if _, ok, _ := Recall(t.Context(), pastPages{{}}, Case{}); ok {
		t.Error("a case without a fault has no trouble")
	}
	c.Item = Item{}
	if s, _, _ := Recall(t.Context(), pastPages{{Looked: 4}}, c); strings.Contains(s.Words(), "with") {
		t.Error(s.Words())
	}
}
