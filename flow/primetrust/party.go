package primetrust

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// PartyCheck is what Prime Trust knows of a counterparty.
type PartyCheck struct {
	AccountName   string
	AccountStatus string // "opened", or "pending" and "incomplete": then money can come in and not leave
	ContactName   string // Prime Trust compares it with the owner's name at the bank
	Cleared       bool   // the contact passed both identity and money-laundering checks
}

// checkOp names the check in faults.
const checkOp = "party_check"

// CheckParty reads the party's account and contact, so that a wrong id is found before a
// customer is sent to Link. An account in review passes: it takes deposits, and is opened
// meanwhile. It returns a Refused fault ACCOUNT_NOT_OPEN for an account that is closed, being
// closed or in no status that is known, with what was found, and the faults of any call: 404 for
// an id that does not exist.
func (c *Client) CheckParty(ctx context.Context, p flow.Party) (PartyCheck, flow.Call, error) {
	var out PartyCheck
	if err := p.Validate(true); err != nil {
		return out, flow.Call{}, flow.FaultOf(err, checkOp)
	}
	var account struct {
		Name   text `json:"name"`
		Status text `json:"status"`
	}
	call, f := c.show(ctx, "/v2/accounts/", p.PartnerAccount, &account)
	if f != nil {
		return out, call, f
	}
	out.AccountName, out.AccountStatus = account.Name.clean(), account.Status.clean()
	if !takesMoney(out.AccountStatus) {
		return out, call, &flow.Fault{Op: checkOp, Kind: flow.Refused, Code: "ACCOUNT_NOT_OPEN", Who: flow.Operator,
			Message:   "the Prime Trust account is " + quoted(out.AccountStatus) + ", so it takes no money",
			RequestID: call.RequestID, HTTPStatus: call.HTTPStatus}
	}
	var contact struct {
		Name text `json:"name"`
		CIP  bool `json:"cip-cleared"`
		AML  bool `json:"aml-cleared"`
	}
	if call, f = c.show(ctx, "/v2/contacts/", p.PartnerContact, &contact); f != nil {
		return out, call, f
	}
	out.ContactName, out.Cleared = contact.Name.clean(), contact.CIP && contact.AML
	return out, call, nil
}

// takesMoney: "incomplete" is an account that was just made, which moves on to "pending" by itself.
func takesMoney(status string) bool {
	return status == "opened" || status == "pending" || status == "incomplete"
}

// show reads the attributes of one resource.
func (c *Client) show(ctx context.Context, path, id string, into any) (flow.Call, *flow.Fault) {
	r := request{op: checkOp, method: http.MethodGet, path: path + url.PathEscape(id)}
	a, f := c.do(ctx, r)
	if f != nil {
		return a.call, f
	}
	var doc document[fields]
	err := json.Unmarshal(a.body, &doc)
	if err == nil {
		err = doc.Data.Attributes.into(into)
	}
	if err != nil || !strings.EqualFold(doc.Data.ID, id) {
		return a.call, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer is not about "+path+id)
	}
	return a.call, nil
}

func quoted(status string) string {
	if status == "" {
		return "in no known status"
	}
	return `"` + status + `"`
}
