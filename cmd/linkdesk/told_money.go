package main

import (
	"fmt"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// toldMoney is an event about the partner's account or money.
func toldMoney(ev flow.Event) string {
	switch e := ev.(type) {
	case flow.AccountAsked:
		return "a new Prime Trust account is wanted: " + e.AccountName
	case flow.AccountOpened:
		return "account " + e.Opened.AccountID + " opened with contact " + e.Opened.ContactID + ", status " + e.Opened.AccountStatus
	case flow.MoneyAsked:
		return flow.WishWords(e) + ", by " + e.By
	case flow.TransferMade:
		return toldTransfer(e.Transfer)
	case flow.TransferChanged:
		return toldTransfer(e.Transfer)
	case flow.MethodDeactivated:
		return "the funds-transfer-method was deactivated"
	case flow.GivenUp:
		return doing(e.Effect) + ": never arrived, on the word of " + e.By + "; its key is given up"
	case flow.Noted:
		return "note: " + kit.Quote(e.Text)
	case flow.SandboxPlayed:
		return "sandbox call made: " + e.Act.Act
	}
	return string(ev.Kind())
}

func toldTransfer(t flow.Transfer) string {
	_, words := t.Waits()
	return words + " (funds-transfer " + t.ID + ")"
}

// doingMoney is an effect about the partner's account or money in words.
func doingMoney(k flow.EffectKind) string {
	switch k {
	case flow.OpenNewAccount:
		return "asks Prime Trust to open the account"
	case flow.MakeContribution:
		return "asks Prime Trust to pull the money"
	case flow.MakeDisbursement:
		return "asks Prime Trust to pay the money out"
	case flow.CancelTransfer:
		return "cancels the transfer"
	case flow.VerifyOwner:
		return "asks Prime Trust to write to the owner again"
	case flow.DeactivateMethod:
		return "deactivates the funds-transfer-method"
	case flow.PlaySandboxAct:
		return "makes the sandbox call"
	}
	return string(k)
}

// available is what the bank says is there in the accounts that can be used.
func available(accounts []flow.Account) string {
	var out string
	for _, a := range flow.UsableAccounts(accounts) {
		if a.Available != nil {
			out += fmt.Sprintf("; …%s has %s", a.Mask, a.Available)
		}
	}
	return out
}
