package sim

import (
	"encoding/json"
	"mime"
	"net/http"
	"regexp"
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
	fields []field
	handle plaidHandler
}

// plaidCall is one request at one of Plaid's endpoints, already checked
// against the endpoint's fields.
type plaidCall struct {
	*tx
	requestID string
	body      []byte
	base      string // scheme and host under which the simulator was reached
}

// into decodes the body. The fields were checked, so what can still be wrong
// is a member that is there twice.
func (c *plaidCall) into(v any) *plaidFail {
	if err := json.Unmarshal(c.body, v); err != nil {
		return failCode("INVALID_BODY")
	}
	return nil
}

// servePlaid answers every path that nobody else owns: an unknown one is
// Plaid's NOT_FOUND, and so is a method other than POST.
func (s *Sim) servePlaid(r *http.Request) reply {
	endpoint, known := s.plaid[r.URL.Path]
	if !known || r.Method != http.MethodPost {
		return s.elsewhere(r).reply(s.requestID())
	}
	return s.run(r, r.URL.Path, s.plaidFault, func([]Fault) reply {
		id := s.requestID()
		body, f := s.plaidBody(r, endpoint.fields)
		if f != nil {
			return f.reply(id)
		}
		return s.inWorld(r, plaidCrash, func(t *tx) reply {
			c := &plaidCall{tx: t, requestID: id, body: body, base: baseURL(r)}
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

// plaidBody reads, authenticates and checks a request body.
func (s *Sim) plaidBody(r *http.Request, fields []field) ([]byte, *plaidFail) {
	kind := r.Header.Get("Content-Type")
	if kind == "" {
		return nil, failCode("INVALID_HEADERS")
	}
	if media, _, err := mime.ParseMediaType(kind); err != nil || media != "application/json" {
		return nil, fail("INVALID_BODY", "the body must be sent as application/json")
	}
	body, fits, err := readBody(r)
	if !fits {
		return nil, &plaidFail{Code: "INVALID_BODY", Message: "the body is larger than 1 MiB", Status: http.StatusRequestEntityTooLarge}
	}
	values, ok := decodeObject(body)
	if err != nil || !ok {
		return nil, failCode("INVALID_BODY")
	}
	if f := s.authenticate(r.Header, values); f != nil {
		return nil, f
	}
	delete(values, "client_id")
	delete(values, "secret")
	var v verdict
	v.check(fields, values, "")
	return body, v.fail()
}

var (
	clientIDShape = regexp.MustCompile(`^[0-9a-f]{24}$`)
	secretShape   = regexp.MustCompile(`^[0-9a-f]{30}$`)
)

// authenticate takes credentials from the headers or the body. Plaid has no
// 401: absent keys are MISSING_FIELDS, wrong ones INVALID_API_KEYS, all 400. A
// public_key is of versions of the API before this one.
func (s *Sim) authenticate(h http.Header, body map[string]any) *plaidFail {
	id, secret := h.Get("PLAID-CLIENT-ID"), h.Get("PLAID-SECRET")
	if v, there := body["client_id"]; there {
		id, _ = v.(string)
	}
	if v, there := body["secret"]; there {
		secret, _ = v.(string)
	}
	var missing []string
	if id == "" {
		missing = append(missing, "client_id")
	}
	if secret == "" {
		missing = append(missing, "secret")
	}
	_, old := body["public_key"]
	switch {
	case old:
		return failCode("INCOMPATIBLE_API_VERSION")
	case missing != nil:
		return (&verdict{missing: missing}).fail()
	case !clientIDShape.MatchString(id):
		return fail("INVALID_FIELD", "client_id must be a properly formatted, non-empty string")
	case !secretShape.MatchString(secret),
		s.opts.ClientID != "" && id != s.opts.ClientID,
		s.opts.Secret != "" && secret != s.opts.Secret:
		return failCode("INVALID_API_KEYS")
	}
	return nil
}

func plaidReply(status int, v any) reply {
	rep := jsonReply(status, "application/json; charset=utf-8", v)
	rep.header.Set("Plaid-Version", plaidVersion)
	return rep
}

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
