package primetrust

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"linkdesk/flow"
)

const methodsPath = "/v2/funds-transfer-methods"

var uuid4 = regexp.MustCompile(`^(?i)[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)

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

// method is what the road reads of a funds-transfer-method.
type method struct {
	Inactive    *bool `json:"inactive"`
	BankName    text  `json:"bank-name"`
	AccountType text  `json:"bank-account-type"`
	LastFour    text  `json:"last-4"`
}

// Submit posts the processor token as a funds-transfer-method of the party's contact. Under
// X-Idempotent-ID-V2 Prime Trust runs a key once and repeats its first answer, refusals too.
func (c *Client) Submit(ctx context.Context, req flow.SubmitRequest) (flow.Submission, flow.Call, error) {
	r := request{op: string(flow.Submit), method: http.MethodPost, path: methodsPath + "?include=bank", key: req.Key}
	if f := c.checkSubmit(req); f != nil {
		return flow.Submission{}, flow.Call{Endpoint: r.method + " " + methodsPath}, f
	}
	r.body = body(req)
	a, f := c.do(ctx, r)
	if f != nil {
		return flow.Submission{}, a.call, f
	}
	if a.call.HTTPStatus == http.StatusAccepted {
		return c.accepted(ctx, r, a)
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
	if !uuid4.MatchString(req.Key) {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "the idempotency key of the submission is not a version 4 UUID")
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
	var doc document[method]
	if err := json.Unmarshal(a.body, &doc); err != nil {
		return flow.Submission{}, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer to the submission cannot be read: "+err.Error())
	}
	if doc.Data.ID == "" {
		return flow.Submission{}, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer to the submission names no funds-transfer-method")
	}
	m := doc.Data.Attributes
	s := flow.Submission{
		ID: flow.CleanID(doc.Data.ID), BankName: m.BankName.clean(), LastFour: lastFour(m.LastFour.clean()),
		AccountType: m.AccountType.clean(), Inactive: m.Inactive != nil && *m.Inactive,
	}
	// The method's own bank-name may be null; the display name is the included bank's.
	type bank struct {
		Name text `json:"name"`
	}
	if b, err := included[method, bank](doc, "banks"); b != nil && err == nil && b.Name != "" {
		s.BankName = b.Name.clean()
	}
	return s, nil
}

// lastFour keeps what its name says, should the answer ever hold more of the number.
func lastFour(s string) string {
	r := []rune(s)
	return string(r[max(0, len(r)-4):])
}

// accepted follows a 202, which says that the method is there, or will be, at the address
// in a header. Whatever goes wrong from here on, the submission itself was taken.
func (c *Client) accepted(ctx context.Context, r request, a answer) (flow.Submission, flow.Call, error) {
	where := a.header.Get("Content-Location")
	if where == "" {
		where = a.header.Get("Location")
	}
	u, err := url.Parse(where)
	id, ok := "", false
	if err == nil && (u.Host == "" || u.Host == c.base.Host) {
		id, ok = strings.CutPrefix(u.Path, methodsPath+"/")
	}
	if !ok || id == "" || strings.Contains(id, "/") {
		return flow.Submission{}, a.call, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust accepted the submission and did not say where its result is")
	}
	got, f := c.do(ctx, request{op: r.op, method: http.MethodGet, path: methodsPath + "/" + url.PathEscape(id) + "?include=bank"})
	var s flow.Submission
	if f == nil {
		s, f = c.submission(r, got)
	}
	if f != nil {
		f.Kind, f.Who = flow.Unknown, flow.Operator
		f.Message = "Prime Trust accepted the submission, and its result could not be read: " + f.Message
		return flow.Submission{}, got.call, f
	}
	return s, got.call, nil
}
