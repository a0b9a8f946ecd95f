package store

import (
	"encoding/json"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// same compares what JSON shows: a case that is read has its times and its empty lists in
// another form than one that was added up, and nothing else.
func same(a, b any) bool {
	x, err := json.Marshal(a)
	y, err2 := json.Marshal(b)
	return err == nil && err2 == nil && string(x) == string(y)
}

// caseIs compares a case, its records and its secrets.
func (h *history) caseIs(id flow.CaseID) {
	h.t.Helper()
	ctx, s := h.t.Context(), h.store()
	c, err := s.Case(ctx, id)
	want, must := h.m.Case(ctx, id)
	if !errors.Is(err, must) || !same(c, want) {
		h.t.Fatalf("Case(%s) = %+v, %v; want %+v, %v", id, c, err, want, must)
	}
	records, err := s.Records(ctx, id)
	all, must := h.m.Records(ctx, id)
	if !errors.Is(err, must) || !same(records, all) {
		h.t.Fatalf("Records(%s) = %+v, %v; want %+v, %v", id, records, err, all, must)
	}
	kind := flow.SecretKind(1 + h.r.IntN(5))
	token, err := s.Secret(ctx, id, kind)
	held, must := h.m.Secret(ctx, id, kind)
	if !errors.Is(err, must) || contract.Plain(token) != contract.Plain(held) {
		h.t.Fatalf("the %s of %s: %q, %v; want %q, %v", kind, id, contract.Plain(token), err, contract.Plain(held), must)
	}
}

// compare asks some of what can be asked, compareAll all of it.
func (h *history) compare(n int) {
	h.t.Helper()
	for range n {
		h.listIs(h.filter(), h.r.IntN(len(h.cases)+3))
		h.pageIs(h.filter())
		h.lookupIs(h.part(pick(h.walker, h.ids...)))
		h.findIs(h.part(string(pick(h.walker, h.cases...))))
		h.linkedIs()
	}
}

func (h *history) compareAll() {
	h.t.Helper()
	for _, id := range h.cases {
		h.caseIs(id)
		h.findIs(string(id))
	}
	for _, id := range h.ids {
		h.lookupIs(id)
	}
	for limit := range len(h.cases) + 2 {
		h.listIs(flow.Filter{}, limit)
	}
	for _, status := range append(statuses(), "", "none") {
		for _, who := range append(parties(), "", "none") {
			f := h.filter()
			f.Status, f.Who = status, who
			h.listIs(f, h.r.IntN(8))
			h.listIs(flow.Filter{Status: status, Who: who}, h.r.IntN(8))
		}
	}
	for _, bank := range banks {
		for _, text := range bank {
			h.listIs(flow.Filter{Institution: text}, h.r.IntN(8))
		}
	}
}

// filter is a random filter, which often asks for several things at once.
func (h *history) filter() (f flow.Filter) {
	if h.often(40) {
		f.Status = pick(h.walker, statuses()...)
	}
	if h.often(40) {
		f.Who = pick(h.walker, parties()...)
	}
	if h.often(30) {
		f.Institution = pick(h.walker, "ins_1", "ins_10", "ins_109508", "ins_99", "bank", "FIRST", "zürcher", "\x00", "ins_1\x00\x01\x9a")
	}
	if h.often(30) {
		f.Since = h.m.at(pick(h.walker, h.cases...)).state.Created.Add(time.Duration(h.r.IntN(5)-2) * time.Microsecond)
	}
	if h.often(20) {
		f.Text = pick(h.walker, "ada", "cp-1", "cp-11 first", "0000", "bank löwe", "closed", "no_answer", string(h.cases[0][22:]), " ")
	}
	return f
}

// listIs walks all pages of one size both ways.
func (h *history) listIs(f flow.Filter, limit int) {
	h.t.Helper()
	var want []flow.CaseID
	for _, row := range h.m.wanted(f) {
		want = append(want, row.ID)
	}
	back := flow.CaseID("00000000000000000000000000")
	for _, q := range []flow.Query{{Limit: limit, Filter: f}, {Limit: limit, Filter: f, After: back}} {
		if got := contract.Walk(h.t, h.store(), q); !slices.Equal(got, want) {
			h.t.Fatalf("List %+v: %v; want %v", q, got, want)
		}
	}
}

// pageIs asks for one page at a cursor that may name no case.
func (h *history) pageIs(f flow.Filter) {
	h.t.Helper()
	s := h.store()
	var old int
	old, s.looks = s.looks, mostLooked
	defer func() { s.looks = old }()
	q := flow.Query{Limit: 1 + h.r.IntN(6), Filter: f}
	cursor := pick(h.walker, h.cases...)
	if h.often(30) {
		cursor = cursor[:20] + "000000"
	}
	newer := func(r flow.Summary) bool { return r.ID >= cursor }
	rows := h.m.wanted(f)
	if h.often(50) {
		q.Before = cursor
		rows = slices.DeleteFunc(rows, newer)
		rows = rows[:min(q.Limit, len(rows))]
	} else {
		q.After = cursor
		rows = slices.DeleteFunc(rows, func(r flow.Summary) bool { return r.ID <= cursor })
		rows = rows[max(0, len(rows)-q.Limit):]
	}
	page, err := s.List(h.t.Context(), q)
	if err != nil || len(page.Rows)+len(rows) > 0 && !reflect.DeepEqual(page.Rows, rows) {
		h.t.Fatalf("List %+v:\n%+v, %v; want\n%+v", q, page.Rows, err, rows)
	}
}

// part is an id as people give it: whole, its front or end, in small letters, with spaces.
func (h *history) part(id string) string {
	switch n := len(id); h.r.IntN(5) {
	case 0:
		return id[:h.r.IntN(n+1)]
	case 1:
		return id[h.r.IntN(n+1):]
	case 2:
		return " " + strings.ToLower(id) + "\t"
	case 3:
		return strings.ReplaceAll(id, "0", "o")
	}
	return id
}
