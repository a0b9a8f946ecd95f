package primetrust

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"linkdesk/flow"
)

// made reads the transfer out of the answer to an order, or from where the answer says it is.
func (c *Client) made(ctx context.Context, r request, a answer, req flow.MoveRequest) (flow.Transfer, *flow.Fault) {
	var doc document[fields]
	if err := json.Unmarshal(a.body, &doc); err != nil {
		return flow.Transfer{}, c.unreadable(r, a, "Prime Trust's answer to the "+string(req.Kind)+" cannot be read: "+shape(err))
	}
	ft, err := transferOf(doc)
	if id := doc.Data.one("funds-transfer"); errors.Is(err, errNoTransfer) && id != "" {
		var f *flow.Fault
		if ft, f = c.fetch(ctx, r.op, id); f != nil {
			f.Kind, f.Who = flow.Unknown, flow.Operator
			f.Message = "Prime Trust took the " + string(req.Kind) + ", and its funds-transfer could not be read: " + f.Message
			return flow.Transfer{}, f
		}
		err = nil
	}
	var t flow.Transfer
	if err == nil {
		t, err = ft.transfer(flow.Transfer{Order: flow.CleanID(doc.Data.ID), AuthorizationID: doc.Data.one("disbursement-authorization")})
	}
	if err == nil {
		err = asAsked(doc.Data, ft, t, req)
	}
	if err != nil {
		return flow.Transfer{}, c.unreadable(r, a, "Prime Trust's answer to the "+string(req.Kind)+" of "+req.Amount.String()+" is not to be trusted: "+err.Error())
	}
	return t, nil
}

// transferOf finds the funds-transfer that came along with an order.
func transferOf(doc document[fields]) (fundsTransfer, error) {
	if doc.Data.ID == "" {
		return fundsTransfer{}, errors.New("it names no order")
	}
	id := doc.Data.one("funds-transfer")
	for _, r := range doc.Included {
		if !sameType(r.Type, "funds-transfers") || id != "" && !strings.EqualFold(flow.CleanID(r.ID), id) {
			continue
		}
		var f fields
		err := json.Unmarshal(r.Attributes, &f)
		return fundsTransfer{resource[fields]{r.Type, r.ID, f, r.Relationships}, doc.Included, true}, err
	}
	return fundsTransfer{}, errNoTransfer
}

// asAsked compares what was made with what was asked for.
func asAsked(o resource[fields], ft fundsTransfer, t flow.Transfer, req flow.MoveRequest) error {
	same := func(id, asked string) bool { return id == "" || strings.EqualFold(id, asked) }
	amount, asked := o.Attributes.money("amount", t.Amount.Currency), t.Amount
	if expected := ft.Attributes.money("amount-expected", t.Amount.Currency); expected != nil && t.Status != "pending" {
		asked = positive(*expected) // what was settled may be another amount by now
		amount = nil
	}
	switch {
	case o.Attributes.err != nil:
		return o.Attributes.err
	case t.Kind != req.Kind:
		return fmt.Errorf("the money goes the other way, as a %s", t.Kind)
	case asked != req.Amount, amount != nil && positive(*amount) != req.Amount:
		return fmt.Errorf("it names another amount, %s", t.Amount)
	case !same(o.one("funds-transfer-method"), req.Method), !same(ft.one("funds-transfer-method"), req.Method):
		return errors.New("it names another funds-transfer-method")
	case !same(o.one("account"), req.Party.PartnerAccount), !same(ft.one("account"), req.Party.PartnerAccount):
		return errors.New("it names another account")
	}
	return nil
}
