package screen

import (
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// detailFrom is the width from which the timeline has room for calls and request ids.
const detailFrom = 46

// timelinePage sets what happened, newest first, in the reader's own time zone.
func (c *Case) timelinePage(sc Scene, w int) *kit.Page {
	p := kit.NewPage(sc.Theme, w)
	p.Heading(kit.Plain, "Timeline")
	records := c.snap.Records
	calls := flow.CallsMade(records)
	for i := len(records) - 1; i >= 0; i-- {
		r := records[i]
		line, ok := describe(r.Event, i == len(records)-1)
		if _, note := r.Event.(flow.Noted); note {
			who, _, _ := strings.Cut(r.Actor, ":") // without the machine's process
			line.text += ", by " + kit.Safe(who)
		}
		if !ok {
			continue
		}
		line.detail = moreDetail(line.detail, records[:i+1], calls[r.Seq])
		at := r.Time.In(sc.Now.Location()).Format("15:04:05")
		p.Item(line.tone, at+" "+line.sign, line.text)
		if line.detail != "" && w >= detailFrom {
			for _, part := range strings.Split(line.detail, "\n") {
				p.Item(kit.Dim, "          ", kit.CutMiddle(part, w-len("00:00:00 ✓")))
			}
		}
	}
	return p
}

// line is one entry of the timeline.
type line struct {
	tone       kit.Tone
	sign, text string
	detail     string
}

func fact(text, detail string) (line, bool)  { return line{kit.Plain, "✓", text, detail}, true }
func wish(text, detail string) (line, bool)  { return line{kit.Strong, "›", text, detail}, true }
func small(text, detail string) (line, bool) { return line{kit.Dim, "·", text, detail}, true }

// describe puts an event into words. An intent that has its outcome below it says nothing
// that the outcome does not; it is left out unless it is the last thing known.
func describe(e flow.Event, last bool) (line, bool) {
	switch e := e.(type) {
	case flow.Intent:
		if !last && e.Attempt <= 1 {
			return line{}, false
		}
		return small(fmt.Sprintf("%s, try %d", effectWords(e.Effect, "the partner"), e.Attempt), "")
	case flow.EffectFailed:
		return line{kit.Bad, "✗", e.Fault.Code, callWords(e.Call)}, true
	case flow.EffectUnknown:
		return line{kit.Warn, "?", "outcome unknown: " + string(e.Effect), callWords(e.Call)}, true
	case flow.EffectRetried:
		return line{kit.Warn, "↻", fmt.Sprintf("%s, again in %.1f s", e.Fault.Code, float64(e.WaitMS)/1000), callWords(e.Call)}, true
	case flow.CaseOpened:
		return wish("case opened in "+string(e.Env), "for "+partner(e.Processor))
	case flow.PartySet:
		return wish("counterparty: "+e.Party.LegalName, "client_user_id "+e.Party.ClientUserID+", by "+e.By)
	case flow.ProcessorSet:
		return wish("partner: "+partner(e.Processor), "")
	case flow.Confirmed:
		return wish("confirmed for Production", "by "+e.By)
	case flow.Retried:
		return wish("tried again: "+e.At.Title(), "by "+e.By)
	case flow.Cancelled:
		return wish("stopped: "+string(e.Effect), "by "+e.By)
	case flow.CaseClosed:
		return wish("case closed", "by "+e.By+", its tokens destroyed")
	}
	return describeRoad(e)
}

// describeRoad puts the events along the road into words.
func describeRoad(e flow.Event) (line, bool) {
	switch e := e.(type) {
	case flow.LinkTokenAsked:
		return wish("link token asked for", "")
	case flow.LinkTokenCreated:
		return fact("link token made", callWords(e.Call))
	case flow.HandoffStarted:
		return wish("handed over: "+string(e.Handoff), e.InstitutionID)
	case flow.HandoffOpened:
		return small("the customer's page is there", e.Note)
	case flow.LinkEventSeen:
		return small(linkEventWords(e.Event), requestWords(e.Event))
	case flow.LinkSucceeded:
		return fact("linked "+e.InstitutionName, "link_session_id "+e.SessionID)
	case flow.LinkExited:
		return line{kit.Bad, "✗", "left Link: " + e.Fault.Code, e.Status}, true
	case flow.ItemExchanged:
		return fact("public token exchanged", callWords(e.Call))
	case flow.AccountsRead:
		return fact(fmt.Sprintf("%d %s read", len(e.Accounts), plural(len(e.Accounts), "account")), "")
	case flow.BalancesAsked:
		return wish("balances of now asked for", "")
	case flow.BalancesRead:
		return fact("balances read", callWords(e.Call))
	case flow.AccountChosen:
		return wish("account "+e.Name+" "+mask(e.Mask), "by "+e.By)
	case flow.ProcessorTokenCreated:
		return fact("processor token made", callWords(e.Call))
	case flow.ProcessorTokenRevealed:
		return wish("processor token revealed", "by "+e.By)
	case flow.SubmissionAsked:
		return wish("submission confirmed", "by "+e.By)
	case flow.Submitted:
		return fact("submitted: "+kit.CutMiddle(kit.Safe(e.Submission.ID), 20), callWords(e.Call))
	case flow.FollowAsked:
		return wish("status asked for", "")
	case flow.Followed:
		return describeLook(e)
	}
	return describeItem(e)
}

// callWords is what support wants to know of a call.
func callWords(c flow.Call) string {
	if c.Endpoint == "" {
		return ""
	}
	s := kit.Safe(c.Endpoint)
	if c.HTTPStatus != 0 {
		s += fmt.Sprintf("  %d", c.HTTPStatus)
	}
	s += fmt.Sprintf("  %d ms", c.TookMS)
	if c.RequestID != "" {
		s += "\nrequest_id " + kit.Safe(c.RequestID)
	}
	return s
}
