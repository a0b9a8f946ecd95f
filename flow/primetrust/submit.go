package primetrust

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"

	"linkdesk/flow"
)

const methodsPath = "/v2/funds-transfer-methods"

// newMethod is the body of a submission, in the variant "ACH via Plaid processor token":
// account number, routing number and account type must be left out, because Prime Trust
// reads them from Plaid. A struct, since the order of its members is the order of the bytes.
type newMethod struct {
	Data struct {
		Type       string `json:"type"`
		Attributes struct {
			CheckType    string `json:"ach-check-type"`
			ContactID    string `json:"contact-id"`
			TransferType string `json:"funds-transfer-type"`
			Token        string `json:"plaid-processor-token"`
		} `json:"attributes"`
	} `json:"data"`
}

// body is the same for the same request, byte for byte.
func body(req flow.SubmitRequest) []byte {
	var m newMethod
	m.Data.Type = "funds-transfer-methods"
	a := &m.Data.Attributes
	a.CheckType, a.ContactID, a.TransferType = "personal", req.Party.PartnerContact, "ach"
	if req.Party.Business {
		a.CheckType = "business"
	}
	req.Token.Use(func(b []byte) { a.Token = string(b) })
	out, err := json.Marshal(m)
	if err != nil {
		panic("primetrust: a struct of strings does not marshal: " + err.Error())
	}
	return out
}

// SubmitDigest is the hex SHA-256 of the body that Submit sends for req. The key is not
// part of it.
func (c *Client) SubmitDigest(req flow.SubmitRequest) string {
	sum := sha256.Sum256(body(req))
	return hex.EncodeToString(sum[:])
}

// Submit posts the processor token as a funds-transfer-method of the party's contact. Under
// X-Idempotent-ID-V2 Prime Trust runs a key once and repeats its first answer, refusals too.
func (c *Client) Submit(ctx context.Context, req flow.SubmitRequest) (flow.Submission, flow.Call, error) {
	r := request{op: string(flow.Submit), method: http.MethodPost, path: methodsPath + "?include=bank", key: req.Key}
	if f := c.checkSubmit(req); f != nil {
		return flow.Submission{}, flow.Call{Endpoint: r.method + " " + methodsPath}, f
	}
	r.body = body(req)
	a, f := c.write(ctx, r, place{base: methodsPath, query: "?include=bank"})
	if f != nil {
		return flow.Submission{}, a.call, f
	}
	s, f := c.submission(r, a)
	if f != nil {
		return s, a.call, f
	}
	return s, a.call, nil
}

// checkSubmit refuses what would be refused, or worse accepted, before it is sent.
func (c *Client) checkSubmit(req flow.SubmitRequest) *flow.Fault {
	op := string(flow.Submit)
	if f := checkKey(op, req.Key); f != nil {
		return f
	}
	if req.Token.Empty() {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "there is no processor_token to submit")
	}
	if err := req.Party.Validate(true); err != nil {
		return flow.FaultOf(err, op)
	}
	want, other := "sandbox", "production"
	if c.env == flow.Production {
		want, other = other, want
	}
	var wrong bool
	req.Token.Use(func(b []byte) { wrong = strings.HasPrefix(string(b), "processor-"+other+"-") })
	if wrong {
		return flow.Faultf(op, flow.Config, "WRONG_ENVIRONMENT", "the processor_token belongs to %s and this case to %s; it was not sent", other, want)
	}
	return nil
}

func (c *Client) submission(r request, a answer) (flow.Submission, *flow.Fault) {
	var doc document[fields]
	err := json.Unmarshal(a.body, &doc)
	m := doc.Data.Attributes
	inactive, _ := m.flag("inactive")
	s := flow.Submission{
		ID: flow.CleanID(doc.Data.ID), BankName: m.text("bank-name"), LastFour: lastFour(m.text("last-4")),
		AccountType: m.text("bank-account-type"), Inactive: inactive,
	}
	if err == nil {
		err = m.err
	}
	switch {
	case err != nil:
		return flow.Submission{}, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer about the funds-transfer-method cannot be read: "+shape(err))
	case doc.Data.ID == "":
		return flow.Submission{}, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer names no funds-transfer-method")
	}
	// The method's own bank-name may be null; the display name is the included bank's.
	if b, err := included[fields, fields](doc, "banks"); b != nil && err == nil && b.text("name") != "" {
		s.BankName = b.text("name")
	}
	return s, nil
}

// lastFour keeps what its name says, should the answer ever hold more of the number.
func lastFour(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-4):])
}
