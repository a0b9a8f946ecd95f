package sim

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
)

// ptType is the content type of JSON:API. The real answer's type is not on
// record; this is the one that its documents name.
const ptType = "application/vnd.api+json"

// ptRequestID is the header that names a request. It is the simulator's own
// choice: Prime Trust documented none.
const ptRequestID = "X-Request-Id"

// ptCall is one authenticated request to Prime Trust.
type ptCall struct {
	*tx
	r      *http.Request
	route  ptRoute
	query  url.Values
	id     string          // what {id} stood for
	user   jwtClaims       // who calls
	attrs  json.RawMessage // data.attributes of the body
	body   []byte
	forced []Fault // refusals that the scenario wants of this call
	lost   bool    // the work is done and the answer shall not arrive
}

// ptAnswer is a status and a document, or a refusal. Without a document the
// answer has no body.
type ptAnswer struct {
	status   int
	doc      any
	refuse   *ptFail
	location string // path of what was created, for idempotency v1
	plain    bool   // not a document of JSON:API
}

func refuse(f *ptFail) ptAnswer { return ptAnswer{refuse: f} }

func (s *Sim) servePT(r *http.Request) reply {
	rows, id := s.prime.find(r.URL.Path)
	route, ok := rows[r.Method]
	var rep reply
	switch {
	case ok:
		rep = s.run(r, route.pattern, s.ptFault, func(rest []Fault) reply { return s.ptWork(r, route, id, rest) })
	case rows != nil:
		rep = ptRefuse(http.StatusMethodNotAllowed, "Method Not Allowed", "there is no "+r.Method+" "+r.URL.Path).reply()
		rep.header.Set("Allow", allow(rows))
	default:
		rep = ptRefuse(http.StatusNotFound, "Not Found", "there is no "+r.Method+" "+r.URL.Path).reply()
	}
	rep.header.Set(ptRequestID, s.requestID())
	return rep
}

func (s *Sim) ptWork(r *http.Request, route ptRoute, id string, forced []Fault) reply {
	body, fits, err := readBody(r)
	if !fits || err != nil {
		return ptRefuse(http.StatusRequestEntityTooLarge, "Request too large", "a body has at most "+strconv.Itoa(bodyLimit(r)>>20)+" MiB").reply()
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return ptRefuse(http.StatusBadRequest, "Malformed query", "the query string cannot be read").reply()
	}
	call := &ptCall{r: r, route: route, query: query, id: id, body: body, forced: forced}
	rep := s.inWorld(r, ptCrash, func(t *tx) reply {
		call.tx = t
		return call.work()
	})
	if call.lost {
		panic(http.ErrAbortHandler)
	}
	return rep
}

func (c *ptCall) work() reply {
	if c.route.open() {
		handle := func() reply { return c.finish(c.route.handle(c)) }
		if c.route.writes() {
			return c.once(handle)
		}
		return handle() // a token is not kept for repeats
	}
	claims, f := c.ptAuthorized(c.r.Header.Get("Authorization"))
	if f != nil {
		return f.reply()
	}
	if claims.readOnly() && c.route.writes() {
		return ptRefuse(http.StatusForbidden, "Forbidden", "this user may read and nothing else").reply()
	}
	c.user = claims
	c.ripen()
	if c.r.Method == http.MethodGet {
		return c.finish(c.route.handle(c))
	}
	return c.once(func() reply {
		if f := c.readAttributes(); f != nil {
			return f.reply()
		}
		return c.finish(c.route.handle(c))
	})
}

func (c *ptCall) finish(a ptAnswer) reply {
	switch {
	case a.refuse != nil:
		return a.refuse.reply()
	case a.doc == nil:
		return reply{status: a.status, header: make(http.Header)}
	}
	kind := ptType
	if a.plain {
		kind = "application/json"
	}
	rep := jsonReply(a.status, kind, a.doc)
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
