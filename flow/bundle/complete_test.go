package bundle

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"linkdesk/flow"
)

// roots are the types from which everything that could be exported is reached.
func roots(t *testing.T) []any {
	out := []any{flow.Case{}, flow.Call{}}
	for _, e := range eventTypes(t) {
		out = append(out, e)
	}
	return out
}

// TestEverythingIsRuledOn names every kind of event and every field that nobody has decided about: put it
// on the list of lists*.go for those who need it, or hold it back with a reason. Until then it is not exported.
func TestEverythingIsRuledOn(t *testing.T) {
	for _, m := range missing(listed(), roots(t)...) {
		t.Errorf("the lists have no ruling: %s", m)
	}
	for _, twice := range listed().twice {
		t.Errorf("%s has two rulings", twice)
	}
	for _, k := range flow.Effects() {
		if _, ok := listed().effects[k]; !ok {
			t.Errorf("nobody has decided who may read of the effect %s", k)
		}
	}
	for kind := range listed().kinds {
		if !slices.Contains(flow.EventKinds(), kind) {
			t.Errorf("there is no event %s", kind)
		}
	}
	for name, r := range listed().fields {
		if (r.to == 0) == (r.why == "") {
			t.Errorf("%v: readers or a reason, and not both", name)
		}
	}
}

// A field that has no ruling is what a field is that somebody adds: each is taken off the list once.
func TestAFieldWithoutARulingStaysHere(t *testing.T) {
	c, records := full(t)
	text := func(l *lists, p Profile) string {
		x := sifted(newSieve(l, p), order(p), c, records)
		b, err := json.Marshal([]any{x.Case, x.Account, x.Fault, x.Timeline})
		if err != nil {
			t.Fatal(err)
		}
		return string(b)
	}
	whole := map[Profile]string{}
	for _, p := range Profiles() {
		whole[p] = text(listed(), p)
	}
	for name, r := range listed().fields {
		if r.why != "" {
			continue
		}
		for _, p := range Profiles() {
			if r.to&p.bit() == 0 {
				continue
			}
			short := *listed()
			short.fields = maps.Clone(short.fields)
			delete(short.fields, name)
			if got := missing(&short, roots(t)...); !slices.Contains(got, "field "+name.of+"."+name.name) {
				t.Errorf("%v is off the list and not missed: %v", name, got)
			}
			member := `"` + name.name + `":`
			before, after := strings.Count(whole[p], member), strings.Count(text(&short, p), member)
			if after >= before {
				t.Errorf("%s gets %v from a list that does not have it (%d, %d)", p, name, before, after)
			}
		}
	}
}

// stranger is an event of a kind that nobody has put on the list.
type stranger struct {
	flow.Noted `json:"noted"`
	Routing    string `json:"routing"`
}

func (stranger) Kind() flow.EventKind { return "access_token_printed" }

func TestAKindWithoutARulingStaysHere(t *testing.T) {
	c, records := full(t)
	records = append(records, flow.Record{Case: c.ID, Seq: 99, Time: noon(), Actor: "alice@zqhost:1:2:3",
		Event: stranger{flow.Noted{Text: "QzStrange"}, "QzRouting"}})
	got := missing(listed(), append(roots(t), stranger{})...)
	for _, want := range []string{"kind access_token_printed", "field stranger.routing"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not missed: %v", want, got)
		}
	}
	for _, p := range Profiles() {
		x := Make(order(p), c, records)
		if !slices.Contains(x.LeftOut, unlisted) {
			t.Errorf("%s is not told that something was left out: %q", p, x.LeftOut)
		}
		for format, text := range formats(t, x) {
			for _, canary := range []string{"QzStrange", "QzRouting", "access_token_printed"} {
				if strings.Contains(text, canary) {
					t.Errorf("%s as %s has %s of an event that is on no list", p, format, canary)
				}
			}
		}
	}
}

// TestTheseNeverLeave does not ask the lists: no ruling can give these away.
func TestTheseNeverLeave(t *testing.T) {
	for name, r := range listed().fields {
		switch name.name {
		case "token_hash", "digest", "username", "test_user", "available", "current", "totals", "assets", "worker", "actor", "note":
			if r.to != 0 {
				t.Errorf("%v is on the list", name)
			}
		case "legal_name", "account_name", "contact_name", "client_user_id", "name", "official_name", "text", "by", "who", "hint":
			if r.to&^us != 0 && name != (fieldName{"LinkEvent", "name"}) && name != (fieldName{"FollowUp", "who"}) {
				t.Errorf("%v is for a provider", name)
			}
		}
		if r.to == us|plaid && name.of == "Transfer" || r.to&prime != 0 && (name.of == "Item" || name.of == "LinkState" || name.of == "LinkEvent" || name.of == "Account") {
			t.Errorf("%v is the other provider's", name)
		}
	}
}
