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

const (
	codeDeadToken = "INVALID_LINK_TOKEN"
	codeNotLoaded = "LINK_NOT_LOADED"
)

// maxAccounts caps how many of the shared accounts are kept for the record.
const maxAccounts = 100

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

// asResult is onSuccess, onExit, or the page's word that Link never ran.
func (b resultBody) asResult() (flow.LinkResult, error) {
	bank := b.Metadata.object("institution")
	r := flow.LinkResult{
		SessionID: b.Metadata.id("link_session_id"), RequestID: b.Metadata.id("request_id"),
		InstitutionID: bank.id("institution_id"), InstitutionName: bank.text("name"),
	}
	switch b.Kind {
	case "success":
		if !tokenLike(b.PublicToken) {
			return r, errors.New("a success without a public_token")
		}
		r.PublicToken = flow.NewSecret([]byte(b.PublicToken))
		r.Accounts = accounts(b.Metadata)
	case "exit":
		r.ExitStatus = b.Metadata.id("status")
		r.Fault = b.fault()
	case "failed":
		r.Fault = notLoaded(b.Reason)
	default:
		return r, errors.New("an unknown kind of result")
	}
	return r, nil
}

// tokenLike accepts what can be sent on to Plaid; whether it is a token is for Plaid to say.
func tokenLike(s string) bool {
	for _, c := range []byte(s) {
		if c <= ' ' || c > '~' {
			return false
		}
	}
	return s != "" && len(s) <= 512
}

// fault is the error that onExit brought, nil when the customer simply left.
func (b resultBody) fault() *flow.Fault {
	if len(b.Error) == 0 {
		return nil
	}
	f := &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Who: flow.Customer,
		Code: b.Error.id("error_code"), Type: b.Error.id("error_type"), Message: b.Error.text("error_message"),
		Display: b.Error.text("display_message"), RequestID: b.Error.id("request_id")}
	if f.RequestID == "" {
		f.RequestID = b.Metadata.id("request_id")
	}
	if f.Code == "" {
		f.Code = "LINK_ERROR"
	}
	if f.Message == "" {
		f.Message = "Link ended with an error and did not say which"
	}
	if f.Code == codeDeadToken {
		f.Hint = "make a new link_token and hand the counterparty over again"
	}
	return f
}

func notLoaded(reason string) *flow.Fault {
	message := "Plaid Link did not start in the customer's browser"
	if reason = flow.Clean(reason); reason != "" {
		message += ": " + reason
	}
	return &flow.Fault{Op: string(flow.OpenLink), Kind: flow.CustomerFault, Code: codeNotLoaded, Who: flow.Operator,
		Message: message,
		Hint:    "look for a content blocker, a firewall or a proxy between that browser and cdn.plaid.com, or use the hosted hand-off"}
}

func accounts(m members) []flow.LinkAccount {
	list, _ := m["accounts"].([]any)
	var out []flow.LinkAccount
	for _, v := range list[:min(len(list), maxAccounts)] {
		o, _ := v.(map[string]any)
		a := members(o)
		if a.id("id") == "" {
			continue
		}
		out = append(out, flow.LinkAccount{ID: a.id("id"), Name: a.text("name"), Mask: a.id("mask"),
			Type: a.id("type"), Subtype: a.id("subtype")})
	}
	return out
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
