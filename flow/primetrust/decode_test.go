package primetrust

import (
	"encoding/json"
	"reflect"
	"testing"

	"linkdesk/flow"
)

func fieldsOf(t *testing.T, body string) *fields {
	t.Helper()
	var f fields
	if err := json.Unmarshal([]byte(body), &f); err != nil {
		t.Fatal(err)
	}
	return &f
}

// The spelling does not matter, and the same answer always reads the same.
func TestSpellings(t *testing.T) {
	for body, want := range map[string]string{
		`{"hold-type":"a"}`: "a", `{"hold_type":"a"}`: "a", `{"hold_type":"b","hold-type":"a"}`: "a",
		`{"hold_type":"b","hold-type":null}`: "b", `{"hold_type":null,"hold-type":"a"}`: "a", `{"hold_type":7}`: "7",
		`{}`: "", `null`: "", `{"Hold-Type":"a"}`: "",
	} {
		for range 8 {
			if f := fieldsOf(t, body); f.text("hold-type") != want || f.err != nil {
				t.Errorf("%s reads %q, %v", body, f.text("hold-type"), f.err)
			}
		}
	}
}

func TestAmountsOfAnswers(t *testing.T) {
	for literal, want := range map[string]int64{
		`25`: 2500, `25.0`: 2500, `25.00`: 2500, `"25"`: 2500, `"25.0"`: 2500, `" 25.00 "`: 2500, `-25.5`: -2550, `0`: 0, `25.000`: 2500,
		`90071992547409.93`: 9007199254740993, `"-0.01"`: -1, `92233720368547758.07`: 9223372036854775807,
	} {
		f := fieldsOf(t, `{"amount":`+literal+`}`)
		if m := f.money("amount", flow.USD); m == nil || m.Minor != want || f.err != nil {
			t.Errorf("%s is %v, %v", literal, m, f.err)
		}
	}
	for _, literal := range []string{`1e3`, `2.5E1`, `"1e3"`, `25.001`, `0.005`, `92233720368547758.08`, `99999999999999999999`, `"1,250.50"`,
		`"$25"`, `""`, `"25 USD"`, `"+25"`, `".5"`, `"5."`, `true`, `[25]`, `{"amount":25}`, `"NaN"`, `"\ud800"`} {
		f := fieldsOf(t, `{"amount":`+literal+`}`)
		if m := f.money("amount", flow.USD); m != nil || f.err == nil {
			t.Errorf("%s was taken as %v", literal, m)
		}
	}
	for _, body := range []string{`{}`, `{"amount":null}`} {
		if f := fieldsOf(t, body); f.money("amount", flow.USD) != nil || f.err != nil {
			t.Errorf("%s gives an amount or %v", body, f.err)
		}
	}
}

func TestFlags(t *testing.T) {
	for literal, want := range map[string][3]bool{ // value, known, wrong
		`true`: {true, true, false}, `false`: {false, true, false}, `null`: {}, `"true"`: {false, false, true}, `1`: {false, false, true},
	} {
		f := fieldsOf(t, `{"x":`+literal+`}`)
		if value, known := f.flag("x"); [3]bool{value, known, f.err != nil} != want {
			t.Errorf("%s is %v, %v, %v", literal, value, known, f.err)
		}
	}
}

func TestWordsInAnyShape(t *testing.T) {
	for literal, want := range map[string][]string{
		`null`: nil, `""`: nil, `"a"`: {"a"}, `["a",null,"b"]`: {"a", "b"}, `{"N2":"b","N1":"a"}`: {"N1: a", "N2: b"}, `{"N1":null}`: {"N1"},
		`[{"code":"N1","text":"a"}]`: {"code: N1", "text: a"}, `7`: {"7"}, `true`: nil, `[[[[["deep"]]]]]`: nil, `1111222233330000`: {"[number]"},
	} {
		if f := fieldsOf(t, `{"x":`+literal+`}`); !reflect.DeepEqual(f.words("x"), want) || f.err != nil {
			t.Errorf("%s reads %q, %v", literal, f.words("x"), f.err)
		}
	}
}

func TestRelations(t *testing.T) {
	for rel, want := range map[string]struct {
		id   string
		told bool
	}{
		`{"links":{"related":"/v2/x/7"}}`: {"7", false}, `{"data":{"type":"x","id":"7"}}`: {"7", true}, `{"data":null}`: {"", true},
		`{"data":[{"id":"7"},{"id":"8"}]}`: {"7", true}, `{"data":[]}`: {"", true}, `{"data":{"id":7}}`: {"7", true},
		`{"links":{"related":"/v2/x?y.id=7&one"}}`: {}, `{"links":{"related":"https://other.example/v2/x/7"}}`: {}, `{"links":[]}`: {}, `null`: {}, `3`: {},
	} {
		var r resource[fields]
		if err := json.Unmarshal([]byte(`{"relationships":{"my_x":`+rel+`}}`), &r); err != nil {
			t.Fatal(err)
		}
		if _, told := r.relation("my-x"); r.one("my-x") != want.id || told != want.told {
			t.Errorf("%s is %q, %v", rel, r.one("my-x"), told)
		}
	}
}
