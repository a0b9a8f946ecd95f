//go:build e2e

package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"maps"
	"net/http"
	"net/http/httptest"
	"reflect"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"
	"time"
)

// scenario is one visit to a page that holds Link. Steps are lines "verb text" or "verb
// text = value" for testdata/clients/browser.mjs; want is every callback, in the order of the
// calls, as told writes it.
type scenario struct {
	name  string
	token object // of the link token's request, or noToken
	page  string // "" is link.html, which holds Plaid.create and nothing else
	width int    // 0 is a desktop
	dark  bool
	steps []string
	want  []string

	secure    bool   // the page has https and a certificate of its own
	returns   bool   // the link token has the page as its redirect_uri, and one session goes through both visits to it
	silent    bool   // the browser gets no answer from the simulator, other than Link's script
	complaint string // what the browser may put into its console; otherwise nothing
}

// noToken stands for a link token that the simulator never gave out.
var noToken = object{"": ""}

// callback is what one handler's callback was called with.
type callback struct {
	Handler string `json:"handler"`
	What    string `json:"what"`
	Args    []any  `json:"args"`
}

type visited struct {
	Failed   string     `json:"failed"`
	Problems []string   `json:"problems"`
	Calls    []callback `json:"calls"`
}

// play runs the scenarios in one browser, each in a profile of its own, and compares.
func (c *clients) play(t *testing.T, scenarios []scenario) {
	t.Helper()
	chromium := need(t, "chromium", "chromium-browser", "google-chrome")
	c.install(t)
	files := http.FileServer(http.Dir(c.dir)) // under other origins than the simulator's
	plain, secure := httptest.NewServer(files), httptest.NewUnstartedServer(files)
	secure.Config.ErrorLog = log.New(io.Discard, "", 0) // it would say that the browser does not know the certificate
	secure.StartTLS()
	t.Cleanup(plain.Close)
	t.Cleanup(secure.Close)
	var list []object
	for _, s := range scenarios {
		base, more := plain.URL, maps.Clone(s.token)
		switch {
		case s.secure:
			base = secure.URL
		case s.returns: // which Plaid allows to localhost only
			base = strings.Replace(base, "127.0.0.1", "localhost", 1)
			more = object{"redirect_uri": base + "/link.html"}
		}
		token := "link-sandbox-00000000-0000-0000-0000-000000000000"
		if _, none := s.token[""]; !none {
			token = c.linkToken(t, more)
		}
		one := object{"token": token, "page": base + cmp.Or(s.page, "/link.html"), "dark": s.dark, "silent": s.silent, "steps": steps(s.steps)}
		if s.width > 0 {
			one["width"], one["height"] = s.width, 844
		}
		list = append(list, one)
	}
	plan, err := json.Marshal(object{"chromium": chromium, "simulator": c.address, "scenarios": list})
	if err != nil {
		t.Fatal(err)
	}
	var results []visited
	if err := json.Unmarshal(c.run(t, plan, need(t, "node"), "browser.mjs"), &results); err != nil {
		t.Fatal(err)
	}
	for i, s := range scenarios {
		t.Run(s.name, func(t *testing.T) { results[i].check(t, s) })
	}
}

func steps(lines []string) []object {
	var list []object
	for _, line := range lines {
		verb, text, _ := strings.Cut(line, " ")
		text, value, _ := strings.Cut(text, " = ")
		list = append(list, object{"do": verb, "text": text, "value": value})
	}
	return list
}

