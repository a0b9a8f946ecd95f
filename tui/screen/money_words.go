package screen

import (
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// moneyWords says what a piece of work about the partner's account or money is doing.
func moneyWords(k flow.EffectKind, name string) string {
	switch k {
	case flow.OpenNewAccount:
		return "opening the account at " + name
	case flow.MakeContribution:
		return "asking " + name + " to pull the money"
	case flow.MakeDisbursement:
		return "asking " + name + " to pay the money out"
	case flow.CancelTransfer:
		return "cancelling the transfer"
	case flow.VerifyOwner:
		return "asking " + name + " to write to the owner again"
	case flow.DeactivateMethod:
		return "deactivating the funds-transfer-method"
	case flow.PlaySandboxAct:
		return "making the sandbox call"
	}
	return string(k)
}

// describeMoney puts the events about the partner's account and money into words.
func describeMoney(e flow.Event) (line, bool) {
	switch e := e.(type) {
	case flow.AccountAsked:
		return wish("new account: "+e.AccountName, "for "+e.Party.LegalName+", by "+e.By)
	case flow.AccountOpened:
		return fact("account opened: "+e.Opened.AccountStatus, callWords(e.Call))
	case flow.MoneyAsked:
		return wish(flow.WishWords(e), "by "+e.By)
	case flow.TransferMade:
		return transferLine(e.Transfer, e.Call)
	case flow.TransferChanged:
		return transferLine(e.Transfer, e.Call)
	case flow.MethodDeactivated:
		return fact("funds-transfer-method deactivated", callWords(e.Call))
	case flow.GivenUp:
		return line{kit.Warn, "!", "given up: never arrived", string(e.Effect) + ", by " + e.By}, true
	case flow.Noted:
		return line{kit.Accent, "✎", "note: " + kit.Quote(e.Text), ""}, true
	case flow.SandboxPlayed:
		return fact("sandbox call made: "+e.Act.Act, callWords(e.Call))
	}
	return small(string(e.Kind()), "")
}

func transferLine(t flow.Transfer, call flow.Call) (line, bool) {
	_, words := t.Waits()
	if t.State() == flow.TransferUnknown || t.State() == flow.TransferReversed {
		return line{kit.Warn, "!", words, callWords(call)}, true
	}
	return fact(words, callWords(call))
}

// describeLook puts a look at the partner into words: the method, and what became of the money.
func describeLook(e flow.Followed) (line, bool) {
	word := "not usable"
	if e.FollowUp.Usable {
		word = "usable"
	}
	l := line{kit.Plain, "✓", "status: " + word, callWords(e.Call)}
	if e.Ledger == nil {
		return l, true
	}
	for _, t := range newestFirst(e.Ledger.Transfers) {
		cell := transferCell(t)
		_, state, _ := strings.Cut(cell.Text, " ")
		l.text += "; " + transferName(t) + " " + state
		if s := t.State(); s == flow.TransferReversed || s == flow.TransferUnknown {
			l.tone, l.sign = kit.Warn, "!"
		}
	}
	return l, true
}
