package contract

import (
	"errors"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"linkdesk/flow"
)

// Journal runs the contract against the journals that open makes: each call must give an
// empty one of the environment Demo.
func Journal(t *testing.T, open func(t *testing.T) flow.Journal) {
	for name, test := range map[string]func(*testing.T, flow.Journal){
		"empty": empty, "road": road, "secrets": secrets, "conflict": conflict, "all or nothing": atomic,
		"times": times, "list": list, "pages back": pagesBack, "filters": filters, "early": early, "find": find, "one winner": oneWinner, "linked": linked, "linked again": linkedAgain,
	} {
		t.Run(name, func(t *testing.T) { test(t, open(t)) })
	}
}

// Put appends and fails the test on an error.
func Put(t testing.TB, j flow.Journal, steps ...flow.Append) {
	t.Helper()
	for i, a := range steps {
		if _, err := j.Append(t.Context(), a); err != nil {
			t.Fatalf("append %d of case %s: %v", i, a.Case, err)
		}
	}
}

func empty(t *testing.T, j flow.Journal) {
	ctx := t.Context()
	if err := j.Probe(ctx); err != nil {
		t.Errorf("Probe: %v", err)
	}
	if page, err := j.List(ctx, flow.Query{}); err != nil || len(page.Rows) != 0 || page.More {
		t.Errorf("List = %v, %v", page, err)
	}
	Put(t, j, Road(ID(2), flow.Demo)[0])
	for _, id := range []flow.CaseID{ID(1), "", "x", flow.CaseID(strings.ToLower(string(ID(2))))} {
		if _, err := j.Case(ctx, id); !errors.Is(err, flow.ErrNoCase) {
			t.Errorf("Case(%q): %v", id, err)
		}
		if _, err := j.Records(ctx, id); !errors.Is(err, flow.ErrNoCase) {
			t.Errorf("Records(%q): %v", id, err)
		}
		if _, err := j.Secret(ctx, id, flow.AccessToken); !errors.Is(err, flow.ErrNoSecret) {
			t.Errorf("Secret(%q): %v", id, err)
		}
	}
}

// road appends a whole case beside another one and compares everything that can be read of
// it with what the records add up to, after every step.
func road(t *testing.T, j flow.Journal) {
	ctx := t.Context()
	other, id := Road(ID(1), flow.Demo), ID(2)
	var all []flow.Record
	for i, a := range Road(id, flow.Demo) {
		Put(t, j, other[i])
		got, err := j.Append(ctx, a)
		if err != nil {
			t.Fatalf("append %d: %v", i, err)
		}
		if len(got) != len(a.Events) {
			t.Fatalf("append %d gave %d records for %d events", i, len(got), len(a.Events))
		}
		for n, r := range got {
			if r.Case != id || r.Seq != a.Expect+uint32(n)+1 || !r.Time.Equal(a.At) || r.Actor != "alice" || !reflect.DeepEqual(r.Event, a.Events[n]) {
				t.Errorf("append %d gave %+v", i, r)
			}
		}
		all = append(all, got...)
		records, err := j.Records(ctx, id)
		if err != nil || !reflect.DeepEqual(records, all) {
			t.Fatalf("after %d appends Records gave %d records, %v", i+1, len(records), err)
		}
		want, err := flow.Replay(records)
		if err != nil {
			t.Fatal(err)
		}
		if c, err := j.Case(ctx, id); err != nil || !reflect.DeepEqual(c, want) {
			t.Fatalf("after %d appends Case = %+v, %v, and the records add up to %+v", i+1, c, err, want)
		}
		page, err := j.List(ctx, flow.Query{Limit: 1})
		if err != nil || len(page.Rows) != 1 || !reflect.DeepEqual(page.Rows[0], flow.Summarize(want)) {
			t.Fatalf("after %d appends List = %+v, %v", i+1, page, err)
		}
	}
	if c, _ := j.Case(ctx, id); c.Status() != flow.StatusClosed {
		t.Errorf("the road ends as %s", c.Status())
	}
}

func secrets(t *testing.T, j flow.Journal) {
	ctx := t.Context()
	holds := func(id flow.CaseID, want map[flow.SecretKind]string) {
		t.Helper()
		for _, kind := range []flow.SecretKind{flow.LinkToken, flow.PublicToken, flow.AccessToken, flow.ProcessorToken} {
			got, err := j.Secret(ctx, id, kind)
			if w := want[kind]; w == "" && !errors.Is(err, flow.ErrNoSecret) || w != "" && err != nil || Plain(got) != w {
				t.Errorf("the %s of %s is %q, %v; want %q", kind, id, Plain(got), err, w)
			}
		}
	}
	a, b := Road(ID(1), flow.Demo), Road(ID(2), flow.Demo)
	Put(t, j, a[:6]...)
	Put(t, j, b[:3]...)
	link, public := Plain(Token(flow.LinkToken, 1)), Plain(Token(flow.PublicToken, 1))
	holds(ID(1), map[flow.SecretKind]string{flow.LinkToken: link, flow.PublicToken: public})
	Put(t, j, a[6:12]...)
	access, processor := Plain(Token(flow.AccessToken, 1)), Plain(Token(flow.ProcessorToken, 1))
	holds(ID(1), map[flow.SecretKind]string{flow.LinkToken: link, flow.AccessToken: access, flow.ProcessorToken: processor})

	seq := a[12].Expect
	Put(t, j, flow.Append{Case: ID(1), Expect: seq, Seal: []flow.SealedSecret{{Kind: flow.AccessToken, Secret: Token(flow.AccessToken, 2)}}})
	Put(t, j, flow.Append{Case: ID(1), Expect: seq, Forget: []flow.SecretKind{flow.LinkToken}})
	holds(ID(1), map[flow.SecretKind]string{flow.AccessToken: Plain(Token(flow.AccessToken, 2)), flow.ProcessorToken: processor})

	Put(t, j, a[12:]...)
	holds(ID(1), nil)
	holds(ID(2), map[flow.SecretKind]string{flow.LinkToken: link})
	if _, err := j.Append(ctx, flow.Append{Case: ID(2), Expect: b[3].Expect, Seal: []flow.SealedSecret{{Kind: flow.AccessToken}}}); err == nil {
		t.Error("an empty secret was sealed")
	}
}

