package sim

import (
	"maps"
	"slices"
	"strings"
)

// What the includes of one answer may bring along, and what a list of them
// costs beside its entries, because a whole book is looked through for it. When
// it is used up, relationships stay links. No real limit is on record.
const (
	includeBudget = 5000
	listCost      = 25
)

// include resolves the relationships: those that were asked for become data
// and their resources come back, the others become links. A wish with a dot
// asks for a relationship of what is included.
func (r *resource) include(wanted []string, budget *int) (included []*resource) {
	bring := func(other *resource, deeper []string) linkage {
		*budget--
		included = append(append(included, other), other.include(deeper, budget)...)
		return other.linkage()
	}
	for _, name := range slices.Sorted(maps.Keys(r.related)) {
		t := r.related[name]
		asked, deeper := wish(wanted, name)
		switch {
		case t.make == nil && t.list == nil:
			r.Relationships[name] = relation{"data": nil}
		case !asked || *budget <= 0:
			r.Relationships[name] = relation{"links": map[string]string{"related": t.path}}
		case t.list == nil:
			r.Relationships[name] = relation{"data": bring(t.make(), deeper)}
		default:
			*budget -= listCost
			ids := []linkage{}
			for _, other := range t.list() {
				ids = append(ids, bring(other, deeper))
			}
			r.Relationships[name] = relation{"data": ids}
		}
	}
	slices.SortStableFunc(included, func(a, b *resource) int { return strings.Compare(a.Type+a.ID, b.Type+b.ID) })
	return included
}

// wish reports whether a relationship is asked for, and what of its end. The
// second level is the last.
func wish(wanted []string, name string) (asked bool, deeper []string) {
	for _, w := range wanted {
		first, rest, dotted := strings.Cut(w, ".")
		if first != name {
			continue
		}
		asked = true
		if dotted && !strings.Contains(rest, ".") {
			deeper = append(deeper, rest)
		}
	}
	return asked, deeper
}

// linkage names a resource inside a relationship.
type linkage struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

func (r *resource) linkage() linkage { return linkage{r.Type, r.ID} }

// resolve includes what the call wants of several resources, each once.
func (c *ptCall) resolve(data []*resource) []*resource {
	wanted := strings.Split(c.query.Get("include"), ",")
	all, budget := []*resource{}, includeBudget
	seen := make(map[linkage]bool)
	for _, r := range data {
		for _, other := range r.include(wanted, &budget) {
			if !seen[other.linkage()] {
				seen[other.linkage()] = true
				all = append(all, other)
			}
		}
	}
	return all
}
