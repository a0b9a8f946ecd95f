package flow

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Look is what was known of the bank link at a moment.
type Look struct {
	Seq  uint32
	At   time.Time
	Item Item
	End  ItemEnd // that nothing can be done with it any more, and why
}

// Looks are how the bank link was when the last attempt was made, and how it was when it was last
// looked at, or ended; false where it never was. They are one look where nobody has looked since.
func Looks(records []Record) (then, last Look, ok bool) {
	attempted := false
	for _, r := range records {
		switch e := r.Event.(type) {
		case ItemExchanged: // what was known is of another bank link
			then, last, ok, attempted = Look{}, Look{}, false, false
		case AccountsRead:
			last, ok = Look{Seq: r.Seq, At: r.Time, Item: e.Item}, true
		case ItemRead:
			last, ok = Look{Seq: r.Seq, At: r.Time, Item: e.Item}, true
		case Relinked:
			last.Item.Error = nil
		case AccessTokenLost:
			last, ok = Look{r.Seq, r.Time, last.Item, ItemOutOfReach}, true
		case ItemRemoved:
			last, ok = Look{r.Seq, r.Time, last.Item, ItemGone}, true
		case Intent:
			if ok && !looking(e.Effect) {
				then, attempted = last, true
			}
		}
	}
	if !attempted {
		then = last
	}
	return then, last, ok
}

// looking reports work that asks how the bank link is or ends it, and so is no attempt to use it.
func looking(k EffectKind) bool {
	return slices.Contains([]EffectKind{ReadItem, ReadAccounts, Follow, RotateAccess, RemoveItem}, k)
}

// Words say how the bank link was, or what has become of it.
func (l Look) Words() string {
	switch l.End {
	case ItemGone:
		return "removed; every token of it is dead"
	case ItemOutOfReach:
		return "out of reach: its access_token was lost in a rotation"
	}
	return l.Item.Words()
}

// Words say how the bank link was.
func (i Item) Words() string {
	out := "works"
	if i.Error != nil {
		out = "broken: " + i.Error.Code
	}
	if i.Notice != "" {
		out += "; Plaid's last notice: " + i.Notice
	}
	if !i.ConsentExpires.IsZero() {
		out += "; consent ends " + i.ConsentExpires.UTC().Format(time.DateOnly)
	}
	return out
}

// BankLook is what Plaid said of a bank when an attempt there had failed. Where it could not be asked
// Fault says why.
type BankLook struct {
	Seq   uint32
	Bank  BankHealth
	Fault *Fault
}

// LastBankLook is the look that was made at the last failed attempt; false where none was.
func LastBankLook(records []Record) (out BankLook, ok bool) {
	for _, r := range records {
		if e, is := r.Event.(BankLooked); is {
			out, ok = BankLook{r.Seq, BankHealth{InstitutionID: e.InstitutionID, Name: e.Name, Products: e.Products, At: r.Time}, e.Fault}, true
		}
	}
	return out, ok
}

// Words say how the bank was, such as "item_logins DOWN (10% went well, 80% failed at the bank, 10% at
// Plaid)"; "" where Plaid did not say.
func (h BankHealth) Words() string {
	var parts []string
	for _, p := range h.Products {
		parts = append(parts, fmt.Sprintf("%s %s (%d%% went well, %d%% failed at the bank, %d%% at Plaid)", p.Product, p.Status, p.Success, p.BankErrors, p.PlaidErrors))
	}
	return strings.Join(parts, ", ")
}
