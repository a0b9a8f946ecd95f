package primetrust

import (
	"encoding/json"
	"errors"
	"strings"

	"linkdesk/flow"
)

const (
	transfersPath      = "/v2/funds-transfers"
	contributionsPath  = "/v2/contributions"
	disbursementsPath  = "/v2/disbursements"
	authorizationsPath = "/v2/disbursement-authorizations"

	// withTransfer is what a look at a transfer includes.
	withTransfer = "?include=contingent-holds,disbursement-authorization"
)

// fundsTransfer is a funds-transfer with what came along.
type fundsTransfer struct {
	resource[fields]
	included []resource[json.RawMessage]
	alone    bool // nothing else in the answer has holds
}

var (
	errNoTransfer  = errors.New("it names no funds-transfer")
	errNoAmount    = errors.New("it names no amount")
	errNoDirection = errors.New("it does not say which way the money goes")
)

// transfer reads a funds-transfer into what was known of it before: what the answer does not
// tell stays as it was, but for the status. The sign of the amount is its direction.
func (ft fundsTransfer) transfer(was flow.Transfer) (flow.Transfer, error) {
	f, t := &ft.Attributes, was
	if t.ID = flow.CleanID(ft.ID); strings.Trim(t.ID, ".") == "" {
		return was, errNoTransfer
	}
	currency := f.text("currency-type")
	if currency == "" {
		currency = flow.USD // the documented default
	}
	amount := f.money("amount", currency)
	// An unknown word is kept as it came: what it means is for people to find out.
	t.Status, t.Created = f.text("status"), f.moment("created-at")
	t.SettledAt, t.ClearsOn = f.moment("settled-at"), f.moment("clears-on")
	if t.ClearedAt = f.moment("contingencies-cleared-at"); t.ClearedAt == "" {
		t.ClearedAt = f.moment("contingencies-cleared-on")
	}
	t.CancelledAt, t.Cancellation = f.moment("cancelled-at"), f.prose("cancellation-details")
	t.ReversedAt, t.Reversal = f.moment("reversed-at"), f.prose("reversal-details")
	if t.Reversed = f.money("reversed-amount", currency); t.Reversed != nil {
		*t.Reversed = positive(*t.Reversed)
	}
	switch {
	case f.err != nil:
		return was, f.err
	case amount == nil:
		return was, errNoAmount
	}
	if t.Kind = ft.kind(*amount); t.Kind == "" {
		return was, errNoDirection
	}
	t.Amount = positive(*amount)
	if order := ft.one(string(t.Kind)); order != "" {
		t.Order = order
	}
	var err error
	if t.Holds, err = ft.holds(was.Holds); err == nil {
		err = ft.authorization(&t)
	}
	return t, err
}

func positive(m flow.Money) flow.Money {
	m.Minor = max(m.Minor, -m.Minor)
	return m
}

// kind is the direction: of the sign, or where there is none of what the transfer belongs to.
func (ft fundsTransfer) kind(amount flow.Money) flow.TransferKind {
	switch {
	case amount.Minor < 0:
		return flow.Disbursement
	case amount.Minor > 0:
		return flow.Contribution
	case ft.one("contribution") != "":
		return flow.Contribution
	case ft.one("disbursement") != "":
		return flow.Disbursement
	}
	return ""
}

// holds are those of this transfer. One that is named and not brought along is a hold of which
// nothing is known, so it is not cleared.
func (ft fundsTransfer) holds(was []flow.Hold) (out []flow.Hold, err error) {
	ids, told := ft.relation("contingent-holds")
	missing := make(map[string]bool, len(ids))
	for _, id := range ids {
		missing[id] = true
	}
	some := false
	for _, r := range ft.included {
		id := flow.CleanID(r.ID)
		if !sameType(r.Type, "contingent-holds") || told && !missing[id] || !told && !ft.alone && !strings.EqualFold(r.one("funds-transfer"), ft.ID) {
			continue
		}
		var f fields
		if err := json.Unmarshal(r.Attributes, &f); err != nil {
			return nil, err
		}
		h := flow.Hold{Type: f.text("hold-type"), Status: f.text("status"), Message: f.prose("message")}
		if f.err != nil {
			return nil, f.err
		}
		out, some = append(out, h), true
		delete(missing, id)
	}
	if !told && !some {
		return was, nil
	}
	for range missing {
		out = append(out, flow.Hold{Type: "not shown", Status: "unknown"})
	}
	return out, nil
}

// authorization reads how far the owner's word for a disbursement has come.
func (ft fundsTransfer) authorization(t *flow.Transfer) error {
	if id := ft.one("disbursement-authorization"); id != "" {
		t.AuthorizationID = id
	}
	for _, r := range ft.included {
		id := flow.CleanID(r.ID)
		if !sameType(r.Type, "disbursement-authorizations") || id == "" || !(strings.EqualFold(id, t.AuthorizationID) || ft.alone && t.AuthorizationID == "") {
			continue
		}
		var f fields
		if err := json.Unmarshal(r.Attributes, &f); err != nil {
			return err
		}
		t.AuthorizationID, t.Authorization, t.VerificationKind = id, f.text("status"), f.text("owner-verification-type")
		return f.err
	}
	return nil
}
