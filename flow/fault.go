package flow

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// FaultKind decides what the engine does about a fault.
type FaultKind string

// The kinds of fault and what each deserves.
const (
	// Input: the request was wrong; the operator corrects it.
	Input FaultKind = "input"
	// Config: keys, dashboard or integration are not set up.
	Config FaultKind = "config"
	// CustomerFault: the counterparty must do something, or left.
	CustomerFault FaultKind = "customer"
	// Refused: the provider understood and said no.
	Refused FaultKind = "refused"
	// Transient: trying again later may help, and trying again is harmless.
	Transient FaultKind = "transient"
	// Unknown: the request may have arrived and the answer did not. It is never resent
	// blindly; see EffectKind.Repeatable.
	Unknown FaultKind = "uncertain"
	// Internal: a rule of this program was broken.
	Internal FaultKind = "internal"
)

// Fault is the one error type of the road. It never holds a token, and every text in it
// that came from outside has been through Clean.
type Fault struct {
	Op         string    `json:"op"`                    // the effect or call, such as "processor_token_create"
	Kind       FaultKind `json:"kind"`                  //
	Code       string    `json:"code"`                  // the provider's code, or ours in capitals
	Type       string    `json:"type,omitempty"`        // Plaid's error_type
	Message    string    `json:"message"`               // for the operator
	Hint       string    `json:"hint,omitempty"`        // what to do next
	Who        Who       `json:"who,omitempty"`         // who acts
	RequestID  string    `json:"request_id,omitempty"`  // for the provider's support
	HTTPStatus int       `json:"http_status,omitempty"` //
	Display    string    `json:"display,omitempty"`     // Plaid's display_message: words for the customer
	RetryAfter int       `json:"retry_after,omitempty"` // seconds the provider asked for, 0 = none
	Field      string    `json:"field,omitempty"`       // the field of an application that is wrong, as FieldFault names it
}

// MarshalJSON writes the seven members that every fault has, null where there is nothing,
// and after them what only some have.
func (f Fault) MarshalJSON() ([]byte, error) {
	opt := func(s string) *string {
		if s == "" {
			return nil
		}
		return &s
	}
	var status *int
	if f.HTTPStatus != 0 {
		status = &f.HTTPStatus
	}
	return json.Marshal(struct {
		Code       *string   `json:"code"`
		Type       *string   `json:"type"`
		Message    *string   `json:"message"`
		Hint       *string   `json:"hint"`
		Who        *string   `json:"who"`
		RequestID  *string   `json:"request_id"`
		HTTPStatus *int      `json:"http_status"`
		Op         string    `json:"op,omitempty"`
		Kind       FaultKind `json:"kind,omitempty"`
		Display    string    `json:"display,omitempty"`
		RetryAfter int       `json:"retry_after,omitempty"`
		Field      string    `json:"field,omitempty"`
	}{opt(f.Code), opt(f.Type), opt(f.Message), opt(f.Hint), opt(string(f.Who)), opt(f.RequestID), status,
		f.Op, f.Kind, f.Display, f.RetryAfter, f.Field})
}

// Error gives one line: operation, code, message and request id.
func (f *Fault) Error() string {
	var b strings.Builder
	if f.Op != "" {
		b.WriteString(f.Op + ": ")
	}
	if f.Code != "" {
		b.WriteString(f.Code + ": ")
	}
	b.WriteString(f.Message)
	if f.RequestID != "" {
		fmt.Fprintf(&b, " (request_id %s)", f.RequestID)
	}
	return b.String()
}

// FaultOf finds the fault in err, or makes an Internal one that says err. It returns nil
// for a nil error.
func FaultOf(err error, op string) *Fault {
	if err == nil {
		return nil
	}
	var f *Fault
	if errors.As(err, &f) {
		return f
	}
	return &Fault{Op: op, Kind: Internal, Code: "INTERNAL", Message: Clean(err.Error()), Who: Operator}
}

// Faultf makes a fault of this program itself.
func Faultf(op string, kind FaultKind, code, format string, args ...any) *Fault {
	return &Fault{Op: op, Kind: kind, Code: code, Message: fmt.Sprintf(format, args...), Who: Operator}
}
