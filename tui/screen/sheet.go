package screen

import (
	"context"
	"errors"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// Sheet is the screen of a case for a front that has no screen, such as a console of lines: the
// same facts, the same table of what can be done, and the same questions before it, without a
// cursor, a frame and keys. It is used from one goroutine, and what it does may block.
type Sheet struct{ c *Case }

// NewSheet makes the sheet of a case. Take gives it something to show.
func NewSheet(desk Desk, id flow.CaseID) *Sheet { return &Sheet{NewCaseView(desk, id)} }

// Take shows a snapshot as of now. A question that was open is void.
func (s *Sheet) Take(snap flow.Snapshot, now time.Time) {
	c := s.c
	c.waiting, c.doing, c.done = false, "", false
	c.ask, c.menu, c.moving, c.choosing, c.token = nil, nil, nil, nil, ""
	c.now = now
	c.take(snap)
	c.directed()
}

// Recall asks the history what became of the trouble in other cases, once for each trouble; Facts tell
// it. What cannot be read is not told.
func (s *Sheet) Recall(ctx context.Context) { s.run(ctx, Out{Jobs: s.c.recall()}) }

// Snap is the snapshot that is shown.
func (s *Sheet) Snap() flow.Snapshot { return s.c.snap }

// Done is what came of an act: what there is to say, a text for a line of its own below a remark,
// the processor token, and the page that it leads to.
type Done struct {
	Said   []string
	Remark string
	Text   string
	Token  string
	Go     *Page
	Back   bool
}

// Act carries out a choice, and the work that this means, until it is written down. What then goes
// on in the background is seen in snapshots. An open question is in Asking afterwards.
func (s *Sheet) Act(ctx context.Context, i kit.Intent) Done { return s.run(ctx, s.c.Act(i)) }

// Stop stops what is under way, where that may be stopped.
func (s *Sheet) Stop(ctx context.Context) Done {
	if err := flow.Can(s.c.snap.Case, flow.CmdCancel); err != nil {
		return Done{Said: []string{sentence("not now: " + err.Error())}}
	}
	return s.Act(ctx, intentStop)
}

// Account takes an account of the case by its place in the list.
func (s *Sheet) Account(ctx context.Context, n int) Done {
	s.c.grid.Set(n, len(s.c.snap.Case.Accounts))
	return s.Act(ctx, intentChoose)
}

// Asking is the open question, nil when there is none.
func (s *Sheet) Asking() *Ask { return s.c.ask }

// Answer closes the open question.
func (s *Sheet) Answer(ctx context.Context, yes bool) Done {
	ask := s.c.ask
	if ask == nil {
		return Done{}
	}
	if !yes {
		return s.Act(ctx, IntentNo)
	}
	return s.Act(ctx, ask.Then)
}

// Busy says what leaving now would cut short, "" when nothing would be.
func (s *Sheet) Busy() string { return s.c.busy() }

// errBroke is what people read about a job that broke down; its value may hold anything.
var errBroke = errors.New("a part of this program broke down while it worked; nothing that was written is lost. Look what the case shows now")

// run does the jobs of an answer one after the other. A job without a limit is the wait for the
// next snapshot, or a pause for the eye; neither is wanted here.
func (s *Sheet) run(ctx context.Context, out Out) Done {
	var d Done
	for {
		d.take(out)
		jobs := out.Jobs
		out = Out{}
		for _, j := range jobs {
			if j.Limit > 0 {
				next := s.c.Update(safely(ctx, j))
				d.take(next)
				out.Jobs = append(out.Jobs, next.Jobs...)
			}
		}
		if len(out.Jobs) == 0 {
			return d
		}
	}
}

// safely runs a job within its limit.
func safely(ctx context.Context, j Job) (msg any) {
	defer func() {
		if v := recover(); v != nil {
			msg = Crashed{Err: errBroke}
		}
	}()
	ctx, cancel := context.WithTimeout(ctx, j.Limit)
	defer cancel()
	return j.Run(ctx)
}

// take collects what an answer has to say.
func (d *Done) take(out Out) {
	for _, text := range []string{out.Say.Text, out.Fail} {
		if text != "" {
			d.Said = append(d.Said, sentence(kit.Safe(text)))
		}
	}
	if out.Print.Text != "" {
		d.Remark, d.Text = out.Print.Remark, out.Print.Text
	}
	if out.Copy.Text != "" {
		d.Token = out.Copy.Text // nothing else is copied by a choice of a sheet
	}
	if out.Go != nil {
		d.Go = out.Go
	}
	d.Back = d.Back || out.Back
}