func (v visited) check(t *testing.T, s scenario) {
	t.Helper()
	problems := slices.DeleteFunc(v.Problems, func(p string) bool { return s.complaint != "" && strings.Contains(p, s.complaint) })
	if v.Failed != "" || len(problems) > 0 {
		t.Errorf("%s; the browser complained of %q", v.Failed, problems)
	}
	var got []string
	shape := &shapes{t: t, sessions: map[string]string{}, all: map[string]bool{}}
	for _, call := range v.Calls {
		got = append(got, shape.told(call))
	}
	opened := 0
	for _, line := range s.want {
		if name, _, _ := strings.Cut(strings.TrimPrefix(line, "second: "), " "); name == "OPEN" && (opened == 0 || !s.returns) {
			opened++
		}
	}
	shape.is(len(shape.all) == opened, "%d sessions, want %d", len(shape.all), opened)
	if !slices.Equal(got, s.want) {
		t.Errorf("the callbacks were\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(s.want, "\n\t"))
	}
}

// shapes holds what must agree over all callbacks of a page.
type shapes struct {
	t        *testing.T
	sessions map[string]string // of each handler since its last OPEN
	all      map[string]bool
	last     time.Time
}

var (
	uuidShape    = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	requestShape = regexp.MustCompile(`^[A-Za-z0-9]{15}$`)
	accountShape = regexp.MustCompile(`^[A-Za-z0-9]{37}$`)
	publicShape  = regexp.MustCompile(`^public-sandbox-[0-9a-f-]{36}$`)
)

// The members of onEvent's metadata (plaid.com/docs/link/web).
var eventMembers = []string{"account_number_mask", "brand_name", "error_type", "error_code", "error_message", "exit_status",
	"institution_id", "institution_name", "institution_search_query", "is_update_mode", "match_reason", "mfa_type", "request_id",
	"routing_number", "selection", "view_name", "link_session_id", "timestamp"}

// told writes a callback in a line, after it has checked all that the line leaves out.
func (s *shapes) told(c callback) string {
	line := c.What
	switch c.What {
	case "onLoad":
		s.is(len(c.Args) == 0, "onLoad gets %v", c.Args)
	case "onEvent":
		line = s.event(c)
	case "onSuccess":
		s.is(len(c.Args) == 2 && publicShape.MatchString(text(c.Args[0])), "onSuccess gets %d arguments or no public token", len(c.Args))
		line += s.success(c)
	case "onExit":
		line += s.exit(c)
	}
	if c.Handler != "main" {
		line = c.Handler + ": " + line
	}
	return line
}

func (s *shapes) is(ok bool, format string, args ...any) {
	s.t.Helper()
	if !ok {
		s.t.Errorf(format, args...)
	}
}

// session checks that one link_session_id goes through all callbacks of a visit.
func (s *shapes) session(c callback, meta object) {
	id := text(meta["link_session_id"])
	if len(c.Args) > 0 && c.Args[0] == "OPEN" {
		s.sessions[c.Handler], s.all[id] = id, true
		s.is(uuidShape.MatchString(id), "link_session_id %q", id)
	}
	s.is(id == s.sessions[c.Handler], "%v of the session %q came in the session %q", c.Args[0], id, s.sessions[c.Handler])
}

// event writes the name, the view, and each other member that has a value.
func (s *shapes) event(c callback) string {
	meta, _ := c.Args[1].(object)
	s.session(c, meta)
	when, err := time.Parse(time.RFC3339Nano, text(meta["timestamp"]))
	s.is(err == nil && !when.Before(s.last), "%v has the timestamp %v after %v", c.Args[0], meta["timestamp"], s.last)
	s.last = when
	s.is(requestShape.MatchString(text(meta["request_id"])), "request_id %v", meta["request_id"])
	s.is((meta["error_code"] == nil) == (meta["error_type"] == nil) && (meta["error_code"] == nil) == (meta["error_message"] == nil), "half an error: %v", meta)
	line := text(c.Args[0])
	if view := meta["view_name"]; view != nil {
		line += " " + text(view)
	}
	var rest []string
	for name, value := range meta {
		_, isText := value.(string)
		s.is(slices.Contains(eventMembers, name) && (isText || value == nil), "%v has %s = %v", c.Args[0], name, value)
		switch name {
		case "link_session_id", "timestamp", "request_id", "view_name", "error_type", "error_message", "institution_id", "institution_name":
		default:
			if value != nil {
				rest = append(rest, name+"="+text(value))
			}
		}
	}
	sort.Strings(rest)
	return strings.Join(append([]string{line}, rest...), " ") + bank(meta["institution_id"], meta["institution_name"])
}

// success writes what was shared.
func (s *shapes) success(c callback) string {
	meta, _ := c.Args[1].(object)
	s.session(callback{Handler: c.Handler, Args: []any{"onSuccess"}}, meta)
	s.has(meta, "institution", "accounts", "account", "link_session_id", "transfer_status")
	s.is(meta["transfer_status"] == nil, "transfer_status %v", meta["transfer_status"])
	line := bank(at(meta, "institution", "institution_id"), at(meta, "institution", "name"))
	accounts, _ := meta["accounts"].([]any)
	if len(accounts) > 3 {
		return line + fmt.Sprintf(", %d accounts", len(accounts))
	}
	for _, one := range accounts {
		a, _ := one.(object)
		s.has(a, "id", "name", "mask", "type", "subtype", "verification_status", "class_type")
		s.is(accountShape.MatchString(text(a["id"])), "account id %v", a["id"])
		line += fmt.Sprintf(", %v %v %v/%v", a["name"], a["mask"], a["type"], a["subtype"])
		if status := a["verification_status"]; status != nil {
			line += " " + text(status)
		}
	}
	s.is(len(accounts) > 0 && reflect.DeepEqual(meta["account"], accounts[0]), "account %v is not the first", meta["account"]) // for older pages
	return line
}

// exit writes the code of the error, if any, and where the customer left.
func (s *shapes) exit(c callback) string {
	meta, _ := c.Args[1].(object)
	s.session(callback{Handler: c.Handler, Args: []any{"onExit"}}, meta)
	s.has(meta, "institution", "status", "link_session_id", "request_id")
	line := ""
	if failure, is := c.Args[0].(object); is {
		s.has(failure, "error_type", "error_code", "error_message", "display_message")
		line = " " + text(failure["error_code"])
	}
	if status := meta["status"]; status != nil {
		line += " status=" + text(status)
	}
	return line + bank(at(meta, "institution", "institution_id"), at(meta, "institution", "name"))
}

// has wants these members and no others.
func (s *shapes) has(v object, names ...string) {
	s.t.Helper()
	for _, name := range names {
		_, ok := v[name]
		s.is(ok, "no member %s in %v", name, v)
	}
	s.is(len(v) == len(names), "members beyond %v in %v", names, v)
}

// bank names a bank by its id, and by its name unless that is the table's own.
func bank(id, name any) string {
	switch {
	case id == nil && name == nil:
		return ""
	case id == "ins_109508" && name == "First Platypus Bank":
		return " @platypus"
	}
	return fmt.Sprintf(" @%v %v", id, name)
}
