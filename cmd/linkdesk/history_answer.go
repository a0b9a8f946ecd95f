package main

import (
	"encoding/json"
	"fmt"
	"io"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// faultLine is a fault with the stop at which the road failed.
type faultLine struct {
	fault *flow.Fault
	stop  flow.Stop
}

// MarshalJSON writes the members of every fault and after them the stop.
func (f faultLine) MarshalJSON() ([]byte, error) {
	b, err := json.Marshal(f.fault)
	if err != nil {
		return nil, err
	}
	return fmt.Appendf(b[:len(b)-1], `,"stop":%q}`, string(f.stop)), nil
}

// answerLine is what the desk can say about a case of the history. All members but Acts are null
// where nothing is the matter.
type answerLine struct {
	Code   *string    `json:"code"` // of the card: the fault's, or the more telling one behind it
	What   *string    `json:"what"`
	Tell   *string    `json:"tell"`
	Doc    *string    `json:"doc"`
	Helps  *helpsLine `json:"helps"`
	Acts   []actLine  `json:"acts"`
	WayOut *string    `json:"way_out"`
}

// newAnswer explains a case. What its bank link wants is no fault; what became of its money is.
func newAnswer(c flow.Case) answerLine {
	f := explain.Matter(c)
	if f == nil {
		return answerLine{Acts: []actLine{}}
	}
	card := explain.Advise(f, c)
	a := answerLine{Code: some(card.Code), What: some(card.What), Tell: some(tell(f, card)), Doc: some(card.Doc),
		Helps: newHelpsLine(card.Helps), Acts: newActLines(card.Acts), WayOut: some(card.WayOut())}
	return a
}

// newFaultLine is the fault of a case to tell: its own, or what became of its money.
func newFaultLine(c flow.Case) *faultLine {
	f := c.Fault
	if f == nil {
		f = c.MoneyFault()
	}
	if f == nil {
		return nil
	}
	return &faultLine{explain.Hinted(f, c), failedAt(c)}
}

// failedAt is the stop at which the road failed.
func failedAt(c flow.Case) flow.Stop {
	if c.FaultStop != "" {
		return c.FaultStop
	}
	return c.Stop()
}

// tell is what the customer may be told: the bank's or Plaid's own words first.
func tell(f *flow.Fault, card explain.Card) string {
	if f.Display != "" {
		return f.Display
	}
	return card.Tell
}

// printAnswer sets the card of a case for people, with what names its fault to a provider's support.
// A case with which nothing is the matter has its advice alone.
func printAnswer(w io.Writer, c flow.Case) {
	f := explain.Matter(c)
	if f == nil {
		if next := advice(c); next != "" {
			fmt.Fprintln(w, next)
		}
		return
	}
	card := explain.Advise(f, c)
	row := func(label, text string) {
		if text != "" {
			printRow(w, label, text)
		}
	}
	row("fault", f.Code+", at "+failedAt(c).Title())
	row("what", card.What)
	row("it said", f.Message)
	row("request_id", f.RequestID)
	row("acts", whoName(card.Who))
	row("do", card.Do)
	printActs(w, card.Acts)
	row("what helps", helpWords(card.Helps))
	row("way out", card.WayOut())
	row("to the customer", tell(f, card))
	row("read", card.Doc)
}
