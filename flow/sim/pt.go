package sim

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
)

// ptType is the content type of JSON:API. The real answer's type is not on
// record; this is the one that its documents name.
const ptType = "application/vnd.api+json"

// ptRequestID is the header that names a request. It is the simulator's own
// choice: Prime Trust documented none.
const ptRequestID = "X-Request-Id"

// ptRoute is one row of the table of Prime Trust's calls.
type ptRoute struct {
	method  string
	pattern string // {id} stands for one segment
	handle  func(*ptCall) ptAnswer
}

// ptCall is one authenticated request to Prime Trust.
type ptCall struct {
	*tx
	r      *http.Request
	id     string          // what {id} stood for
	attrs  json.RawMessage // data.attributes of the body
	body   []byte
	forced []Fault // refusals that the scenario wants of this call
}

// ptAnswer is a status and a document, or a refusal.
type ptAnswer struct {
	status   int
	doc      any
	refuse   *ptFail
	location string // path of what was created, for idempotency v1
}

func (s *Sim) ptRoutes() []ptRoute {
	return []ptRoute{
		{"POST", "/auth/jwts", nil}, // the only call without a token: see ptLogin
		{"GET", "/v2/accounts", (*ptCall).listAccounts},
		{"POST", "/v2/accounts", (*ptCall).createAccount},
		{"GET", "/v2/accounts/{id}", (*ptCall).showAccount},
		{"GET", "/v2/contacts", (*ptCall).listContacts},
		{"POST", "/v2/contacts", (*ptCall).createContact},
		{"GET", "/v2/contacts/{id}", (*ptCall).showContact},
		{"GET", "/v2/funds-transfer-methods", (*ptCall).listMethods},
		{"POST", "/v2/funds-transfer-methods", (*ptCall).createMethod},
		{"GET", "/v2/funds-transfer-methods/{id}", (*ptCall).showMethod},
		{"GET", "/v2/funds-transfer-methods/{id}/bank", (*ptCall).showMethodBank},
		{"POST", "/v2/funds-transfer-methods/{id}/deactivate", (*ptCall).deactivateMethod},
		{"GET", "/v2/banks/{id}", (*ptCall).showBank},
		{"GET", "/v2/plaid-items", (*ptCall).listPlaidItems},
		{"GET", "/v2/plaid-items/{id}", (*ptCall).showPlaidItem},
	}
}

// match holds a path against a pattern; id is what {id} stood for.
func match(pattern, path string) (id string, ok bool) {
	head, tail, wild := strings.Cut(pattern, "{id}")
	if !wild {
		return "", pattern == path
	}
	rest, ok := strings.CutPrefix(path, head)
	if !ok {
		return "", false
	}
	id, ok = strings.CutSuffix(rest, tail)
	return id, ok && id != "" && !strings.Contains(id, "/")
}

func (s *Sim) servePT(r *http.Request) reply {
	status := http.StatusNotFound
	for _, route := range s.prime {
		id, ok := match(route.pattern, r.URL.Path)
		if !ok {
			continue
		}
		if route.method != r.Method {
			status = http.StatusMethodNotAllowed
			continue
		}
		rep := s.run(r, route.pattern, s.ptFault, func(rest []Fault) reply {
			return s.ptWork(r, route, id, rest)
		})
		rep.header.Set(ptRequestID, s.requestID())
		return rep
	}
	rep := ptRefuse(status, http.StatusText(status), "there is no "+r.Method+" "+r.URL.Path).reply()
	rep.header.Set(ptRequestID, s.requestID())
	return rep
}

func (s *Sim) ptWork(r *http.Request, route ptRoute, id string, forced []Fault) reply {
	body, fits, err := readBody(r)
	if !fits || err != nil {
		return ptRefuse(http.StatusRequestEntityTooLarge, "Request too large", "a body has at most 1 MiB").reply()
	}
	return s.inWorld(r, ptCrash, func(t *tx) reply {
		if route.handle == nil {
			return t.ptLogin(r, body)
		}
		if f := t.ptAuthorized(r.Header.Get("Authorization")); f != nil {
			return f.reply()
		}
		call := &ptCall{tx: t, r: r, id: id, body: body, forced: forced}
		if r.Method != http.MethodPost {
			return call.finish(route.handle(call))
		}
		return call.once(func() reply {
			if f := call.readAttributes(); f != nil {
				return f.reply()
			}
			return call.finish(route.handle(call))
		})
	})
}

// readAttributes opens the envelope. Prime Trust was lenient about data.type,
// so nobody looks at it; a POST without a body is one without attributes.
func (c *ptCall) readAttributes() *ptFail {
	if len(c.body) == 0 {
		return nil
	}
	var doc struct {
		Data struct {
			Attributes json.RawMessage `json:"attributes"`
		} `json:"data"`
	}
	if err := json.Unmarshal(c.body, &doc); err != nil {
		return ptRefuse(http.StatusUnprocessableEntity, "Invalid JSON", "the body is not a JSON:API document")
	}
	c.attrs = doc.Data.Attributes
	return nil
}

// into decodes the attributes; a value of the wrong kind is a refusal.
func (c *ptCall) into(v any) *ptFail {
	if c.attrs == nil {
		return nil
	}
	err := json.Unmarshal(c.attrs, v)
	if err == nil {
		return nil
	}
	name := ""
	if wrong, ok := err.(*json.UnmarshalTypeError); ok {
		name = wrong.Field
	}
	return ptInvalid(strings.ReplaceAll(name, ".", "/"), "has a value of the wrong kind")
}

func (c *ptCall) finish(a ptAnswer) reply {
	if a.refuse != nil {
		return a.refuse.reply()
	}
	rep := jsonReply(a.status, ptType, a.doc)
	if a.location != "" {
		rep.header.Set("Content-Location", a.location)
	}
	return rep
}

// ptFault answers the faults that are answers of any server.
func (s *Sim) ptFault(f Fault) (reply, bool) {
	status, err := strconv.Atoi(f.Kind)
	if err != nil || status > 599 {
		return reply{}, false
	}
	return ptRefuse(status, http.StatusText(status), "the simulator was told to answer so").reply(), true
}

func ptCrash(requestID, why string) reply {
	rep := ptRefuse(http.StatusInternalServerError, "Internal Server Error", why).reply()
	rep.header.Set(ptRequestID, requestID)
	return rep
}
