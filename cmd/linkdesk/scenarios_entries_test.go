package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"linkdesk/flow"
)

// entry is what the journal says of one event, as far as all fronts have to agree.
type entry struct {
	kind, stop, code string
}

func (e entry) String() string { return strings.TrimSuffix(e.kind+" @"+e.stop+" "+e.code, " ") }

// entries reads JSON lines as run --json writes them, without the result at their end.
//
// One thing is left out, because it belongs to the clock and not to the story: a look in the
// background, which is written only when it shows something new: follow_asked by "following", and
// what it showed, in one transaction.
func entries(t *testing.T, jsonLines []byte) []entry {
	t.Helper()
	var out []entry
	background := false
	for text := range bytes.Lines(jsonLines) {
		var l struct {
			Kind, Stop string
			Data       struct {
				By    string
				Fault *struct{ Code string }
				Event struct {
					Code string `json:"error_code"`
				}
			}
		}
		if err := json.Unmarshal(text, &l); err != nil {
			t.Fatalf("%v: %s", err, text)
		}
		e := entry{l.Kind, l.Stop, l.Data.Event.Code}
		if l.Data.Fault != nil {
			e.code = l.Data.Fault.Code
		}
		if background && e.kind == "followed" {
			background = false
			continue
		}
		if background = e.kind == "follow_asked" && l.Data.By == "following"; background || e.kind == "result" {
			continue
		}
		out = append(out, e)
	}
	return out
}

// written are the entries of the one case of a history.
func written(t *testing.T, d *desks) []entry {
	t.Helper()
	st := d.open[flow.Demo].store
	page, err := st.List(t.Context(), flow.Query{})
	if err != nil || len(page.Rows) != 1 {
		t.Fatalf("%+v %v", page, err)
	}
	records, err := st.Records(t.Context(), page.Rows[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	lines := &jsonLines{w: &b}
	for _, r := range records {
		if err := lines.write(newEventLine(r)); err != nil {
			t.Fatal(err)
		}
	}
	return entries(t, b.Bytes())
}
