package primetrust

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"

	"linkdesk/flow"
)

// pageSize is how many entries a page of a list has: the documented default, since the most that
// one may ask for is not on record.
const pageSize = 25

// pagesLimit bounds how many pages one look reads.
const pagesLimit = 8

// listing is a JSON:API answer of many resources.
type listing struct {
	Data     []resource[fields]          `json:"data"`
	Included []resource[json.RawMessage] `json:"included"`
	Links    json.RawMessage             `json:"links"`
	Meta     json.RawMessage             `json:"meta"`
}

// more reports whether there is another page. The service's own count of resources was wrong
// with some includes, so the link counts, then the count of pages, then a page that is full.
func (l *listing) more(page int) bool {
	var links, meta fields
	if json.Unmarshal(l.Links, &links) == nil && len(links.of) > 0 {
		return !null(links.of["next"])
	}
	if json.Unmarshal(l.Meta, &meta) == nil {
		if pages, err := strconv.Atoi(meta.text("page-count")); err == nil {
			return page < pages
		}
	}
	return len(l.Data) >= pageSize
}

// list reads one page of a list; query has its filters, and page begins at 1.
func (c *Client) list(ctx context.Context, op, path string, query url.Values, page int) (l listing, r request, a answer, f *flow.Fault) {
	page = max(1, page)
	query.Set("page[number]", strconv.Itoa(page))
	query.Set("page[size]", strconv.Itoa(pageSize))
	r = request{op: op, method: http.MethodGet, path: path + "?" + query.Encode()}
	if a, f = c.do(ctx, r); f != nil {
		return l, r, a, f
	}
	if err := json.Unmarshal(a.body, &l); err != nil {
		return listing{}, r, a, c.unreadable(r, a, "Prime Trust's list "+path+" cannot be read: "+shape(err))
	}
	if l.Data == nil { // an empty list is one, nothing is none
		return l, r, a, c.unreadable(r, a, "Prime Trust's answer holds no list "+path)
	}
	return l, r, a, nil
}
