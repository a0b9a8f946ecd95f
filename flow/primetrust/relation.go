package primetrust

import (
	"encoding/json"
	"strings"

	"linkdesk/flow"
)

// relation is what a resource says of another: the ids that it names, and whether it names
// them at all rather than only where they could be read.
func (r resource[A]) relation(name string) (ids []string, told bool) {
	var all fields
	if json.Unmarshal(r.Relationships, &all) != nil || null(all.of[name]) {
		return nil, false
	}
	var rel struct {
		Data  json.RawMessage `json:"data"`
		Links struct {
			Related text `json:"related"`
		} `json:"links"`
	}
	_ = json.Unmarshal(all.of[name], &rel) // what has another shape tells nothing
	type linkage struct {
		ID text `json:"id"`
	}
	var one linkage
	var many []linkage
	switch {
	case len(rel.Data) == 0:
		return nameIn(string(rel.Links.Related)), false
	case rel.Data[0] == '[':
		_ = json.Unmarshal(rel.Data, &many)
	case json.Unmarshal(rel.Data, &one) == nil && one.ID != "":
		many = []linkage{one}
	}
	for _, l := range many {
		ids = append(ids, flow.CleanID(string(l.ID)))
	}
	return ids, true
}

// nameIn takes the id out of a path such as /v2/contributions/ID.
func nameIn(path string) []string {
	parts := strings.Split(path, "/")
	if len(parts) != 4 || parts[1] != "v2" || parts[3] == "" || strings.ContainsAny(path, "?&=") {
		return nil
	}
	return []string{flow.CleanID(parts[3])}
}

// one is the id of a related resource, or "" when none is told.
func (r resource[A]) one(name string) string {
	if ids, _ := r.relation(name); len(ids) > 0 {
		return ids[0]
	}
	return ""
}
