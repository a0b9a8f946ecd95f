package sim

import (
	"net/http"
	"slices"
	"strings"
)

// resource is a JSON:API resource as it travels.
type resource struct {
	Type          string              `json:"type"`
	ID            string              `json:"id"`
	Attributes    any                 `json:"attributes"`
	Links         selfLink            `json:"links"`
	Relationships map[string]relation `json:"relationships"`
	related       map[string]target   // what the relationships lead to
}

type selfLink struct {
	Self string `json:"self"`
}

// relation is {links}, {data: {...}} when it was included, or {data: null}
// when it is empty; all three were seen.
type relation map[string]any

// target is the end of a relationship. A to-one without make is empty.
type target struct {
	id, path string
	make     func() *resource
	list     func() []*resource // of a to-many
}

func newResource(kind, id string, attributes any) *resource {
	return &resource{Type: kind, ID: id, Attributes: attributes, Links: selfLink{"/v2/" + kind + "/" + id},
		Relationships: make(map[string]relation), related: make(map[string]target)}
}

// one adds a to-one relationship; a nil make is an empty one.
func (r *resource) one(name, id, path string, make func() *resource) *resource {
	r.related[name] = target{id: id, path: path, make: make}
	return r
}

// many adds a to-many relationship.
func (r *resource) many(name, path string, list func() []*resource) *resource {
	r.related[name] = target{path: path, list: list}
	return r
}

// include resolves the relationships: those that were asked for become data
// and their resources come back, the others become links.
func (r *resource) include(wanted []string) (included []*resource) {
	for name, t := range r.related {
		asked := slices.Contains(wanted, name)
		switch {
		case t.make == nil && t.list == nil:
			r.Relationships[name] = relation{"data": nil}
		case !asked:
			r.Relationships[name] = relation{"links": map[string]string{"related": t.path}}
		case t.list == nil:
			other := t.make()
			r.Relationships[name] = relation{"data": other.linkage()}
			included = append(included, other)
		default:
			ids := []linkage{}
			for _, other := range t.list() {
				ids = append(ids, other.linkage())
				included = append(included, other)
			}
			r.Relationships[name] = relation{"data": ids}
		}
	}
	for _, other := range included {
		other.include(nil)
	}
	slices.SortFunc(included, func(a, b *resource) int { return strings.Compare(a.Type+a.ID, b.Type+b.ID) })
	return included
}

// linkage names a resource inside a relationship.
type linkage struct {
	Type string `json:"type"`
	ID   string `json:"id"`
}

func (r *resource) linkage() linkage { return linkage{r.Type, r.ID} }

// wanted is the include parameter.
func (c *ptCall) wanted() []string {
	return strings.Split(c.r.URL.Query().Get("include"), ",")
}

// single is a document of one resource.
type single struct {
	Data     *resource   `json:"data"`
	Included []*resource `json:"included"`
}

func (c *ptCall) single(status int, r *resource) ptAnswer {
	included := r.include(c.wanted())
	if included == nil {
		included = []*resource{}
	}
	a := ptAnswer{status: status, doc: single{r, included}}
	if status == http.StatusCreated {
		a.location = r.Links.Self
	}
	return a
}

func (c *ptCall) notFound(kind string) ptAnswer {
	return ptAnswer{refuse: ptRefuse(http.StatusNotFound, "Not Found", "there is no such "+kind)}
}
