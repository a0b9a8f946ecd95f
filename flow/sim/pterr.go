package sim

import (
	"net/http"
	"slices"
	"strconv"
)

// ptFail is a refusal by the simulated Prime Trust: one entry of its errors.
type ptFail struct {
	Status int       `json:"status"`
	Code   int       `json:"code,omitempty"` // business errors only
	Title  string    `json:"title"`
	Detail string    `json:"detail"`
	Source *ptSource `json:"source,omitempty"`
}

type ptSource struct {
	Pointer string `json:"pointer"`
}

func ptRefuse(status int, title, detail string) *ptFail {
	return &ptFail{Status: status, Title: title, Detail: detail}
}

// ptInvalid is a refused attribute. The title was seen on the live sandbox;
// the words of the detail are our own.
func ptInvalid(attribute, what string) *ptFail {
	f := ptRefuse(http.StatusUnprocessableEntity, "Invalid Attribute", attribute+" "+what)
	f.Source = &ptSource{Pointer: "/data/attributes/" + attribute}
	return f
}

// ptState is a refusal because of what something has become. Its title is the
// simulator's own: no such answer is on record.
func ptState(detail string) *ptFail {
	return ptRefuse(http.StatusUnprocessableEntity, "Invalid State", detail)
}

// ptCode is a numbered refusal. Coded errors point with the singular
// "attribute"; the title is repeated as the detail when there is no other.
type ptCode struct {
	code           int
	title, pointer string
	on             []string // the calls that answer it
}

// ptCodes are the codes of this road, by the calls that answer them. A fault
// of that kind is met by those calls and by no other.
var ptCodes = map[string]ptCode{
	"25000": {25000, "Unable to access identity", "dynamic", plaidCalls},
	"25001": {25001, "Unable to access identity", "dynamic", plaidCalls},
	"25002": {25002, "Name could not be verified with Plaid Identity", "contact", plaidCalls},
	"25003": {25003, "Could not find a matching account with Plaid Identity", "contact", plaidCalls},
	"7300":  {7300, "Exceeds 24 hour ACH contribution limit", "amount", contributionCalls},
	"7301":  {7301, "Exceeds 7 day ACH contribution limit", "amount", contributionCalls},
	"7302":  {7302, "Exceeds 30 day ACH contribution limit", "amount", contributionCalls},
	"7304":  {7304, "included in active batch", "status", []string{"POST /v2/funds-transfers/{id}/cancel"}},
	"39000": {39000, "Outgoing wire not allowed", "country", []string{"POST /v2/disbursements"}},
	"39001": {39001, "Insufficient funds", "amount", verificationCalls},
}

var (
	contributionCalls = []string{"POST /v2/contributions", "POST /v2/contributions/sandbox/timeout"}
	plaidCalls        = append([]string{"POST /v2/funds-transfer-methods"}, contributionCalls...)
	verificationCalls = []string{"POST /v2/disbursement-owner-verifications/{id}", "POST /v2/disbursement-authorizations/{id}/sandbox/verify-owner",
		"POST /v2/disbursements/{id}/sandbox/authorize", "GET /v2/disbursement-authorizations/{id}/sandbox/authorize",
		"POST /v2/disbursement-authorizations/{id}/sandbox/authorize"}
)

// forcedCode is the refusal that the scenario wants of this call, if any. The
// handler asks at the moment at which it would refuse by itself.
func (c *ptCall) forcedCode() *ptFail {
	for _, f := range c.forced {
		if code, ok := ptCodes[f.Kind]; ok && slices.Contains(code.on, c.route.name()) {
			return code.fail("")
		}
	}
	return nil
}

func (c ptCode) fail(detail string) *ptFail {
	if detail == "" {
		detail = c.title
	}
	return &ptFail{Status: http.StatusUnprocessableEntity, Code: c.code, Title: c.title, Detail: detail,
		Source: &ptSource{Pointer: "/data/attribute/" + c.pointer}}
}

func (f *ptFail) reply() reply {
	rep := jsonReply(f.Status, ptType, struct {
		Errors []*ptFail `json:"errors"`
	}{[]*ptFail{f}})
	if f.Code != 0 {
		rep.code = strconv.Itoa(f.Code)
	}
	return rep
}
