package sim

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
)

// linkCall is one call of the Link page to the server side of Link.
type linkCall struct {
	*tx
	requestID string
	lt        *linkToken
	ls        *linkSession
	from      int // events before this call
}

// linkAnswer is what every call under /_link/sessions answers.
type linkAnswer struct {
	LinkSessionID string         `json:"link_session_id"`
	RequestID     string         `json:"request_id"`
	Pane          *pane          `json:"pane"`
	Events        []sdkEvent     `json:"events"`
	Outcome       map[string]any `json:"outcome"`
}

// linkRefusal is an error of the page, not of Plaid: the wrong call at the
// wrong moment.
type linkRefusal struct {
	status  int
	Code    string `json:"error_code"`
	Message string `json:"error_message"`
}

func (r *linkRefusal) reply(requestID string) reply {
	return jsonReply(r.status, "application/json", struct {
		*linkRefusal
		RequestID string `json:"request_id"`
	}{r, requestID})
}

// linkInput is the body of any action.
type linkInput struct {
	LinkToken     string   `json:"link_token"`
	Received      string   `json:"received_redirect_uri"`
	Hosted        bool     `json:"hosted"`
	Query         string   `json:"query"`
	InstitutionID string   `json:"institution_id"`
	Username      string   `json:"username"`
	Password      string   `json:"password"`
	PIN           string   `json:"pin"`
	Answers       []string `json:"answers"`
	AccountIDs    []string `json:"account_ids"`
	Phone         string   `json:"phone"`
	Code          string   `json:"code"`
	Outcome       string   `json:"outcome"`
	Selection     string   `json:"selection"`
	RoutingNumber string   `json:"routing_number"`
	AccountNumber string   `json:"account_number"`
	Subtype       string   `json:"subtype"`
}

// The paths of the server side of Link: sessions, the pages of banks with a
// login of their own, and the bank search that a page holds in itself.
const (
	sessionsPath = "/_link/sessions"
	banksPath    = "/_link/banks"
)

// serveLink routes /_link/sessions, /_link/sessions/{id}/{action},
// /_link/bank/{state}/{action} and /_link/banks.
func (s *Sim) serveLink(r *http.Request) reply {
	id := s.requestID()
	if why := s.fromElsewhere(r); why != "" {
		return (&linkRefusal{http.StatusForbidden, "FORBIDDEN", why}).reply(id)
	}
	path, work, ok := linkRoute(r.URL.Path)
	if r.Method != http.MethodPost || !ok {
		return (&linkRefusal{http.StatusNotFound, "NOT_FOUND", "there is no " + r.Method + " " + r.URL.Path}).reply(id)
	}
	var in linkInput
	if f := readLinkInput(r, &in); f != nil {
		return f.reply(id)
	}
	// A scenario's refusal is shown on the pane, as Link shows it, and is not
	// the answer of the call; so every code goes on to the action.
	refuse := func(f Fault) (reply, bool) {
		if f.plaidCode() && path != sessionsPath {
			return reply{}, false
		}
		return s.plaidFault(f)
	}
	return s.run(r, path, refuse, func(forced []Fault) reply {
		return s.inWorld(r, plaidCrash, func(t *tx) reply { return work(t, id, in, forced) })
	})
}

type linkWork func(t *tx, requestID string, in linkInput, forced []Fault) reply

// linkRoute finds the work behind a path, and the name that the path has for
// faults and for the count of calls.
func linkRoute(path string) (name string, work linkWork, ok bool) {
	switch path {
	case sessionsPath:
		return path, func(t *tx, id string, in linkInput, _ []Fault) reply { return t.openLink(id, in) }, true
	case banksPath:
		return path, func(t *tx, id string, in linkInput, _ []Fault) reply { return t.embeddedBanks(id, in) }, true
	}
	if rest, found := strings.CutPrefix(path, bankPath); found {
		state, action, nested := strings.Cut(rest, "/")
		return bankPath + "{id}/" + action, func(t *tx, id string, in linkInput, _ []Fault) reply { return t.actAtBank(id, state, action, in) }, nested && bankSteps[action].do != nil
	}
	rest, found := strings.CutPrefix(path, sessionsPath+"/")
	session, action, nested := strings.Cut(rest, "/")
	act, known := linkActions[action]
	return sessionsPath + "/{id}/" + action, func(t *tx, id string, in linkInput, forced []Fault) reply {
		return t.actInLink(id, session, act, in, forced)
	}, found && nested && known
}

func readLinkInput(r *http.Request, in *linkInput) *linkRefusal {
	body, fits, err := readBody(r)
	if !fits {
		return &linkRefusal{http.StatusRequestEntityTooLarge, "INVALID_BODY", "a body has at most 1 MiB"}
	}
	if err == nil {
		err = json.Unmarshal(body, in)
	}
	if err != nil && !errors.Is(err, io.EOF) && len(body) > 0 {
		return &linkRefusal{http.StatusBadRequest, "INVALID_BODY", "the body is not a JSON object of this call"}
	}
	return nil
}
