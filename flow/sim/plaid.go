package sim

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"time"
)

// plaidVersion is the newest API version (plaid.com/docs/api/versioning).
const plaidVersion = "2020-09-14"

// plaidHandler answers a request whose members were checked: an object to send,
// or a refusal.
type plaidHandler func(*plaidCall) (any, *plaidFail)

// plaidEndpoint is one of Plaid's paths.
type plaidEndpoint struct {
	fields  []field
	numbers bool // whether any of the fields is one
	nested  bool // whether any of them is an object
	handle  plaidHandler
}

func newPlaidEndpoint(fields []field, handle plaidHandler) plaidEndpoint {
	return plaidEndpoint{fields: fields, numbers: counts(fields), handle: handle,
		nested: slices.ContainsFunc(fields, func(f field) bool { return f.kind == "object" })}
}

// plaidCall is one request at one of Plaid's endpoints, already checked
// against the endpoint's fields.
type plaidCall struct {
	*tx
	requestID string
	body      []byte
	values    sent // the body as it was checked
	r         *http.Request
}

// into decodes the body. The fields were checked, so what can still be wrong
// is a member that is there twice.
func (c *plaidCall) into(v any) *plaidFail {
	if p, ok := c.values.(*plain); ok {
		if v, ok := v.(filled); ok {
			v.fill(p)
			return nil
		}
	}
	if err := json.Unmarshal(c.body, v); err != nil {
		return failCode("INVALID_BODY")
	}
	return nil
}

// filled are the requests that can be filled from a plain body, which spares the
// second decoding.
type filled interface{ fill(*plain) }

// servePlaid answers every path that nobody else owns: an unknown one is
// Plaid's NOT_FOUND, and so is a method other than POST.
func (s *Sim) servePlaid(r *http.Request) reply {
	endpoint, known := s.plaid[r.URL.Path]
	if !known || r.Method != http.MethodPost {
		return s.elsewhere(r).reply(s.requestID())
	}
	return s.run(r, r.URL.Path, s.plaidFault, func([]Fault) reply {
		id := s.requestID()
		body, values, f := s.plaidBody(r, endpoint)
		if f != nil {
			return f.reply(id)
		}
		return s.inWorld(r, plaidCrash, func(t *tx) reply {
			c := &plaidCall{tx: t, requestID: id, body: body, values: values, r: r}
			if f := c.limited(r.URL.Path, r.Header); f != nil {
				return f.reply(id)
			}
			answer, f := endpoint.handle(c)
			if f != nil {
				return f.reply(id)
			}
			rep := plaidReply(http.StatusOK, answer)
			rep.requestID = id
			return rep
		})
	})
}

// plaidFault answers the faults that are answers of Plaid.
func (s *Sim) plaidFault(f Fault) (reply, bool) {
	code := f.Kind
	switch code {
	case Kind500:
		code = "INTERNAL_SERVER_ERROR"
	case Kind429:
		code = "RATE_LIMIT"
	}
	if _, known := plaidCodes[code]; !known {
		return reply{}, false
	}
	return failCode(code).reply(s.requestID()), true
}

func plaidReply(status int, v any) reply {
	return reply{status: status, header: plaidHeader, body: mustJSON(v)}
}

// plaidHeader is shared by all answers; nothing writes into it.
var plaidHeader = http.Header{"Content-Type": {"application/json; charset=utf-8"}, "Plaid-Version": {plaidVersion}}

func plaidCrash(requestID, why string) reply {
	return fail("INTERNAL_SERVER_ERROR", why).reply(requestID)
}

func baseURL(r *http.Request) string {
	scheme := "http"
	if r.TLS != nil || r.URL.Scheme == "https" {
		scheme = "https"
	}
	return scheme + "://" + r.Host
}

// rfc3339 is Plaid's date-time: UTC, seconds.
func rfc3339(t time.Time) string { return t.UTC().Format(time.RFC3339) }

// rfc3339Nano is the form of a Link session's times.
func rfc3339Nano(t time.Time) string { return t.UTC().Format(time.RFC3339Nano) }

func jsonArray(values []string) string {
	b, _ := json.Marshal(values) // strings always marshal
	return strings.ReplaceAll(string(b), ",", ", ")
}
