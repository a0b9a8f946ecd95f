package main

import (
	"encoding/json"
	"io"
	"sync"
	"time"

	"linkdesk/flow"
	"linkdesk/flow/explain"
)

// jsonLines writes one JSON object per line. It is safe for concurrent use, since records come
// from the goroutines of the engine.
type jsonLines struct {
	mu sync.Mutex
	w  io.Writer
}

func (j *jsonLines) write(v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return err
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	_, err = j.w.Write(append(b, '\n'))
	return err
}

// eventLine is one event as JSON.
type eventLine struct {
	Kind  flow.EventKind `json:"kind"`
	Time  string         `json:"time"`
	Case  flow.CaseID    `json:"case"`
	Seq   uint32         `json:"seq"`
	Stop  flow.Stop      `json:"stop"`
	Actor string         `json:"actor"`
	Data  flow.Event     `json:"data"`
}

func newEventLine(r flow.Record) eventLine {
	return eventLine{r.Event.Kind(), stampOf(r.Time), r.Case, r.Seq, r.Event.Stop(), r.Actor, r.Event}
}

// resultLine is the last line of a run, and with Who and Advice a case of the history. Every
// member is always there; what does not exist is null.
type resultLine struct {
	Kind                  string           `json:"kind"`
	Time                  string           `json:"time"`
	Case                  *flow.CaseID     `json:"case"`
	Env                   flow.Environment `json:"env"`
	Status                flow.Status      `json:"status"`
	Stop                  flow.Stop        `json:"stop"`
	ProcessorToken        *string          `json:"processor_token"`
	FundsTransferMethodID *string          `json:"funds_transfer_method_id"`
	ItemID                *string          `json:"item_id"`
	AccountMask           *string          `json:"account_mask"`
	Transfers             []transferLine   `json:"transfers"`
	Fault                 *flow.Fault      `json:"fault"`
}

// caseLine is a case of the history.
type caseLine struct {
	resultLine
	Fault *faultLine `json:"fault"` // in the place of the result's
	answerLine
	Who    flow.Who `json:"who"`
	Advice *string  `json:"advice"`
	Name   *string  `json:"legal_name"`
	// Hits say what a search found in the case; there are none in a list.
	Hits []hitLine `json:"hits,omitempty"`
}

func newResult(kind string, c flow.Case, at time.Time) resultLine {
	r := resultLine{Kind: kind, Time: stampOf(at), Case: &c.ID, Env: c.Env, Status: c.Status(), Stop: c.Stop(),
		ProcessorToken: some(c.Masked), ItemID: some(c.Item.ID), Fault: c.Fault}
	if c.Submission != nil {
		r.FundsTransferMethodID = some(c.Submission.ID)
	}
	if a, ok := c.Account(); ok {
		r.AccountMask = some(a.Mask)
	}
	r.Transfers = newTransferLines(c)
	return r
}

func newCaseLine(c flow.Case) caseLine {
	return caseLine{resultLine: newResult("case", c, c.Updated), Fault: newFaultLine(c), answerLine: newAnswer(c), Who: c.Who(), Advice: some(advice(c)), Name: some(c.Party.LegalName)}
}

func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// stampOf is RFC 3339 in UTC with microseconds, which is what the journal keeps.
func stampOf(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z07:00") }

// advice is what to do next about a case, in one or two sentences.
func advice(c flow.Case) string {
	resume := "Go on with: linkdesk run --resume " + string(c.ID)
	switch c.Status() {
	case flow.StatusClosed:
		return ""
	case flow.StatusUsable, flow.StatusUnusable:
		if c.Fault == nil {
			return moneyAdvice(c)
		}
	case flow.StatusSubmitted:
		if c.Fault == nil {
			return "Submitted. Look at its status with: linkdesk run --resume " + string(c.ID) + " --follow"
		}
	case flow.StatusTokenReady:
		if !c.Adapter {
			return "The road ends here for " + c.Processor + ": give the processor_token to the partner yourself; --reveal prints it."
		}
	}
	if c.Fault != nil {
		return explain.Advise(c.Fault, c).Do
	}
	return resume
}
