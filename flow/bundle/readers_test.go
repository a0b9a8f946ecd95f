package bundle

import (
	"reflect"
	"strings"
	"testing"

	"linkdesk/flow"
)

// Every text of every field is looked for in every format: it is there for those who get it, and for
// nobody else.
func TestEachReaderGetsWhatIsListed(t *testing.T) {
	c, records := full(t)
	for _, p := range Profiles() {
		texts := formats(t, Make(order(p), c, records))
		for name, r := range listed().fields {
			gets := r.why == "" && r.to&p.bit() != 0
			mark := marker(name.of, name.name)
			for format, text := range texts {
				if strings.Contains(text, mark) && !gets {
					t.Errorf("%s as %s has %v", p, format, name)
				}
			}
			if gets && isText(name) && !strings.Contains(texts["json"], mark) {
				t.Errorf("%s gets no %v", p, name)
			}
		}
		for format, text := range texts {
			for _, never := range []string{"zqhost", "88123", "5f1c2a9e"} {
				if strings.Contains(text, never) {
					t.Errorf("%s as %s has %q of an actor", p, format, never)
				}
			}
			if got := strings.Contains(text, "alice"); got && (p != Ticket || format == "csv") {
				t.Errorf("%s as %s has the author of a note", p, format)
			} else if !got && p == Ticket && format != "csv" {
				t.Errorf("%s as %s does not have the author of a note", p, format)
			}
		}
	}
}

// isText reports that the field of a filled value holds a marker which no test has written over.
func isText(name fieldName) bool {
	for _, root := range []any{flow.Party{}, flow.Call{}, flow.LinkEvent{}, flow.LinkState{}, flow.Item{}, flow.Account{}, flow.LinkAccount{},
		flow.Duplicate{}, flow.Submission{}, flow.OpenedAccount{}, flow.Standing{}, flow.Transfer{}, flow.Hold{}, flow.SandboxAct{}, flow.Noted{}} {
		if t := reflect.TypeOf(root); t.Name() == name.of && name != (fieldName{"Account", "id"}) {
			for i := range t.NumField() {
				if tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ","); tag == name.name {
					return t.Field(i).Type.Kind() == reflect.String
				}
			}
		}
	}
	return false
}

// The calls of an event are exported by flow.CallsOf, so it has to know all of them.
func TestNoCallIsForgotten(t *testing.T) {
	_, records := full(t)
	for _, r := range records {
		want, v := 0, reflect.ValueOf(r.Event)
		for i := range v.NumField() {
			switch v.Field(i).Interface().(type) {
			case flow.Call, []flow.Call:
				want++
			}
		}
		if got := len(flow.CallsOf(r.Event)); got != want {
			t.Errorf("%s has %d calls and tells of %d", r.Event.Kind(), want, got)
		}
	}
}

// Whoever gets a fault gets its code, its words and its request_id, in lines for people too.
func TestTheFaultIsToldToItsReaders(t *testing.T) {
	told := map[Profile]int{}
	for _, s := range stories(t, 40) {
		for _, p := range Profiles() {
			x := Make(order(p), s.Case, s.Records)
			if x.Fault == nil {
				continue
			}
			told[p]++
			_, failed, _ := strings.Cut(formats(t, x)["md"], "## What failed")
			failed, _, _ = strings.Cut(failed, "\n## ")
			for _, name := range []string{"code", "message", "request_id"} {
				if v := mustFind(x.Fault, name); v != "" && !strings.Contains(failed, code(v)) {
					t.Errorf("%s has no %s %s in\n%s", p, name, v, failed)
				}
			}
		}
	}
	for _, p := range Profiles() {
		if told[p] == 0 {
			t.Errorf("%s got no fault at all", p)
		}
	}
}
