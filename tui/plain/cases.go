package plain

import (
	"context"
	"errors"
	"strconv"

	"linkdesk/flow"
	"linkdesk/tui/kit"
	"linkdesk/tui/screen"
)

const (
	// listed is how many cases are told at a time.
	listed = 20
	// looks is how many pages of a history one search goes through before it asks whether to go on.
	looks = 50
)

// cases is the list of an environment, newest first, and what can be done there.
func (c *console) cases(ctx context.Context, desk screen.Desk) error {
	q := flow.Query{Limit: listed}
	for {
		page, err := c.page(ctx, desk, q)
		if err != nil {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			c.say("The cases could not be read: " + kit.Safe(err.Error()) + ".")
		}
		c.tellPage(q, page)
		do, err := c.caseChoice(ctx, desk, q, page, err != nil)
		if err == nil {
			q, err = do(ctx)
		}
		top := q.Before == ""
		switch {
		case err == nil:
		case !errors.Is(err, errBack), top && c.many:
			return err
		case top:
			c.say("There is nothing to go back to; q leaves.")
		default:
			q = flow.Query{Limit: listed} // back from older cases
		}
	}
}

// page reads on until there is something to tell or the history has been gone through.
func (c *console) page(ctx context.Context, desk screen.Desk, q flow.Query) (flow.Page, error) {
	var out flow.Page
	for range looks {
		p, err := desk.List(ctx, q)
		if err != nil {
			return out, err
		}
		out.Rows, out.More, out.Next = append(out.Rows, p.Rows...), p.More, p.Next
		if len(out.Rows) > 0 || !p.More || p.Next == "" {
			break
		}
		q.Before = p.Next
	}
	return out, nil
}

func (c *console) tellPage(q flow.Query, page flow.Page) {
	switch {
	case len(page.Rows) > 0 && q.Before != "":
		c.say("Older: " + count(len(page.Rows), "case") + ".")
	case len(page.Rows) > 0:
		c.say(count(len(page.Rows), "case") + ", newest first.")
	case q.Before == "":
		c.say("No cases yet. A case onboards the bank account of one counterparty.")
	}
}

// count is a number of things.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// act does what was chosen and says what is to be listed next.
type act func(context.Context) (flow.Query, error)

// caseChoice asks what to do with a list.
func (c *console) caseChoice(ctx context.Context, desk screen.Desk, q flow.Query, page flow.Page, failed bool) (act, error) {
	var items []item
	var acts []act
	add := func(it item, do act) { items, acts = append(items, it), append(acts, do) }
	for _, row := range page.Rows {
		id := row.ID
		add(item{words: screen.TellCase(row, c.opts.Now())}, func(ctx context.Context) (flow.Query, error) {
			return q, stay(c.visit(ctx, desk, id, false))
		})
	}
	fresh := item{words: "new case", letter: "n", off: desk.Defaults().ReadOnly, light: len(page.Rows) == 0 && !failed}
	add(fresh, func(ctx context.Context) (flow.Query, error) {
		id, err := c.newCase(ctx, desk, flow.Party{})
		if err == nil {
			err = c.visit(ctx, desk, id, true)
		}
		return flow.Query{Limit: listed}, stay(err)
	})
	add(item{words: "find by any id, name, code, amount, last digits or note", letter: "/"}, func(ctx context.Context) (flow.Query, error) {
		return flow.Query{Limit: listed}, stay(c.find(ctx, desk))
	})
	more := item{words: "more: older cases"}
	if !page.More {
		more.off = "there are no older ones"
	}
	add(more, func(context.Context) (flow.Query, error) {
		next := q
		next.Before = page.Next
		return next, nil
	})
	if desk.Defaults().Stage {
		add(item{words: "stage: story, pace and clock of the Demo", letter: "s"}, func(ctx context.Context) (flow.Query, error) {
			return flow.Query{Limit: listed}, stay(c.stage(ctx, desk))
		})
	}
	add(item{words: "list again"}, func(context.Context) (flow.Query, error) { return flow.Query{Limit: listed}, nil })
	if c.many {
		add(item{words: "environment: work elsewhere", letter: "e"}, func(context.Context) (flow.Query, error) {
			return flow.Query{}, errBack
		})
	}
	c.list(items)
	n, err := c.choose(ctx, "Case or choice", items)
	if err != nil {
		return nil, err
	}
	return acts[n], nil
}

// stay turns the way back from a page into staying where it was opened.
func stay(err error) error {
	if errors.Is(err, errBack) {
		return nil
	}
	return err
}
