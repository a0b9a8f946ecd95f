package flow

var pull = Transfer{ID: "ft1", Kind: Contribution, Order: "co1", Amount: Money{2500, USD}, Status: "pending"}

var payment = Transfer{ID: "ft2", Kind: Disbursement, Order: "di1", Amount: Money{1000, USD}, Status: "pending",
	Holds: []Hold{{Type: "disbursement_authorization", Status: "pending"}}, AuthorizationID: "da1", Authorization: "pending"}

// money is what may follow on the road: every effect about money once.
func money() []Event {
	ask := func(k EffectKind, w Wish) []Event {
		return []Event{MoneyAsked{k, w, "operator"}, Intent{Effect: k, Attempt: 1, Key: "k-" + string(k), Digest: "d"}}
	}
	var all []Event
	all = append(all, ask(MakeContribution, Wish{Kind: Contribution, Amount: pull.Amount})...)
	all = append(all, TransferMade{Transfer: pull})
	all = append(all, ask(CancelTransfer, Wish{Transfer: pull.ID})...)
	cancelled := pull
	cancelled.Status = "cancelled"
	all = append(all, TransferChanged{Transfer: cancelled})
	all = append(all, ask(MakeDisbursement, Wish{Kind: Disbursement, Amount: payment.Amount})...)
	all = append(all, TransferMade{Transfer: payment})
	all = append(all, ask(VerifyOwner, Wish{Transfer: payment.ID})...)
	all = append(all, TransferChanged{Transfer: payment})
	act := SandboxAct{ActVerifyOwner, payment.AuthorizationID}
	all = append(all, ask(PlaySandboxAct, Wish{Act: &act})...)
	all = append(all, SandboxPlayed{Act: act}, Intent{Effect: Follow, Attempt: 1}, Followed{FollowUp: FollowUp{Usable: true, Who: Nobody}})
	all = append(all, BalancesAsked{}, Intent{Effect: ReadBalances, Attempt: 1}, BalancesRead{Accounts: twoAccounts})
	all = append(all, ask(DeactivateMethod, Wish{})...)
	return append(all, MethodDeactivated{Submission: Submission{ID: "ftm1", Inactive: true}})
}

// opening opens an account and a contact before the road goes on.
func opening() []Event {
	p := alice
	p.PartnerAccount, p.PartnerContact = "", ""
	return []Event{opened(Demo), AccountAsked{p, "Alberta Charleson", "operator"}, Intent{Effect: OpenNewAccount, Attempt: 1, Key: "k", Digest: "d"},
		AccountOpened{Opened: OpenedAccount{alice.PartnerAccount, alice.PartnerContact, "pending"}}, LinkTokenAsked{}}
}
