package screen

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// registryLimit is longer than the partner's client gives one call by itself.
const registryLimit = 60 * time.Second

// inquiry is what a page asks the partner: one question at a time, none of which changes anything.
type inquiry struct {
	op     string // names it in a fault
	asking bool
	seq    int // names the question that is out; an answer to another one is dropped
	stop   chan struct{}
	since  time.Time
	now    time.Time
	note   string // what became of a question that was stopped
	fault  *flow.Fault
}

// replied is the answer to a question, stamped with its number.
type replied struct {
	seq    int
	answer any
	err    error
}

// begin puts a question. It ends with the page, or by end.
func (q *inquiry) begin(run func(context.Context) (any, error)) Out {
	q.end("")
	q.stop = make(chan struct{})
	q.asking, q.since, q.fault = true, q.now, nil
	seq, stop := q.seq, q.stop
	return Out{Jobs: []Job{{Limit: registryLimit, Run: func(ctx context.Context) any {
		ctx, over := until(ctx, stop)
		defer over()
		answer, err := run(ctx)
		return replied{seq, answer, err}
	}}}}
}

// end ends the question that is out, if any. Its answer is dropped, also when it comes after all.
func (q *inquiry) end(note string) {
	if q.asking {
		close(q.stop)
	}
	q.seq++
	q.asking, q.note = false, note
}

// crashed ends a question whose job panicked.
func (q *inquiry) crashed(err error) {
	q.end("")
	q.fault = flow.FaultOf(err, q.op)
}

// takes reports that the question that is out was answered. When it could not be, the fault says why.
func (q *inquiry) takes(m replied) bool {
	if m.seq != q.seq {
		return false
	}
	q.asking = false
	switch {
	case errors.Is(m.err, context.DeadlineExceeded):
		q.fault = &flow.Fault{Op: q.op, Kind: flow.Transient, Code: "NO_ANSWER", Who: flow.Operator,
			Message: "that took too long and was given up here; nothing was changed"}
	case m.err != nil:
		q.fault = flow.FaultOf(m.err, q.op)
	}
	return m.err == nil
}

// busy says that a question is out, "" when none is.
func (q *inquiry) busy(desk Desk) string {
	if !q.asking {
		return ""
	}
	return partner(desk.Defaults().Processor) + " is being asked"
}

// trouble is the card of the fault, with the key that asks again.
func (q *inquiry) trouble(sc Scene, desk Desk, again kit.Key) *kit.Page {
	p := kit.NewPage(sc.Theme, min(sc.W, 76))
	p.Labels(len("http status"))
	addFault(p, q.fault, flow.Case{Env: desk.Env(), Processor: desk.Defaults().Processor, Adapter: true}, "")
	p.Gap()
	p.Action(again)
	return p
}

// turning are the keys that ask for the next page of a list and for the one before.
func turning(page int, more bool, off string) []kit.Key {
	next := kit.Key{Press: []string{"pgdown"}, Show: "pgdn", Intent: intentNextPage, Help: "next page", Hint: true, Off: off}
	prev := kit.Key{Press: []string{"pgup"}, Intent: intentPrevPage, Help: "page before", Hint: true, Off: off}
	if !more {
		next.Off = "there is no further page"
	}
	if page < 2 {
		prev.Off = "this is the first page"
	}
	return []kit.Key{next, prev}
}