func conflict(t *testing.T, j flow.Journal) {
	ctx := t.Context()
	steps := Road(ID(1), flow.Demo)
	Put(t, j, steps[:2]...)
	before, err := j.Case(ctx, ID(1))
	if err != nil {
		t.Fatal(err)
	}
	for name, a := range map[string]flow.Append{
		"a new case with the id of an old one": steps[0],
		"behind":                               {Case: ID(1), Expect: 2, Events: []flow.Event{flow.LinkTokenAsked{}}},
		"ahead":                                {Case: ID(1), Expect: 9, Events: []flow.Event{flow.LinkTokenAsked{}}},
		"no such case":                         {Case: ID(7), Expect: 3, Events: []flow.Event{flow.LinkTokenAsked{}}},
		"secrets of an old state":              {Case: ID(1), Expect: 3, Seal: []flow.SealedSecret{{Kind: flow.LinkToken, Secret: Token(flow.LinkToken, 9)}}},
	} {
		a.At = Start()
		if got, err := j.Append(ctx, a); !errors.Is(err, flow.ErrConflict) || got != nil {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	if after, err := j.Case(ctx, ID(1)); err != nil || !reflect.DeepEqual(after, before) {
		t.Errorf("a refused append changed the case: %+v, %v", after, err)
	}
	if _, err := j.Secret(ctx, ID(1), flow.LinkToken); !errors.Is(err, flow.ErrNoSecret) {
		t.Errorf("a refused append sealed a secret: %v", err)
	}
}

// atomic: an event that cannot follow takes the good one before it along.
func atomic(t *testing.T, j flow.Journal) {
	ctx := t.Context()
	steps := Road(ID(1), flow.Demo)
	Put(t, j, steps[0])
	for name, events := range map[string][]flow.Event{
		"second impossible": {flow.LinkTokenAsked{}, flow.CaseOpened{Env: flow.Demo}},
		"nothing follows":   {flow.Submitted{}},
	} {
		a := flow.Append{Case: ID(1), Expect: 2, At: Start(), Events: events,
			Seal: []flow.SealedSecret{{Kind: flow.LinkToken, Secret: Token(flow.LinkToken, 1)}}}
		if _, err := j.Append(ctx, a); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	if _, err := j.Append(ctx, flow.Append{Case: ID(2), At: Start(), Events: []flow.Event{flow.LinkTokenAsked{}}}); err == nil {
		t.Error("a case began with a wish for a link token")
	}
	if records, err := j.Records(ctx, ID(1)); err != nil || len(records) != 2 {
		t.Errorf("%d records, %v", len(records), err)
	}
	if _, err := j.Secret(ctx, ID(1), flow.LinkToken); !errors.Is(err, flow.ErrNoSecret) {
		t.Errorf("a refused append sealed a secret: %v", err)
	}
	if page, err := j.List(ctx, flow.Query{}); err != nil || len(page.Rows) != 1 {
		t.Errorf("List = %+v, %v", page, err)
	}
}

// times: what is kept is UTC in whole microseconds, in the answer already.
func times(t *testing.T, j flow.Journal) {
	a := Road(ID(1), flow.Demo)[0]
	a.At = time.Date(2026, 11, 22, 12, 0, 0, 123456789, time.FixedZone("CET", 3600))
	want := time.Date(2026, 11, 22, 11, 0, 0, 123456000, time.UTC)
	got, err := j.Append(t.Context(), a)
	if err != nil {
		t.Fatal(err)
	}
	read, err := j.Records(t.Context(), ID(1))
	if err != nil {
		t.Fatal(err)
	}
	c, err := j.Case(t.Context(), ID(1))
	if got[0].Time != want || read[0].Time != want || c.Created != want || err != nil {
		t.Errorf("times %v, %v, %v (%v); want %v", got[0].Time, read[0].Time, c.Created, err, want)
	}
}

// oneWinner: of many that write on the same state of a case one gets in.
func oneWinner(t *testing.T, j flow.Journal) {
	Put(t, j, Road(ID(1), flow.Demo)[0])
	var wg sync.WaitGroup
	results := make(chan error, 8)
	for range cap(results) {
		wg.Go(func() {
			_, err := j.Append(t.Context(), flow.Append{Case: ID(1), Expect: 2, At: Start(), Events: []flow.Event{flow.LinkTokenAsked{}}})
			results <- err
		})
	}
	wg.Wait()
	close(results)
	won := 0
	for err := range results {
		switch {
		case err == nil:
			won++
		case !errors.Is(err, flow.ErrConflict):
			t.Error(err)
		}
	}
	if won != 1 {
		t.Errorf("%d of %d appends won", won, cap(results))
	}
}
