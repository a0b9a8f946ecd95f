package store

import (
	"reflect"
	"slices"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

// TestOldHistoryAnswersAlike: a history of an older schema that is only looked at gives the
// same answers as after it was brought up, in spite of its short rows and without its indexes.
func TestOldHistoryAnswersAlike(t *testing.T) {
	for _, name := range []string{"schema1.db.gz", "schema2.db.gz"} {
		t.Run(name, func(t *testing.T) {
			o, _ := oldHistory(t, name)
			reader := newStore(t, at(o), func(o *Options) { o.ReadOnly = true })
			old := answers(t, reader)
			if found := old["list User"]; len(found.([]flow.CaseID)) != 3 {
				t.Errorf("by client_user_id: %v", found)
			}
			for question, answer := range answers(t, newStore(t, at(o))) {
				if !reflect.DeepEqual(answer, old[question]) {
					t.Errorf("%s: %v, and %v before", question, answer, old[question])
				}
			}
		})
	}
}

// answers asks everything but Linked, which an older schema has no answer to.
func answers(t *testing.T, s *Store) map[string]any {
	t.Helper()
	out := map[string]any{}
	for name, f := range map[string]flow.Filter{
		"all": {}, "Status": {Status: flow.StatusOpen}, "Who": {Who: flow.Nobody}, "Bank": {Institution: platypus},
		"Name": {Institution: "platypus"}, "Text": {Text: "löwe"}, "User": {Text: "cp-118"},
	} {
		out["list "+name] = contract.Walk(t, s, flow.Query{Limit: 2, Filter: f})
	}
	for n := range 4 {
		c, _ := s.Case(t.Context(), contract.ID(n))
		records, _ := s.Records(t.Context(), contract.ID(n))
		// What this version adds to a case is not in an old row: only what both know is compared.
		out["case "+string(contract.ID(n))], out["records "+string(contract.ID(n))] = flow.Summarize(c), records
	}
	for _, text := range []string{platypus, "cp-118", "cp-1", "m8MDnv9okwxFNBV", "DWVAAPWq4RHGl", "0c0c1b3a", string(contract.ID(2)), string(contract.ID(1))[20:], "01KA"} {
		hits, err := s.Lookup(t.Context(), text)
		if err != nil || len(hits) == 0 {
			t.Errorf("Lookup(%q): %v, %v", text, hits, err)
		}
		out["lookup "+text] = slices.Clone(hits)
	}
	return out
}
