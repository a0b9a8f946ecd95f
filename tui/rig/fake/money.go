package fake

import (
	"strconv"
	"time"

	"linkdesk/flow"
)

// money is the part of Happy about the partner's account and money.
func money(c flow.Case, e flow.Effect, call flow.Call) []flow.Event {
	switch e.Kind {
	case flow.OpenNewAccount:
		return []flow.Event{flow.AccountOpened{Opened: flow.OpenedAccount{AccountID: "0a6d1f6e-0000-4000-8000-000000000001",
			ContactID: "0a6d1f6e-0000-4000-8000-000000000002", AccountStatus: "pending"}, Call: call}}
	case flow.MakeContribution, flow.MakeDisbursement:
		return []flow.Event{flow.TransferMade{Transfer: another(*c.Wish, c.Transfers), Call: call}}
	case flow.CancelTransfer:
		t, _ := c.Transfer(c.Wish.Transfer)
		t.Status, t.CancelledAt = "cancelled", "2026-11-22T12:00:00Z"
		return []flow.Event{flow.TransferChanged{Transfer: t, Call: call}}
	case flow.VerifyOwner:
		t, _ := c.Transfer(c.Wish.Transfer)
		return []flow.Event{flow.TransferChanged{Transfer: t, Call: call}}
	case flow.DeactivateMethod:
		s := *c.Submission
		s.Inactive = true
		return []flow.Event{flow.MethodDeactivated{Submission: s, Call: call}}
	case flow.PlaySandboxAct:
		return []flow.Event{flow.SandboxPlayed{Act: *c.Wish.Act, Call: call}}
	}
	return nil
}

// Made is the transfer that comes of a wish.
func Made(w flow.Wish) flow.Transfer { return another(w, nil) }

// another is the transfer that comes of a wish after others. Odd numbers in its ids pull, even
// ones pay.
func another(w flow.Wish, before []flow.Transfer) flow.Transfer {
	number := 1
	if w.Kind == flow.Disbursement {
		number = 2
	}
	for _, t := range before {
		if t.Kind == w.Kind {
			number += 2
		}
	}
	n := "-0000-4000-8000-00000000000" + strconv.Itoa(number)
	t := flow.Transfer{ID: "77c5a1de" + n, Kind: w.Kind, Order: "5b2e40c7" + n,
		Amount: w.Amount, Status: "pending", Created: "2026-11-22T11:59:00Z"}
	if w.Kind == flow.Disbursement {
		t.AuthorizationID, t.Authorization, t.VerificationKind = "da000000-0000-4000-8000-000000000001", "pending", "email"
		t.Holds = []flow.Hold{{Type: "aml_check", Status: "pending"}, {Type: "disbursement_authorization", Status: "pending"}}
	}
	return t
}

// moneyPath is where such a call goes.
func moneyPath(k flow.EffectKind) string {
	switch k {
	case flow.OpenNewAccount:
		return "/v2/accounts"
	case flow.MakeContribution:
		return "/v2/contributions"
	case flow.MakeDisbursement:
		return "/v2/disbursements"
	case flow.CancelTransfer:
		return "/v2/funds-transfers/{id}/cancel"
	}
	return "/v2"
}

// OnRoad are the effects of the road itself, in order: what every case does once.
func OnRoad() []flow.EffectKind {
	return []flow.EffectKind{flow.CreateLinkToken, flow.OpenLink, flow.ExchangePublicToken, flow.ReadAccounts,
		flow.CreateProcessorToken, flow.Submit, flow.Follow}
}

// Application is a person's application that Prime Trust would take.
func Application() flow.Application {
	return flow.Application{AccountName: "Avery Quinn", Signature: "Avery Quinn", Owner: flow.Person{
		Name: "Avery Quinn", Email: "avery@example.com", Phone: "+1 415 555 0123", DateOfBirth: "1985-03-07",
		TaxID: "123456789", TaxCountry: "US", TaxState: "NY",
		Address: flow.Address{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"}}}
}

// Ledgered is a script whose looks at the partner also show a ledger. What the ledger says of the
// transfers replaces those of the case, as in the real thing.
func Ledgered(script Script, ledger func(flow.Case) *flow.Ledger) Script {
	return func(c flow.Case, e flow.Effect) []flow.Event {
		out := script(c, e)
		if len(out) > 0 {
			if f, ok := out[0].(flow.Followed); ok {
				f.Ledger = ledger(c)
				out[0] = f
			}
		}
		return out
	}
}

// Standing is an account that is open, with a contact that is cleared.
func Standing() *flow.Standing {
	return &flow.Standing{AccountName: "Avery Quinn", AccountStatus: "opened", ContactName: "Avery Quinn",
		CIPCleared: true, AMLCleared: true, IdentityConfirmed: true}
}

// Follow says when the desk looks at a case by itself.
func (d *Desk) Follow(id flow.CaseID, at time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.looks == nil {
		d.looks = map[flow.CaseID]time.Time{}
	}
	d.looks[id] = at
}

// NextLook is when the desk looks at a case by itself; false when a test has not said so.
func (d *Desk) NextLook(id flow.CaseID) (time.Time, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	at, ok := d.looks[id]
	return at, ok
}
