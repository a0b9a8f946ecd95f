package store

import (
	"slices"
	"time"

	"linkdesk/flow"
)

// prune removes the closed cases that are older than one of them all, here and in the model.
func (h *history) prune() (pruned int) {
	h.t.Helper()
	before := h.m.at(pick(h.walker, h.cases...)).state.Updated.Add(time.Microsecond)
	events := 0
	var gone []flow.CaseID
	for _, id := range h.m.newest() {
		if k := h.m.at(id); k.state.Status() == flow.StatusClosed && k.state.Updated.Before(before) {
			gone, events = append(gone, id), events+len(k.records)
		}
	}
	if len(gone) == len(h.cases) {
		return 0 // the walk needs a case to go on with
	}
	got, err := h.store().Prune(h.t.Context(), before, "alice")
	if err != nil || got.Cases != len(gone) || got.Events != events || len(got.Kept) > 0 {
		h.t.Fatalf("Prune gave %+v, %v; want %d cases with %d events", got, err, len(gone), events)
	}
	for _, id := range gone {
		h.m.prune(id)
		if tombs, err := h.store().Pruned(h.t.Context(), string(id)); err != nil || len(tombs) != 1 {
			h.t.Fatalf("of case %s there are %v, %v", id, tombs, err)
		}
	}
	h.cases = slices.DeleteFunc(h.cases, func(id flow.CaseID) bool { return slices.Contains(gone, id) })
	return len(gone)
}
