package sim

import (
	"net/http"
	"net/url"
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

// page answers one page of n resources, or with &one the first alone.
func (c *ptCall) page(n int, at func(int) *resource) ptAnswer {
	if c.query.Has("one") {
		if n == 0 {
			return c.notFound("resource")
		}
		return c.single(http.StatusOK, at(0))
	}
	number, size := positive(c.query.Get("page[number]"), 1), min(positive(c.query.Get("page[size]"), defaultPageSize), maxPageSize)
	pages := (n + size - 1) / size
	data := []*resource{}
	// Compared as pages, not as offsets: a huge page number must not overflow.
	if number <= pages {
		for i := (number - 1) * size; i < min(number*size, n); i++ {
			data = append(data, at(i))
		}
	}
	return ptAnswer{status: http.StatusOK, doc: listDoc{Links: c.pageLinks(number, pages), Meta: listMeta{pages, n},
		Included: c.resolve(data), Data: data}}
}

// pageLinks are host-relative, with brackets percent-encoded.
func (c *ptCall) pageLinks(number, pages int) map[string]string {
	to := func(n int) string {
		query, _ := url.ParseQuery(c.r.URL.RawQuery) // it was read before
		query.Set("page[number]", strconv.Itoa(n))
		return c.r.URL.Path + "?" + query.Encode()
	}
	self := strings.NewReplacer("[", "%5B", "]", "%5D").Replace(c.r.URL.RequestURI())
	links := map[string]string{"self": self, "first": to(1)}
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
