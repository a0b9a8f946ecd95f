package primetrust

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"

	"linkdesk/flow"
)

// Follow reads the funds-transfer-method with its plaid-item. A method has no status of
// its own: it is usable unless it is inactive or its bank login is broken.
func (c *Client) Follow(ctx context.Context, submissionID string) (flow.FollowUp, flow.Call, error) {
	r := request{op: string(flow.Follow), method: http.MethodGet, path: methodsPath + "/" + url.PathEscape(submissionID) + "?include=plaid-item"}
	if submissionID == "" || strings.Trim(submissionID, ".") == "" {
		return flow.FollowUp{}, flow.Call{Endpoint: r.method + " " + methodsPath}, flow.Faultf(r.op, flow.Internal, "INTERNAL", "there is no submission to follow")
	}
	a, f := c.do(ctx, r)
	if f != nil {
		return flow.FollowUp{}, a.call, f
	}
	var doc document[fields]
	if err := json.Unmarshal(a.body, &doc); err != nil {
		return flow.FollowUp{}, a.call, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer about the funds-transfer-method cannot be read: "+shape(err))
	}
	inactive, told := doc.Data.Attributes.flag("inactive")
	// Without its one flag the answer must not pass for a usable method.
	if !strings.EqualFold(doc.Data.ID, submissionID) || !told {
		return flow.FollowUp{}, a.call, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "Prime Trust's answer is not about this funds-transfer-method, or does not say whether it is inactive")
	}
	item, err := plaidItemIn(doc)
	if err != nil {
		return flow.FollowUp{}, a.call, c.fault(r, a, flow.Unknown, "ANSWER_UNREADABLE", "what Prime Trust says of the bank login cannot be read: "+shape(err))
	}
	return followUp(inactive, item), a.call, nil
}

// plaidItem is Prime Trust's record of the bank login behind a method.
type plaidItem struct{ Disabled, Reauthentication bool }

// plaidItemIn is nil when the answer brought none.
func plaidItemIn(doc document[fields]) (*plaidItem, error) {
	f, err := included[fields, fields](doc, "plaid-items")
	if f == nil || err != nil {
		return nil, err
	}
	item := plaidItem{Disabled: f.is("disabled"), Reauthentication: f.is("reauthentication-required")}
	return &item, f.err
}

// followUp puts the flags into words and names who must act. item is nil when the answer
// held none.
func followUp(inactive bool, item *plaidItem) flow.FollowUp {
	known := item != nil
	if !known {
		item = &plaidItem{}
	}
	out := flow.FollowUp{Inactive: inactive, ReauthenticationRequired: item.Reauthentication}
	switch {
	case inactive:
		out.Who, out.Detail = flow.Operator, "Prime Trust has set the funds-transfer-method inactive; ask there why, or submit another account"
	case item.Disabled:
		out.Who, out.Detail = flow.Customer, "the link to the bank was removed; the customer has to link again"
	case item.Reauthentication:
		out.Who, out.Detail = flow.Customer, "the bank wants the customer to log in again"
	default:
		out.Usable, out.Who, out.Detail = true, flow.Nobody, "the account can be used"
		if !known {
			out.Detail = "the account can be used; Prime Trust said nothing about the bank login"
		}
	}
	return out
}
