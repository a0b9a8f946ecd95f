package bundle

import (
	"encoding/json"
	"maps"
	"testing"

	"linkdesk/flow"
	"linkdesk/store/gen"
)

// stories are whole plausible cases.
func stories(t *testing.T, n int) []gen.Story {
	t.Helper()
	var out []gen.Story
	for i := range n {
		s, err := gen.Make(7, i)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, s)
	}
	return out
}

func TestExportsFitTheSchema(t *testing.T) {
	v := validator(t)
	checked, kinds := 0, map[any]bool{}
	fits := func(x Export) {
		t.Helper()
		b, err := x.JSON()
		if err != nil {
			t.Fatal(err)
		}
		var doc map[string]any
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		if err := v.Validate(doc); err != nil {
			t.Errorf("%s of %s: %v", x.For, mustFind(x.Case, "id"), err)
		}
		entries, _ := doc["timeline"].([]any)
		for _, e := range entries {
			entry, _ := e.(map[string]any)
			kinds[entry["kind"]] = true
		}
		checked++
	}
	c, records := full(t)
	c.Fault.Who = flow.Operator
	for i := range records {
		switch e := records[i].Event.(type) { // the markers are no stops
		case flow.Retried:
			e.At, records[i].Event = flow.StopAccount, withAt(e)
		case flow.BankLooked:
			e.At = flow.StopHandoff
			records[i].Event = e
		case flow.Noted:
			e.At = flow.StopAccount
			records[i].Event = e
		case flow.CaseClosed:
			e.At = flow.StopAccount
			records[i].Event = e
		}
	}
	for _, p := range Profiles() {
		fits(Make(order(p), c, records))
		for _, s := range stories(t, 40) {
			fits(Make(order(p), s.Case, s.Records))
		}
	}
	for _, k := range flow.EventKinds() {
		if !kinds[string(k)] && listed().kinds[k] != 0 {
			t.Errorf("no export with a %s was looked at", k)
		}
	}
	t.Logf("%d exports with %d kinds of event fit", checked, len(kinds))
}

func withAt(e flow.Retried) flow.Event {
	e.At = flow.StopAccount
	return e
}

// TestTheSchemaIsStrict: what does not belong there makes an export invalid, wherever it stands.
func TestTheSchemaIsStrict(t *testing.T) {
	v := validator(t)
	s := stories(t, 1)[0]
	b, err := Make(order(Ticket), s.Case, s.Records).JSON()
	if err != nil {
		t.Fatal(err)
	}
	for _, spoil := range []func(doc map[string]any){
		func(doc map[string]any) { doc["access_token"] = "x" },
		func(doc map[string]any) { delete(doc, "left_out") },
		func(doc map[string]any) { doc["status"] = "fine" },
		func(doc map[string]any) { doc["case"].(map[string]any)["worker"] = "alice@desk" },
		func(doc map[string]any) { doc["case"].(map[string]any)["link"].(map[string]any)["token_hash"] = "00" },
		func(doc map[string]any) { first(doc)["kind"] = "access_token_printed" },
		func(doc map[string]any) { first(doc)["data"].(map[string]any)["token_hash"] = "00" },
		func(doc map[string]any) { delete(first(doc), "calls") },
	} {
		var doc map[string]any
		if err := json.Unmarshal(b, &doc); err != nil {
			t.Fatal(err)
		}
		if err := v.Validate(doc); err != nil {
			t.Fatal(err)
		}
		before := maps.Clone(doc)
		spoil(doc)
		if v.Validate(doc) == nil {
			t.Errorf("the schema lets a spoiled export through: %v", before["title"])
		}
	}
}

func first(doc map[string]any) map[string]any { return doc["timeline"].([]any)[0].(map[string]any) }

// TestGoldenExports shows what one failed case looks like for each reader.
func TestGoldenExports(t *testing.T) {
	for _, s := range stories(t, 200) {
		if s.Case.Fault == nil || s.Case.Fault.Op != string(flow.Submit) {
			continue
		}
		for _, p := range Profiles() {
			x := Make(order(p), s.Case, s.Records)
			for format, text := range formats(t, x) {
				golden(t, "testdata/"+string(p)+"."+format, []byte(text))
			}
		}
		return
	}
	t.Fatal("no story fails at the submission")
}
