package link

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"time"

	"linkdesk/flow"
)

type eventBody struct {
	Name     string  `json:"event_name"`
	Metadata members `json:"metadata"`
}

type resultBody struct {
	Kind        string  `json:"kind"`
	PublicToken string  `json:"public_token"`
	Error       members `json:"error"`
	Metadata    members `json:"metadata"`
	Reason      string  `json:"reason"`
}

// members is an object of Link's, read without trust in the kinds of its values: Plaid adds
// members at will and documents any of them as possibly null or absent.
type members map[string]any

// UnmarshalJSON takes anything but an object for an empty one: what Link adds to its end must
// not cost the end itself.
func (m *members) UnmarshalJSON(b []byte) error {
	var o map[string]any
	if json.Unmarshal(b, &o) != nil {
		o = nil
	}
	*m = o
	return nil
}

// text is a member as a clean string, "" when it is none.
func (m members) text(name string) string {
	s, _ := m[name].(string)
	return flow.Clean(s)
}

func (m members) id(name string) string {
	s, _ := m[name].(string)
	return flow.CleanID(s)
}

func (m members) object(name string) members {
	o, _ := m[name].(map[string]any)
	return o
}

// decode reads exactly one JSON value. The page is ours, so a member it does not know is a
// sign of somebody else.
func decode(r *http.Request, v any) error {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	return strictJSON(body, v)
}

// asEvent is one onEvent callback (plaid.com/docs/link/web).
func (b eventBody) asEvent() flow.LinkEvent {
	m := b.Metadata
	return flow.LinkEvent{
		Name: flow.CleanID(b.Name), View: m.id("view_name"),
		InstitutionID: m.id("institution_id"), InstitutionName: m.text("institution_name"),
		ErrorCode: m.id("error_code"), ExitStatus: m.id("exit_status"), MFAType: m.id("mfa_type"),
		SessionID: m.id("link_session_id"), RequestID: m.id("request_id"), At: when(m.text("timestamp")),
	}
}

// when is a timestamp of Link's, zero when it is none.
func when(s string) time.Time {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// strictJSON decodes one value and refuses unknown members and anything after it.
func strictJSON(body []byte, v any) error {
	dec := json.NewDecoder(bytes.NewReader(body))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return errors.New("more than one JSON value")
	}
	return nil
}
