package primetrust

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"linkdesk/flow"
)

var uuid4 = flow.Pattern(`^(?i)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

// checkKey refuses to send work under a key that the service would refuse: then it would have none.
func checkKey(op, key string) *flow.Fault {
	if !uuid4().MatchString(key) {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "the idempotency key is not a version 4 UUID")
	}
	return nil
}

// checkID refuses an id that would make another path of the one it stands in.
func checkID(op, what, id string) *flow.Fault {
	if strings.Trim(id, ".") == "" {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "there is no %s to ask about", what)
	}
	return nil
}

// place is where a resource can be read.
type place struct {
	base  string // of its kind, such as /v2/contributions
	id    string // "" while only the answer knows it
	query string
}

func (p place) path() string { return p.base + "/" + url.PathEscape(p.id) + p.query }

// read reads the resource of a place.
func (c *Client) read(ctx context.Context, op string, p place) (request, answer, *flow.Fault) {
	r := request{op: op, method: http.MethodGet, path: p.path()}
	a, f := c.do(ctx, r)
	return r, a, f
}

// write makes a call that changes something, and gives the answer that shows the result. A 202
// says that it is there, or will be, at the address in a header; an answer without a body says
// nothing of a resource that is known, so that is read.
func (c *Client) write(ctx context.Context, r request, p place) (answer, *flow.Fault) {
	a, f := c.do(ctx, r)
	accepted := a.call.HTTPStatus == http.StatusAccepted
	if f != nil || !accepted && (len(a.body) > 0 || p.id == "") {
		return a, f
	}
	if p.id == "" {
		if p.id = c.whereIs(a, p.base); p.id == "" {
			return a, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust accepted the request and did not say where its result is")
		}
	}
	_, got, f := c.read(ctx, r.op, p)
	if f != nil {
		// Whatever goes wrong from here on, the work itself was taken.
		f.Kind, f.Who = flow.Unknown, flow.Operator
		f.Message = "Prime Trust accepted the request, and its result could not be read: " + f.Message
	}
	return got, f
}

// whereIs finds the id of the result of a 202, which must be of the kind that was asked for and
// on the same host.
func (c *Client) whereIs(a answer, base string) string {
	where := a.header.Get("Content-Location")
	if where == "" {
		where = a.header.Get("Location")
	}
	u, err := url.Parse(where)
	if err != nil || u.Host != "" && u.Host != c.base.Host {
		return ""
	}
	id, ok := strings.CutPrefix(u.Path, base+"/")
	if !ok || strings.Contains(id, "/") || strings.Trim(id, ".") == "" {
		return ""
	}
	return id
}

// unreadable is the fault of an answer that came and is not what was asked for. The work may
// have been done.
func (c *Client) unreadable(r request, a answer, what string) *flow.Fault {
	return c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", what)
}
