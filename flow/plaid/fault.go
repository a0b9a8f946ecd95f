package plaid

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"time"

	api "github.com/plaid/plaid-go/v42/plaid"

	"linkdesk/flow"
)

// plaidError is Plaid's error object (plaid.com/docs/errors). plaid-go decodes it too, but
// takes any JSON for one and loses it in a wrapped error.
type plaidError struct {
	Type      string `json:"error_type"`
	Code      string `json:"error_code"`
	Message   string `json:"error_message"`
	Display   string `json:"display_message"`
	RequestID string `json:"request_id"`
}

// judge turns an exchange into a fault, or nil when it is a success. decode is plaid-go's
// own error. The error object decides before the HTTP status does: nearly everything is
// 400, and one code even comes with 208.
func (c *Client) judge(e endpoint, rec *record, made flow.Call, decode error) *flow.Fault {
	fault := func(kind flow.FaultKind, code, message string) *flow.Fault {
		return c.fault(e.op, kind, made, rec, plaidError{Code: code, Message: message})
	}
	switch {
	case rec.err != nil && rec.unsent:
		return fault(flow.Transient, "NOT_SENT", "no connection to Plaid, nothing was sent: "+reason(rec.err, e.limit))
	case rec.err != nil && rec.status == 0:
		return fault(flow.Unknown, "NO_ANSWER", "the request went out and Plaid did not answer: "+reason(rec.err, e.limit))
	case rec.err != nil:
		return fault(flow.Unknown, "NO_ANSWER", "Plaid's answer broke off: "+reason(rec.err, e.limit))
	case rec.status == 0:
		return fault(flow.Internal, "INTERNAL", "the request could not be made: "+fmt.Sprint(decode))
	case rec.tooLong:
		return fault(flow.Unknown, "ANSWER_UNREADABLE", "Plaid's answer is longer than 1 MiB")
	}
	var said plaidError
	if json.Unmarshal(rec.body, &said) == nil && said.Code != "" {
		kind, _ := judgement(said.Type, said.Code, rec.status)
		return c.fault(e.op, kind, made, rec, said)
	}
	switch status := rec.status; {
	case status >= 300 && status < 400:
		return fault(redirected(e.op), "REDIRECT_REFUSED", fmt.Sprintf("Plaid's address answered with a redirect (HTTP %d), which is never followed", status))
	case status >= 500:
		return fault(flow.Unknown, "SERVER_ERROR", fmt.Sprintf("HTTP %d without Plaid's error object: %s", status, strings.ToLower(http.StatusText(status))))
	case status == http.StatusTooManyRequests:
		return fault(flow.Transient, "RATE_LIMIT", "HTTP 429 without Plaid's error object: too many requests")
	case status == http.StatusRequestTimeout:
		return fault(flow.Unknown, "NO_ANSWER", "Plaid gave up waiting for the request")
	case status >= 400:
		return fault(flow.Config, "REFUSED_BY_GATEWAY", fmt.Sprintf("HTTP %d without Plaid's error object", status))
	case status != http.StatusOK:
		return fault(flow.Unknown, "ANSWER_UNREADABLE", fmt.Sprintf("Plaid answered with HTTP %d", status))
	case decode != nil:
		return fault(flow.Unknown, "ANSWER_UNREADABLE", "Plaid's answer cannot be read: "+decode.Error())
	}
	return nil
}

// redirected: a server may redirect after it has done the work, which matters where the
// work cannot be done again.
func redirected(op string) flow.FaultKind {
	if op == string(flow.ExchangePublicToken) || op == string(flow.RotateAccess) {
		return flow.Unknown
	}
	return flow.Config
}

// incomplete is the fault of a 200 that lacks what was asked for; plaid-go takes an empty
// object for a good answer.
func (c *Client) incomplete(e endpoint, made flow.Call, what string) *flow.Fault {
	return c.fault(e.op, flow.Unknown, made, &record{}, plaidError{Code: "ANSWER_UNREADABLE", Message: "Plaid's answer holds no " + what})
}

// fault makes the one error of this package.
func (c *Client) fault(op string, kind flow.FaultKind, made flow.Call, rec *record, said plaidError) *flow.Fault {
	_, who := judgement(said.Type, said.Code, rec.status)
	return &flow.Fault{
		Op: op, Kind: kind, Code: flow.CleanID(c.scrub(said.Code)), Type: flow.CleanID(c.scrub(said.Type)),
		Message: flow.Clean(c.scrub(cmp.Or(said.Message, "Plaid gives no reason"))), Display: flow.Clean(c.scrub(said.Display)),
		Who: who, RequestID: cmp.Or(made.RequestID, flow.CleanID(c.scrub(said.RequestID))), HTTPStatus: made.HTTPStatus,
		RetryAfter: c.retryAfter(rec.header),
	}
}

// within turns an error object inside an answer (a broken Item, an exit from Link) into a
// fault. Nil stays nil.
func (c *Client) within(op string, e *api.PlaidError) *flow.Fault {
	if e == nil || e.GetErrorCode() == "" {
		return nil
	}
	said := plaidError{Type: string(e.GetErrorType()), Code: e.GetErrorCode(), Message: e.GetErrorMessage(),
		Display: e.GetDisplayMessage(), RequestID: e.GetRequestId()}
	kind, _ := judgement(said.Type, said.Code, 0)
	return c.fault(op, kind, flow.Call{}, &record{}, said)
}

// requestID reads the id that every body of Plaid's holds, errors included.
func requestID(body []byte) string {
	var said struct {
		ID string `json:"request_id"`
	}
	_ = json.Unmarshal(body, &said) // a body of another shape has no id
	return flow.CleanID(scrub(said.ID))
}

// retryCap bounds what a provider may ask for, in seconds; a wait of years is a broken clock
// or a joke.
const retryCap = 60

// retryAfter reads the header in both of its forms, seconds and a date. Plaid documents
// none, gateways send it. Anything else is no wish at all.
func (c *Client) retryAfter(h http.Header) int {
	text := strings.TrimSpace(h.Get("Retry-After"))
	seconds, err := strconv.Atoi(text)
	if err != nil {
		at, err := http.ParseTime(text)
		if err != nil {
			return 0
		}
		seconds = int(at.Sub(c.now()).Round(time.Second).Seconds())
	}
	return max(0, min(seconds, retryCap))
}

// reason puts a network error into words.
func reason(err error, limit time.Duration) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer within " + limit.String()
	case errors.Is(err, context.Canceled):
		return "the call was stopped"
	}
	return err.Error()
}
