package main

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"linkdesk/flow"
	"linkdesk/tui/plain"
)

// talk is a console of lines with every real part, to which somebody types.
type talk struct {
	t     *testing.T
	desks *desks
	typed io.WriteCloser
	said  locked
	done  chan error
}

// talkIn starts one in a house. Call it inside the bubble.
func talkIn(t *testing.T, h *house, dir string) *talk {
	t.Helper()
	t.Cleanup(func() { leave(h) })
	return talkWith(t, h.order(dir))
}

// talkWith starts one for an order.
func talkWith(t *testing.T, o order) *talk {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	in, typed := io.Pipe()
	k := &talk{t: t, typed: typed, done: make(chan error, 1)}
	k.desks = &desks{ctx: ctx, open: map[flow.Environment]*office{}, order: o}
	go func() {
		k.done <- plain.Run(ctx, plain.Options{Desks: k.desks, Env: flow.Demo, In: in, Out: &k.said, Now: time.Now, Typed: true})
	}()
	t.Cleanup(func() {
		_ = typed.Close()
		if err := <-k.done; err != nil && !errors.Is(err, context.Canceled) {
			t.Errorf("the console ended with %v", err)
		}
		k.desks.close(ctx, t.Output())
		cancel()
	})
	k.asked(0)
	return k
}

// asked waits until the console asks for a line, having said more than so much.
func (k *talk) asked(before int) {
	k.t.Helper()
	for range 300 {
		synctest.Wait()
		if said := k.said.String(); len(said) > before && strings.HasSuffix(said, ": ") {
			return
		}
		time.Sleep(time.Second)
	}
	k.t.Fatalf("nothing is asked:\n%s", k.said.String())
}

// types types lines, each when it is asked for.
func (k *talk) types(lines ...string) *talk {
	k.t.Helper()
	for _, line := range lines {
		before := len(k.said.String())
		if _, err := io.WriteString(k.typed, line+"\n"); err != nil {
			k.t.Fatal(err)
		}
		k.asked(before)
	}
	return k
}

// since is what was said since the last time that a case was told.
func (k *talk) since() string {
	said := k.said.String()
	return said[max(strings.LastIndex(said, "\nCase "), 0):]
}

// number is the number of the choice whose line has that text.
func (k *talk) number(text string) string {
	k.t.Helper()
	found := regexp.MustCompile(`(?m)^([0-9]+)\. [^\n]*` + regexp.QuoteMeta(text)).FindStringSubmatch(k.since())
	if found == nil {
		k.t.Fatalf("there is no choice with %q:\n%s", text, k.since())
	}
	return found[1]
}

// kept is the one case of the history.
func (k *talk) kept() flow.Case {
	k.t.Helper()
	page, err := k.desks.open[flow.Demo].store.List(k.t.Context(), flow.Query{})
	if err != nil || len(page.Rows) != 1 {
		k.t.Fatalf("%+v %v", page, err)
	}
	c, err := k.desks.open[flow.Demo].store.Case(k.t.Context(), page.Rows[0].ID)
	if err != nil {
		k.t.Fatal(err)
	}
	return c
}

// plainly tells a story in lines, by numbers.
func (s tale) plainly(t *testing.T) []entry {
	h := newHouse(t, s.name)
	k := talkIn(t, h, t.TempDir())
	k.types("new case", "", "", "", "", "")
	for _, choice := range []string{"make the link token", "hand over", "ending " + h.scenario.AccountMask, "submit to Prime Trust"} {
		if k.kept().Fault != nil {
			break
		}
		k.types(k.number(choice))
	}
	if k.kept().Fault == nil {
		k.types("yes")
	}
	if s.pull != "" {
		if s.check {
			k.types("balances")
		}
		k.types("pull money", s.pull, s.pull)
	}
	if s.days > 0 {
		pass(t, h, s.days)
		k.types(k.number("look at the status"))
	}
	s.ended(t, k.kept())
	last := strings.Join(strings.Fields(k.since()), " ")
	for _, want := range []string{s.code, s.do} {
		if !strings.Contains(last, want) {
			t.Errorf("%q is not said:\n%s", want, k.since())
		}
	}
	if s.code != "" && !strings.Contains(last, "who acts: "+s.who) {
		t.Errorf("who acts is not said:\n%s", k.since())
	}
	if token := tokenShape.FindString(k.said.String()); token != "" {
		t.Errorf("a token in clear was written: %.24s...", token)
	}
	return written(t, k.desks)
}
