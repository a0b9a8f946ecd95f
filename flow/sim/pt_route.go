package sim

import (
	"net/http"
	"slices"
	"strings"
)

// ptRoute is one row of the table of Prime Trust's calls.
type ptRoute struct {
	method  string
	pattern string // {id} stands for the third segment
	handle  func(*ptCall) ptAnswer
}

// ptRouter finds the rows of a pattern by method.
type ptRouter map[string]map[string]ptRoute

// primePath reports whether a path is Prime Trust's. /auth/get is Plaid's, so
// the prefix /auth/ alone does not tell.
func primePath(path string) bool {
	return strings.HasPrefix(path, "/v2/") || strings.HasPrefix(path, "/auth/jwts") || path == "/auth/current"
}

// ptRoutes puts the tables together; each stands beside its handlers.
func ptRoutes() ptRouter {
	router := make(ptRouter)
	for _, table := range [][]ptRoute{
		authRoutes(), partyRoutes(), checkRoutes(), methodRoutes(), contributionRoutes(), transferRoutes(), moneyRoutes(), disbursementRoutes(),
	} {
		for _, row := range table {
			if router[row.pattern] == nil {
				router[row.pattern] = make(map[string]ptRoute)
			}
			router[row.pattern][row.method] = row
		}
	}
	return router
}

// find takes two look-ups however long the table is: the path as it stands,
// and the path with its third segment taken for an id.
func (m ptRouter) find(path string) (rows map[string]ptRoute, id string) {
	if rows, ok := m[path]; ok && !strings.Contains(path, "{") {
		return rows, ""
	}
	rest, ok := strings.CutPrefix(path, "/v2/")
	if !ok {
		return nil, ""
	}
	kind, rest, _ := strings.Cut(rest, "/")
	id, action, deeper := strings.Cut(rest, "/")
	if id == "" {
		return nil, ""
	}
	pattern := "/v2/" + kind + "/{id}"
	if deeper {
		pattern += "/" + action
	}
	return m[pattern], id
}

// allow is the Allow header of a 405.
func allow(rows map[string]ptRoute) string {
	var methods []string
	for method := range rows {
		methods = append(methods, method)
	}
	slices.Sort(methods)
	return strings.Join(methods, ", ")
}

// name is how the road's refusal tables name the call.
func (r ptRoute) name() string { return r.method + " " + r.pattern }

// open calls need no token: one gets it by them.
func (r ptRoute) open() bool { return r.name() == "POST /auth/jwts" || r.name() == "POST /v2/users" }

// writes: one call that changes something is documented as a GET.
func (r ptRoute) writes() bool {
	return strings.HasPrefix(r.pattern, "/v2/") && (r.method != http.MethodGet || strings.HasSuffix(r.pattern, "/sandbox/authorize"))
}
