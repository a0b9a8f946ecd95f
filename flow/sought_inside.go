package flow

import "strings"

func transfersIn(ev Event) []Transfer {
	switch e := ev.(type) {
	case TransferMade:
		return []Transfer{e.Transfer}
	case TransferChanged:
		return []Transfer{e.Transfer}
	case Followed:
		if e.Ledger != nil {
			return e.Ledger.Transfers
		}
	}
	return nil
}

// amount is a sum of money, and of what.
type amount struct {
	Money
	of string
}

func amountsIn(ev Event) []amount {
	var out []amount
	if e, is := ev.(MoneyAsked); is {
		out = append(out, amount{e.Wish.Amount, "a " + string(e.Wish.Kind) + " that was asked for"})
	}
	for _, t := range transfersIn(ev) {
		out = append(out, amount{t.Amount, "a " + string(t.Kind)})
		if t.Reversed != nil {
			out = append(out, amount{*t.Reversed, "a " + string(t.Kind) + " that was sent back"})
		}
	}
	return out
}

// masksIn are the last digits of all accounts that an event names.
func masksIn(ev Event) []string {
	var out []string
	read := func(all []Account) {
		for _, a := range all {
			out = append(out, a.Mask)
		}
	}
	shared := func(all []LinkAccount) {
		for _, a := range all {
			out = append(out, a.Mask)
		}
	}
	switch e := ev.(type) {
	case AccountsRead:
		read(e.Accounts)
	case ItemRead:
		read(e.Accounts)
	case LinkSucceeded:
		shared(e.Accounts)
	case Relinked:
		shared(e.Accounts)
	case AccountChosen:
		out = append(out, e.Mask)
	case Submitted:
		out = append(out, e.Submission.LastFour)
	}
	return out
}

// allIn reports that a text has all words, upper and lower case being one.
func allIn(text, words string) bool {
	for word := range strings.FieldsSeq(words) {
		if !has(text, word) {
			return false
		}
	}
	return true
}
