package fake

import "linkdesk/flow"

// money is the part of Happy about the partner's account and money.
func money(c flow.Case, e flow.Effect, call flow.Call) []flow.Event {
	switch e.Kind {
	case flow.OpenNewAccount:
		return []flow.Event{flow.AccountOpened{Opened: flow.OpenedAccount{AccountID: "0a6d1f6e-0000-4000-8000-000000000001",
			ContactID: "0a6d1f6e-0000-4000-8000-000000000002", AccountStatus: "pending"}, Call: call}}
	case flow.MakeContribution, flow.MakeDisbursement:
		return []flow.Event{flow.TransferMade{Transfer: Made(*c.Wish), Call: call}}
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
func Made(w flow.Wish) flow.Transfer {
	t := flow.Transfer{ID: "77c5a1de-0000-4000-8000-000000000001", Kind: w.Kind, Order: "5b2e40c7-0000-4000-8000-000000000001",
		Amount: w.Amount, Status: "pending", Created: "2026-11-22T11:59:00Z"}
	if w.Kind == flow.Disbursement {
		t.ID, t.Order = "77c5a1de-0000-4000-8000-000000000002", "5b2e40c7-0000-4000-8000-000000000002"
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
