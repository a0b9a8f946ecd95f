package sim

import (
	"slices"
	"strings"
)

// walk is a customer of a test: it begins a session and does actions.
type walk struct {
	*client
	token, id string
	last      answer
	events    []string
}

func (c *client) walk(changes obj) *walk {
	c.t.Helper()
	token := c.plaid("/link/token/create", with(linkTokenBody(), changes)).want(200).str("link_token")
	w := &walk{client: c, token: token}
	w.took(c.link("", obj{"link_token": token}).want(200))
	w.id = w.last.str("link_session_id")
	return w
}

func (w *walk) took(a answer) *walk {
	w.t.Helper()
	w.last = a
	list, _ := a.at("events").([]any)
	for _, e := range list {
		meta := e.(obj)["metadata"].(obj)
		name := e.(obj)["event_name"].(string)
		if name == "TRANSITION_VIEW" {
			name = "TV " + meta["view_name"].(string)
		}
		w.events = append(w.events, name)
	}
	return w
}

func (w *walk) act(action string, body obj) *walk {
	w.t.Helper()
	return w.took(w.link("/"+w.id+"/"+action, body).want(200))
}

func (w *walk) on(view string) *walk {
	w.t.Helper()
	if got := w.last.at("pane view"); got != view {
		w.t.Fatalf("on pane %v, want %s: %s", got, view, w.last.raw)
	}
	return w
}

func (w *walk) toCredentials() *walk {
	w.t.Helper()
	return w.act("continue", obj{}).on(ViewSelectInstitution).toCredentialsFromSearch()
}

func (w *walk) login(password string) *walk {
	w.t.Helper()
	return w.act("credentials", obj{"username": "user_good", "password": password})
}

func (w *walk) share() *walk {
	w.t.Helper()
	w.on(ViewSelectAccount).act("accounts", obj{"account_ids": []string{w.last.str("pane accounts 0 id")}})
	return w.on(ViewConnected).act("continue", obj{})
}

func (w *walk) trail(want ...string) {
	w.t.Helper()
	if !slices.Equal(w.events, want) {
		w.t.Errorf("events\n %s\nwant\n %s", strings.Join(w.events, ", "), strings.Join(want, ", "))
	}
}

func (w *walk) toCredentialsFromSearch() *walk {
	w.t.Helper()
	return w.act("select_institution", obj{"institution_id": "ins_109508"}).on(ViewCredential)
}
