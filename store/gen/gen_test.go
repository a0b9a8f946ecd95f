package gen

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"linkdesk/flow"
)

// TestLegal: what is told can happen, each time in the same way, newer cases have greater ids,
// and every status and everybody who may have to act occur.
func TestLegal(t *testing.T) {
	status, who, banks := map[flow.Status]int{}, map[flow.Who]int{}, map[string]int{}
	events := 0
	var before flow.CaseID
	for n := range 4000 {
		s, err := Make(1, n)
		if err != nil {
			t.Fatalf("case %d: %v", n, err)
		}
		c, err := flow.Replay(s.Records)
		if err != nil || !reflect.DeepEqual(c, s.Case) {
			t.Fatalf("case %d is not what its records add up to: %v", n, err)
		}
		if c.ID != ID(1, n) || c.ID <= before {
			t.Fatalf("case %d has the id %s behind %s", n, c.ID, before)
		}
		before = c.ID
		status[c.Status()]++
		who[c.Who()]++
		banks[c.Item.InstitutionID]++
		events += len(s.Records)
	}
	again, err := Make(1, 77)
	if other, _ := Make(1, 77); err != nil || !reflect.DeepEqual(again, other) {
		t.Error("the same case is told in two ways")
	}
	if other, _ := Make(2, 77); reflect.DeepEqual(again, other) {
		t.Error("two seeds tell the same case")
	}
	if len(status) != 8 || len(who) < 5 || len(banks) < 200 {
		t.Errorf("%d statuses, %d who act, %d banks", len(status), len(who), len(banks))
	}
	t.Log(events, status, who, slices.Max(slices.Collect(maps.Values(banks))))
}
