package flow

import (
	"errors"
	"reflect"
	"strings"
	"testing"
)

// TestANoteChangesNothing writes a note after every event of every road: it is taken, what is due stays
// due, and nothing of the case is different but its length and its last change.
func TestANoteChangesNothing(t *testing.T) {
	for _, all := range roads() {
		for n := range all {
			before := story(t, all[:n+1]...)
			events, err := Decide(before, Note{Text: " called  the\ncustomer ", By: "operator"}, noon)
			if err != nil {
				t.Fatalf("after %s: %v", all[n].Kind(), err)
			}
			noted, ok := events[0].(Noted)
			if !ok || noted.Text != "called the customer" || noted.Stop() != before.Stop() {
				t.Errorf("after %s: %+v", all[n].Kind(), events[0])
			}
			after, err := Apply(before, Record{Case: before.ID, Seq: before.Seq + 1, Time: noon, Event: noted})
			if err != nil {
				t.Fatalf("after %s: %v", all[n].Kind(), err)
			}
			was, is := before, after
			was.Seq, was.Updated, was.Times, is.Seq, is.Times = 0, is.Updated, nil, 0, nil
			if !reflect.DeepEqual(was, is) {
				t.Errorf("after %s the note changed\n%+v\nto\n%+v", all[n].Kind(), was, is)
			}
			due, _ := Due(before)
			if still, _ := Due(after); due.Kind != still.Kind {
				t.Errorf("after %s %q is due, was %q", all[n].Kind(), still.Kind, due.Kind)
			}
		}
	}
}

func TestNotesThatAreRefused(t *testing.T) {
	c := story(t, roads()[0]...)
	for name, text := range map[string]string{
		"empty": " \n ", "long": strings.Repeat("x", maxNote+1), "a token": "it is access-sandbox-7c69d345-fda3-4b8f-9f2e-0d5a1b2c3d4e",
	} {
		var fault *Fault
		if _, err := Decide(c, Note{Text: text}, noon); !errors.As(err, &fault) || fault.Kind != Input || strings.Contains(fault.Message, "7c69d345") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Decide(Case{}, Note{Text: "hello"}, noon); err == nil {
		t.Error("a note was taken where there is no case")
	}
}

// TestATokenIsFoundBesideOtherWords: what is pasted may stand right behind a word, or be in other letters.
func TestATokenIsFoundBesideOtherWords(t *testing.T) {
	c := story(t, roads()[0]...)
	for _, text := range []string{"Xaccess-sandbox-7c69d345-fda3", "id_processor-production-0asd1-a92nc", "ACCESS-SANDBOX-7C69D345-FDA3", "link-development-7c69d345"} {
		if _, err := Decide(c, Note{Text: text}, noon); err == nil {
			t.Errorf("the note %q is taken", text[:8])
		}
		if strings.Contains(strings.ToLower(Clean(text)), "7c69d345") || strings.Contains(Clean(text), "0asd1") {
			t.Errorf("%q is left as it is", text[:8])
		}
		if CheckClientUserID(text) == nil {
			t.Errorf("%q is a client_user_id", text[:8])
		}
	}
	for _, text := range []string{"link-sandbox", "a access-sandbox- b", "1f0c8a52-8d4c-4d0e-9a55-0b2f6c1d7e10"} {
		if Clean(text) != text {
			t.Errorf("%q became %q", text, Clean(text))
		}
	}
}
