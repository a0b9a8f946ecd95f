package sim

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const (
	defaultPageSize = 25
	maxPageSize     = 1000 // not documented; the largest that a client was seen to ask for
)

// listDoc is a document of many resources.
type listDoc struct {
	Links    map[string]string `json:"links"`
	Meta     listMeta          `json:"meta"`
	Data     []*resource       `json:"data"`
	Included []*resource       `json:"included"`
}

type listMeta struct {
	PageCount     int `json:"page-count"`
	ResourceCount int `json:"resource-count"`
}

// list answers an index: filter, sort, cut the page, include.
func (c *ptCall) list(all []*resource) ptAnswer {
	query := c.r.URL.Query()
	kept := slices.DeleteFunc(all, func(r *resource) bool { return !r.passes(query) })
	sortBy(kept, query.Get("sort"))
	if query.Has("one") {
		if len(kept) == 0 {
			return c.notFound("resource")
		}
		return c.single(http.StatusOK, kept[0])
	}
	number, size := positive(query.Get("page[number]"), 1), min(positive(query.Get("page[size]"), defaultPageSize), maxPageSize)
	pages := (len(kept) + size - 1) / size
	// Compared as pages, not as offsets: a huge page number must not overflow.
	var data []*resource
	if number <= pages {
		data = kept[(number-1)*size : min(number*size, len(kept))]
	}
	doc := listDoc{Meta: listMeta{pages, len(kept)}, Data: make([]*resource, 0, len(data)), Included: []*resource{},
		Links: c.pageLinks(number, pages)}
	seen := make(map[string]bool)
	for _, r := range data {
		for _, inc := range r.include(c.wanted()) {
			if !seen[inc.Type+inc.ID] {
				seen[inc.Type+inc.ID] = true
				doc.Included = append(doc.Included, inc)
			}
		}
		doc.Data = append(doc.Data, r)
	}
	return ptAnswer{status: http.StatusOK, doc: doc}
}

// pageLinks are host-relative, with brackets percent-encoded.
func (c *ptCall) pageLinks(number, pages int) map[string]string {
	to := func(n int) string {
		query := c.r.URL.Query()
		query.Set("page[number]", strconv.Itoa(n))
		return c.r.URL.Path + "?" + query.Encode()
	}
	links := map[string]string{"self": c.r.URL.RequestURI(), "first": to(1)}
	if pages > 0 {
		links["last"] = to(pages)
	}
	if number < pages {
		links["next"] = to(number + 1)
	}
	if number > 1 && number <= pages+1 {
		links["prev"] = to(number - 1)
	}
	return links
}

func positive(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// passes holds a resource against filter[attr op]=value and the shorthand
// relation.id=value. A filter on a name that the resource does not have is
// ignored, as the real service did.
func (r *resource) passes(query url.Values) bool {
	for key, values := range query {
		name, op := key, "eq"
		if inner, ok := strings.CutPrefix(key, "filter["); ok {
			name, op, _ = strings.Cut(strings.TrimSuffix(inner, "]"), " ")
		} else if !strings.HasSuffix(key, ".id") {
			continue
		}
		have, known := r.value(name)
		if known && !compare(have, op, values[0]) {
			return false
		}
	}
	return true
}

// value is an attribute, the id, or the id of a related resource, as text.
func (r *resource) value(name string) (string, bool) {
	if name == "id" {
		return r.ID, true
	}
	if rel, ok := strings.CutSuffix(name, ".id"); ok {
		t, known := r.related[rel]
		if !known || t.list != nil {
			return "", false
		}
		return t.id, true
	}
	v, known := r.attributes()[name]
	if v == nil {
		return "", known
	}
	return fmt.Sprint(v), known
}

func (r *resource) attributes() map[string]any {
	raw, err := json.Marshal(r.Attributes)
	m := make(map[string]any)
	if err != nil || json.Unmarshal(raw, &m) != nil {
		panic(fmt.Sprintf("sim: attributes of %s are not an object", r.Type))
	}
	return m
}

func compare(have, op, want string) bool {
	switch op {
	case "eq", "":
		return have == want
	case "neq":
		return have != want
	case "gt":
		return have > want
	case "gte":
		return have >= want
	case "lt":
		return have < want
	case "lte":
		return have <= want
	case "in":
		return slices.Contains(strings.Split(want, ","), have)
	case "nin":
		return !slices.Contains(strings.Split(want, ","), have)
	case "like":
		return strings.Contains(strings.ToLower(have), strings.ToLower(want))
	case "nlike":
		return !strings.Contains(strings.ToLower(have), strings.ToLower(want))
	case "sw":
		return strings.HasPrefix(strings.ToLower(have), strings.ToLower(want))
	}
	return true // unknown operators are ignored like unknown names
}

// sortBy orders by one attribute; the list comes oldest first.
func sortBy(list []*resource, key string) {
	name, descending := strings.CutPrefix(key, "-")
	if name == "" {
		return
	}
	slices.SortStableFunc(list, func(a, b *resource) int {
		x, _ := a.value(name)
		y, _ := b.value(name)
		if descending {
			x, y = y, x
		}
		return strings.Compare(x, y)
	})
}
