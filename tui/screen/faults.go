package screen

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"

	"linkdesk/flow"
	"linkdesk/flow/explain"
	"linkdesk/tui/kit"
)

// addFault sets a fault as a card: what happened, whose words, who acts, what names it to a
// provider's support, and what to do. goOn is as for hinted. The long texts come last, where a small terminal cuts.
func addFault(p *kit.Page, f *flow.Fault, cs flow.Case, goOn string) {
	tone, sign := kit.Bad, "✗"
	if f.Kind == flow.Unknown || f.Kind == flow.Transient {
		tone, sign = kit.Warn, "?"
	}
	p.Heading(tone, sign+" "+faultTitle(explain.Hinted(f, cs))+": "+f.Code)
	card, explained := explain.For(f, cs)
	if explained {
		p.Text(kit.Plain, card.What)
	}
	switch {
	case !ours(f):
		p.Quote("it said", f.Message)
	case !explained:
		p.Text(kit.Plain, sentence(f.Message))
	case f.Kind == flow.Internal || f.Kind == flow.Transient:
		// The card tells the sort of trouble; which connection or which rule stands here alone.
		p.Pair("in detail", f.Message)
	}
	card = explain.Advise(f, cs)
	f = explain.Hinted(f, cs)
	f.Hint = card.Do
	if f.Who != "" {
		p.PairTone(kit.Strong, "who acts", whoWord(f.Who))
	}
	addReference(p, f)
	if f.Hint != "" {
		p.PairTone(kit.Strong, "what to do", hinted(p, f.Hint, goOn))
	}
	addWayOut(p, card)
	if f.Display != "" {
		p.Quote("to the customer", f.Display)
	} else if explained {
		p.Pair("to the customer", card.Tell)
	}
	if explained && card.Doc != "" {
		p.Pair("read", card.Doc)
	}
}

// addReference sets what names this very fault to a provider's support.
func addReference(p *kit.Page, f *flow.Fault) {
	if f.Type != "" {
		p.Pair("type", f.Type)
	}
	if f.RequestID != "" {
		p.Pair("request_id", f.RequestID)
	}
	if f.HTTPStatus != 0 {
		p.Pair("http status", strconv.Itoa(f.HTTPStatus))
	}
}

// ours reports whether a fault's words are this program's own. A provider's answer has a
// status or a request id; its words are shown as a quotation.
func ours(f *flow.Fault) bool {
	return f.HTTPStatus == 0 && f.RequestID == "" && f.Type == ""
}

// faultTitle says in a few words what a fault means. Who acts should be filled in.
func faultTitle(f *flow.Fault) string {
	if f.Code == "CANCELLED" {
		return "Stopped"
	}
	switch f.Kind {
	case flow.Input:
		return "Something has to be corrected"
	case flow.Config:
		return "Something is not set up"
	case flow.CustomerFault:
		if f.Who != "" && f.Who != flow.Customer { // their visit went wrong, and the card has the next step with another
			return "The customer did not get through"
		}
		return "The customer has to act"
	case flow.Refused:
		return "Refused"
	case flow.Transient:
		return "It did not get through"
	case flow.Unknown:
		return "The outcome is not known"
	}
	return "A rule of this program was broken"
}

// outOf turns the error of a job into what the root should show. A wait that was cut short
// because the screen closed is nothing to speak of.
func outOf(err error) Out {
	var refusal *flow.Refusal
	var fault *flow.Fault
	var busy *flow.BusyError
	switch {
	case err == nil, errors.Is(err, context.Canceled):
		return Out{}
	case errors.As(err, &refusal):
		return Out{Say: kit.Line{Tone: kit.Warn, Text: "not now: " + refusal.Why}}
	case errors.Is(err, flow.ErrConflict):
		return Out{Say: kit.Line{Tone: kit.Warn, Text: "another console changed this case just now: look again before you act"}}
	case errors.As(err, &busy):
		return Out{Say: kit.Line{Tone: kit.Warn, Text: busy.Error()}}
	case errors.As(err, &fault):
		text := sentence(fault.Message)
		if fault.Hint != "" {
			text += " " + sentence(fault.Hint)
		}
		if fault.RequestID != "" {
			text += " request_id " + fault.RequestID
		}
		return Out{Fail: text}
	case errors.Is(err, context.DeadlineExceeded):
		return Out{Fail: "That took too long and was given up here. Look at the case: it shows what was done."}
	}
	return Out{Fail: sentence(err.Error())}
}

// sentence gives a message a capital and a full stop.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return s
	}
	if r := []rune(s); r[0] >= 'a' && r[0] <= 'z' && !strings.Contains(strings.SplitN(s, " ", 2)[0], "_") {
		s = strings.ToUpper(s[:1]) + s[1:]
	}
	if last, _ := utf8.DecodeLastRuneInString(s); !strings.ContainsRune(".!?:…”", last) {
		s += "."
	}
	return s
}
