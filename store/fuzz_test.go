package store

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func FuzzCaseRow(f *testing.F) {
	key, _ := parseCase(contract.ID(1))
	var c flow.Case
	for _, a := range contract.Road(contract.ID(1), flow.Demo) {
		for i, ev := range a.Events {
			c, _ = flow.Apply(c, flow.Record{Case: contract.ID(1), Seq: a.Expect + uint32(i) + 1, Time: a.At, Event: ev})
		}
		rows, err := project(key, c, chain{1})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(rows[0].value[:len(rows[0].value)-4])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		// The checksum keeps strangers out, so the row behind it is tried with one that fits.
		c, head, err := decodeCase(key, checked(key[:], bytes.Clone(b)))
		if err != nil {
			return
		}
		// Whatever is read must be shown, listed and written again.
		_, _ = flow.Due(c)
		for _, stop := range flow.Stops() {
			_ = c.StopState(stop)
		}
		rows, err := project(key, c, head)
		if err != nil {
			return // a time of the year 10000 is read and not written
		}
		again, head2, err := decodeCase(key, rows[0].value)
		if err != nil || head2 != head || !same(again, c) {
			t.Errorf("%+v became %+v, %v", c, again, err)
		}
	})
}

func FuzzLockLine(f *testing.F) {
	f.Add("alice\t412\tdesk1\t2026-11-22T10:02:31Z\tbacking up, 42 %\n")
	f.Add("alice\t412\tdesk1\t2026-11-22T10:02:31Z\n")
	f.Add("\x1b[31m\t\t\t\t")
	f.Fuzz(func(t *testing.T, line string) {
		words := readSign(line)
		if flow.Clean(words) != words && len([]rune(words)) < 500 {
			t.Errorf("%q became %q", line, words)
		}
	})
}

func FuzzParseCase(f *testing.F) {
	f.Add(string(contract.ID(1)))
	f.Add("7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
	f.Add("80000000000000000000000000")
	f.Fuzz(func(t *testing.T, text string) {
		if key, ok := parseCase(flow.CaseID(text)); ok && string(key.id()) != text {
			t.Errorf("%q became %q", text, key.id())
		}
	})
}

// FuzzQuestions asks for any text in every way there is, and expects what plain reading gives.
func FuzzQuestions(f *testing.F) {
	s, m := newStore(f), newModel()
	for n := range 4 {
		for _, a := range contract.Road(contract.ID(n), flow.Demo)[:6+3*n] {
			contract.Put(f, s, a)
			contract.Put(f, m, a)
		}
	}
	for _, text := range []string{"ins_109508", "ins_109508\x00\x01", "cp-118", "link-sandbox-x", "platypus", "0000", "m8MDnv", string(contract.ID(1))} {
		f.Add(text)
		f.Add(text[:4])
		f.Add(strings.ToLower(text[len(text)-4:]))
	}
	f.Fuzz(func(t *testing.T, text string) {
		ctx := t.Context()
		hits, err := s.Lookup(ctx, text)
		if want, _ := m.Lookup(ctx, text); err != nil || len(hits) != len(want) {
			t.Errorf("Lookup(%q) = %+v, %v; want %+v", text, hits, err, want)
		}
		id, err := s.Find(ctx, text)
		if want, must := m.Find(ctx, text); id != want || errors.Is(must, flow.ErrNoCase) != errors.Is(err, flow.ErrNoCase) {
			t.Errorf("Find(%q) = %q, %v; want %q, %v", text, id, err, want, must)
		}
		for _, q := range []flow.Query{{Filter: flow.Filter{Institution: text}}, {Filter: flow.Filter{Text: text}}, {Filter: flow.Filter{Status: flow.Status(text), Who: flow.Who(text)}}} {
			page, err := s.List(ctx, q)
			if want, _ := m.List(ctx, q); err != nil || !same(page.Rows, want.Rows) {
				t.Errorf("List(%+v) = %+v, %v; want %+v", q, page.Rows, err, want.Rows)
			}
		}
		_, err = s.List(ctx, flow.Query{Before: flow.CaseID(text)})
		if _, ok := parseCase(flow.CaseID(text)); err != nil && (ok || text == "" || !errors.Is(err, flow.ErrNoCase)) {
			t.Errorf("List before %q: %v", text, err)
		}
	})
}
