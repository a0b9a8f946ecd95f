package sim

import (
	"net/http"
)

// resource is a JSON:API resource as it travels.
type resource struct {
	Type          string              `json:"type"`
	ID            string              `json:"id"`
	Attributes    any                 `json:"attributes"`
	Links         selfLink            `json:"links"`
	Relationships map[string]relation `json:"relationships"`
	related       map[string]target   // what the relationships lead to
	decoded       map[string]any      // the attributes as a filter sees them, once asked for
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

// none adds to-one relationships that the simulator never fills.
func (r *resource) none(names ...string) *resource {
	for _, name := range names {
		r.one(name, "", "", nil)
	}
	return r
}

// many adds a to-many relationship.
func (r *resource) many(name, path string, list func() []*resource) *resource {
	r.related[name] = target{path: path, list: list}
	return r
}

// link adds a to-one relationship to an entry of a book; it is empty when the
// book has no such entry, or has it no more.
func link[T keyed](r *resource, name, kind, id string, b *book[T], show func(T) *resource) {
	v, ok := b.get(id)
	if !ok {
		r.one(name, id, "", nil)
		return
	}
	r.one(name, id, "/v2/"+kind+"/"+id, func() *resource { return show(v) })
}

// maxIncluded bounds what one to-many relationship brings along. The real
// limit is not on record; the list behind the link has pages.
const maxIncluded = 1000

// where lists the entries of a book that keep takes, for a to-many.
func where[T keyed](b *book[T], keep func(T) bool, show func(T) *resource) func() []*resource {
	return func() (list []*resource) {
		for v := range b.each() {
			if keep(v) {
				if list = append(list, show(v)); len(list) == maxIncluded {
					break
				}
			}
		}
		return list
	}
}

// single is a document of one resource.
type single struct {
	Data     *resource   `json:"data"`
	Included []*resource `json:"included"`
}

func (c *ptCall) single(status int, r *resource) ptAnswer {
	a := ptAnswer{status: status, doc: single{r, c.resolve([]*resource{r})}}
	if status == http.StatusCreated {
		a.location = r.Links.Self
	}
	return a
}

func (c *ptCall) notFound(kind string) ptAnswer {
	return refuse(ptRefuse(http.StatusNotFound, "Not Found", "there is no such "+kind))
}
