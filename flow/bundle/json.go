package bundle

import (
	"encoding/json"
)

// version is of the shape of the JSON; docs/export.schema.json describes it.
const version = 1

// JSON is the export as one object, with a line for each member, and a line end behind it.
func (x Export) JSON() ([]byte, error) {
	b, err := json.MarshalIndent(x.object(), "", "  ")
	return append(b, '\n'), err
}

// object has every member that the schema names; what does not exist is null.
func (x Export) object() Members {
	out := Members{{"kind", "export"}, {"version", version}, {"for", string(x.For)}, {"title", x.Title()},
		{"made", stamp(x.Made)}, {"made_by", x.Versions},
		{"status", string(x.Status)}, {"stop", string(x.Stop)}, {"who", some(string(x.Who))},
		{"case", x.Case}, {"account", none(x.Account)}, {"failed_at", some(string(x.FaultStop))}, {"fault", none(x.Fault)}, {"card", nil}}
	if c := x.Card; c != nil {
		out[len(out)-1].Value = Members{{"code", c.Code}, {"provider", c.Provider}, {"what", c.What}, {"who", string(c.Who)},
			{"do", c.Do}, {"tell", c.Tell}, {"doc", c.Doc}}
	}
	timeline := []any{}
	for _, e := range x.Timeline {
		calls := []any{}
		for _, c := range e.Calls {
			calls = append(calls, c)
		}
		timeline = append(timeline, Members{{"seq", e.Seq}, {"time", stamp(e.Time)}, {"after_ms", e.After.Milliseconds()},
			{"stop", string(e.Stop)}, {"kind", string(e.Kind)}, {"by", some(e.By)}, {"data", e.Data}, {"calls", calls}})
	}
	return append(out, Member{"timeline", timeline}, Member{"left_out", x.Left()})
}

func some(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func none(m Members) any {
	if m == nil {
		return nil
	}
	return m
}
