package sim

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
)

// maxSteps ends a visit that goes round in circles.
const maxSteps = 60

// visit is one walk through Link's panes.
type visit struct {
	*Customer
	link    caller
	event   func(told) error
	hosted  bool   // on Plaid's own page
	later   []told // events that Link reports only when it ends
	refused bool   // the wrong password was typed
	phoned  bool   // the saved login was asked for
	closed  bool   // the bank's window was closed
	answers int    // second factors answered so far
}

// told is one onEvent callback.
type told struct {
	Name     string          `json:"event_name"`
	Metadata json.RawMessage `json:"metadata"`
}

// visitEnd is what onSuccess or onExit would be called with, in the shape in which
// a hand-off page passes it on.
type visitEnd struct {
	Kind        string          `json:"kind"`
	PublicToken string          `json:"public_token,omitempty"`
	Error       json.RawMessage `json:"error,omitempty"`
	Metadata    json.RawMessage `json:"metadata"`
}

// truth is what the last page has to say after it.
func (e *visitEnd) truth() string {
	switch {
	case e.Kind == "success":
		return "linked"
	case len(e.Error) == 0 || string(e.Error) == "null":
		return "left"
	}
	return "failed"
}

// seen is the answer to every call of a session, as far as a customer reads it.
type seen struct {
	Session string    `json:"link_session_id"`
	Pane    seenPane  `json:"pane"`
	Events  []told    `json:"events"`
	Outcome *visitEnd `json:"outcome"`
}

type seenPane struct {
	View     string        `json:"view"`
	Accounts []seenAccount `json:"accounts"`
	PIN      bool          `json:"pin"`
	OAuth    struct {
		URL    string `json:"url"`
		Whole  bool   `json:"whole"`
		Opened bool   `json:"opened"`
	} `json:"oauth"`
	Numbers struct {
		Mask string `json:"mask"`
	} `json:"numbers"`
	Institutions []struct {
		ID string `json:"institution_id"`
	} `json:"institutions"`
	MFA struct {
		Prompts []struct {
			Options []string `json:"options"`
		} `json:"prompts"`
	} `json:"mfa"`
}

type seenAccount struct {
	ID   string `json:"id"`
	Mask string `json:"mask"`
}

// step is what the customer does next: an action of the session, or a new
// beginning at an address that the bank sent the window to.
type step struct {
	action   string
	body     any
	received string
}

// walk goes from the first pane to the end.
func (v *visit) walk(ctx context.Context, token string) (*visitEnd, error) {
	var at seen
	begin := map[string]any{"link_token": token, "hosted": v.hosted}
	err := v.link.call(ctx, sessionsPath, begin, &at)
	if dead := deadToken(err); dead != nil {
		return dead, nil
	}
	if err != nil {
		return nil, fmt.Errorf("Link did not begin: %w", err)
	}
	for range maxSteps {
		if err := v.hear(at); err != nil {
			return nil, err
		}
		if at.Outcome != nil {
			return at.Outcome, nil
		}
		if v.Pause != nil {
			if err := v.Pause(ctx); err != nil {
				return nil, err
			}
		}
		do, err := v.decide(ctx, at.Pane)
		if err != nil {
			return nil, err
		}
		next := seen{}
		path, body := sessionsPath+"/"+at.Session+"/"+do.action, do.body
		if do.received != "" {
			begin["received_redirect_uri"] = do.received
			path, body = sessionsPath, begin
		}
		if err := v.link.call(ctx, path, body, &next); err != nil {
			return nil, fmt.Errorf("the pane %s: %w", at.Pane.View, err)
		}
		at = next
	}
	return nil, fmt.Errorf("Link came to no end in %d steps", maxSteps)
}

// hear passes the events on as Link does: OPEN at once, the others in one batch
// when it ends (plaid.com/docs/link/web).
func (v *visit) hear(at seen) error {
	for _, e := range at.Events {
		if e.Name != "OPEN" {
			v.later = append(v.later, e)
			continue
		}
		if err := v.event(e); err != nil {
			return fmt.Errorf("the page refused an event: %w", err)
		}
	}
	if at.Outcome == nil {
		return nil
	}
	for _, e := range v.later {
		if err := v.event(e); err != nil {
			return fmt.Errorf("the page refused an event: %w", err)
		}
	}
	return nil
}

// answer takes the scenario's answers in order and the first option once they
// are used up.
func (v *visit) answer(p seenPane) []string {
	var out []string
	for _, prompt := range p.MFA.Prompts {
		switch {
		case v.answers < len(v.Scenario.MFAAnswers):
			out = append(out, v.Scenario.MFAAnswers[v.answers])
		case len(prompt.Options) > 0:
			out = append(out, prompt.Options[0])
		default:
			out = append(out, "1234")
		}
		v.answers++
	}
	return out
}

// deadToken is the exit of a Link that could not begin because of its token, nil
// for any other error. Link tells the page so in onExit
// (plaid.com/docs/link/handle-invalid-link-token).
func deadToken(err error) *visitEnd {
	var r *refusal
	if !errors.As(err, &r) || r.status != http.StatusBadRequest {
		return nil
	}
	return &visitEnd{Kind: "exit", Error: json.RawMessage(r.body), Metadata: json.RawMessage(`{"institution":null,"status":null}`)}
}
