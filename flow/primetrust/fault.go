package primetrust

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"linkdesk/flow"
)

// judge turns an answer into a fault, or nil when it is a success of any kind.
func (c *Client) judge(r request, a answer) *flow.Fault {
	status := a.call.HTTPStatus
	switch {
	case a.err != nil && a.unsent:
		return c.notSent(r, a)
	case a.err != nil && status == 0:
		return c.fault(r, a, flow.Unknown, "NO_ANSWER", "the request went out and Prime Trust did not answer: "+reason(a.err))
	case a.err != nil:
		return c.fault(r, a, flow.Unknown, "NO_ANSWER", "Prime Trust's answer broke off: "+reason(a.err))
	case a.tooLong:
		return c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer is longer than 1 MiB")
	case status >= 300 && status < 400:
		kind := flow.Config
		if r.method != http.MethodGet {
			// A server may redirect after it has done the work.
			kind = flow.Unknown
		}
		return c.fault(r, a, kind, "REDIRECT_REFUSED", fmt.Sprintf("Prime Trust's address answered with a redirect (HTTP %d), which is never followed", status))
	case status >= 400:
		return c.refusal(r, a)
	case status < 200:
		return c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", fmt.Sprintf("Prime Trust answered with HTTP %d", status))
	case len(a.body) > 0 && !a.isJSON():
		return c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer is not JSON")
	}
	return nil
}

// notSent is a fault of a request that never left. At the company's own address that is
// the rule and not the exception.
func (c *Client) notSent(r request, a answer) *flow.Fault {
	if c.gone && !errors.Is(a.err, context.Canceled) {
		return c.fault(r, a, flow.Refused, "PARTNER_UNREACHABLE",
			"Prime Trust cannot be reached at "+c.base.Host+", and is not expected to be: the company has been in liquidation since 2024-01-05. If other addresses fail too, this machine has no network ("+reason(a.err)+")")
	}
	return c.fault(r, a, flow.Transient, "NOT_SENT", "no connection to Prime Trust, nothing was sent: "+reason(a.err))
}

// refusal reads an answer of 400 and more.
func (c *Client) refusal(r request, a answer) *flow.Fault {
	status := a.call.HTTPStatus
	code, text, ok := decodeErrors(a.body)
	if !ok || code == "" || code == "0" {
		code = strconv.Itoa(status)
	}
	if text == "" {
		text = strings.ToLower(http.StatusText(status))
	}
	switch {
	case status >= 500:
		return c.fault(r, a, flow.Unknown, "SERVER_ERROR", fmt.Sprintf("Prime Trust failed with HTTP %d: %s", status, text))
	case status == http.StatusTooManyRequests:
		return c.fault(r, a, flow.Transient, "429", "Prime Trust wants fewer calls: "+text)
	case status == http.StatusRequestTimeout:
		return c.fault(r, a, flow.Unknown, "NO_ANSWER", "Prime Trust gave up waiting for the request")
	case !ok:
		return c.fault(r, a, flow.Config, "REFUSED_BY_GATEWAY", fmt.Sprintf("HTTP %d without Prime Trust's error object", status))
	case status == http.StatusUnauthorized:
		return c.fault(r, a, flow.Config, code, c.notKnown(r, a, text))
	case status == http.StatusForbidden:
		return c.fault(r, a, flow.Config, code, "this login may not do that: "+text+" ("+a.call.Endpoint+")")
	case status == http.StatusNotFound:
		text += " (" + a.call.Endpoint + ")"
	}
	return c.fault(r, a, kindOf(code, text), code, text)
}

// kindOf sorts the numbered refusals. Numbers of four and more digits are decisions about
// the account; the rest are complaints about the request.
func kindOf(code, text string) flow.FaultKind {
	n, err := strconv.Atoi(code)
	switch {
	case n == 25001 && strings.Contains(text, "ITEM_LOGIN_REQUIRED"):
		return flow.CustomerFault
	case err == nil && n < 1000:
		return flow.Input
	}
	return flow.Refused
}

// whoOf says who must act. It agrees with the cards of the codes.
func whoOf(kind flow.FaultKind, code string) flow.Who {
	switch {
	case kind == flow.CustomerFault:
		return flow.Customer
	case slices.Contains([]string{"25000", "429", "7304"}, code):
		return flow.Partners
	}
	return flow.Operator
}

// fault makes the one error of this package.
func (c *Client) fault(r request, a answer, kind flow.FaultKind, code, message string) *flow.Fault {
	code = flow.CleanID(scrub(code))
	return &flow.Fault{
		Op: r.op, Kind: kind, Code: code, Message: flow.Clean(c.scrub(message)), Who: whoOf(kind, code),
		RequestID: a.call.RequestID, HTTPStatus: a.call.HTTPStatus, RetryAfter: c.retryAfter(a.header),
	}
}

// retryCap bounds what a provider may ask for; a wait of years is a broken clock or a joke.
const retryCap = 60

// retryAfter reads the header in both of its forms, seconds and a date. Anything else is no
// wish at all.
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
func reason(err error) string {
	switch {
	case errors.Is(err, context.DeadlineExceeded):
		return "no answer within " + callLimit.String()
	case errors.Is(err, context.Canceled):
		return "the call was stopped"
	}
	return err.Error()
}
