package primetrust

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"

	"linkdesk/flow"
)

var (
	_ flow.Treasury       = (*Client)(nil)
	_ flow.SandboxPartner = (*Client)(nil)
)

// order is the body of a contribution or a disbursement. A struct, since the order of its
// members is the order of the bytes.
type order struct {
	Data struct {
		Type       string `json:"type"`
		Attributes struct {
			AccountID string `json:"account-id"`
			Amount    string `json:"amount"` // a string, so that nobody on the way makes a float of it
			ContactID string `json:"contact-id"`
			MethodID  string `json:"funds-transfer-method-id"`
		} `json:"attributes"`
	} `json:"data"`
}

// orderBody is the same for the same request, byte for byte.
func orderBody(req flow.MoveRequest) []byte {
	var o order
	o.Data.Type = "contributions"
	if req.Kind == flow.Disbursement {
		o.Data.Type = "disbursements"
	}
	a := &o.Data.Attributes
	a.AccountID, a.ContactID, a.MethodID, a.Amount = req.Party.PartnerAccount, req.Party.PartnerContact, req.Method, req.Amount.Decimal()
	out, err := json.Marshal(o)
	if err != nil {
		panic("primetrust: a struct of strings does not marshal: " + err.Error())
	}
	return out
}

// MoveDigest is the hex SHA-256 of the body that Move sends for req. The key is not part of it.
func (c *Client) MoveDigest(req flow.MoveRequest) string {
	sum := sha256.Sum256(orderBody(req))
	return hex.EncodeToString(sum[:])
}

// Move posts a contribution or a disbursement over the party's funds-transfer-method, and
// returns its funds-transfer. An answer about another amount, direction or method is an Unknown
// fault: something was made, and it is not what was asked for.
func (c *Client) Move(ctx context.Context, req flow.MoveRequest) (flow.Transfer, flow.Call, error) {
	op, where := flow.MakeContribution, place{base: contributionsPath, query: "?include=funds-transfer"}
	if req.Kind == flow.Disbursement {
		op, where = flow.MakeDisbursement, place{base: disbursementsPath, query: "?include=funds-transfer,disbursement-authorization"}
	}
	r := request{op: string(op), method: http.MethodPost, path: where.base + where.query, key: req.Key}
	if f := checkMove(r.op, req); f != nil {
		return flow.Transfer{}, flow.Call{Endpoint: r.method + " " + where.base}, f
	}
	r.body = orderBody(req)
	a, f := c.write(ctx, r, where)
	if f != nil {
		return flow.Transfer{}, a.call, f
	}
	t, f := c.made(ctx, r, a, req)
	if f != nil {
		return flow.Transfer{}, a.call, f
	}
	return t, a.call, nil
}

// checkMove refuses what would be refused, or worse accepted, before it is sent.
func checkMove(op string, req flow.MoveRequest) *flow.Fault {
	if f := checkKey(op, req.Key); f != nil {
		return f
	}
	if req.Kind != flow.Contribution && req.Kind != flow.Disbursement {
		return flow.Faultf(op, flow.Internal, "INTERNAL", "money is moved by a contribution or a disbursement")
	}
	if f := checkID(op, "funds-transfer-method", req.Method); f != nil {
		return f
	}
	if err := req.Party.Validate(true); err != nil {
		return flow.FaultOf(err, op)
	}
	if req.Amount.Currency != flow.USD {
		return flow.Faultf(op, flow.Input, "BAD_AMOUNT", "ACH moves US dollars only")
	}
	if _, err := flow.ParseAmount(req.Amount.Decimal()); err != nil {
		return flow.FaultOf(err, op)
	}
	return nil
}
