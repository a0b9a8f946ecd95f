package sim

import (
	"net/http"
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

// ptCode is a numbered refusal. Coded errors point with the singular
// "attribute"; the title is repeated as the detail when there is no other.
type ptCode struct {
	code           int
	title, pointer string
}

// ptCodes are the codes of POST /v2/funds-transfer-methods.
var ptCodes = map[string]ptCode{
	"25000": {25000, "Unable to access identity", "dynamic"},
	"25001": {25001, "Unable to access identity", "dynamic"},
	"25002": {25002, "Name could not be verified with Plaid Identity", "contact"},
	"25003": {25003, "Could not find a matching account with Plaid Identity", "contact"},
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
