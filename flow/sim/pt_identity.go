package sim

import (
	"slices"
	"strings"
)

// plaidAccount is the account that a request's token stands for. With a public
// token Prime Trust's own client at Plaid did the exchange and made itself the
// processor token.
func (t *tx) plaidAccount(req *methodRequest) (account, *item, *plaidFail) {
	if req.PlaidPublicToken == "" {
		return t.processorAuth(req.PlaidProcessorToken)
	}
	pub, ok := t.w.Publics.get(req.PlaidPublicToken)
	if !ok || t.now.After(pub.ExpiresAt) {
		return account{}, nil, failCode("INVALID_PUBLIC_TOKEN")
	}
	it, ok := t.w.Items.get(pub.ItemID)
	if !ok || it.Removed {
		return account{}, nil, failCode("ITEM_NOT_FOUND")
	}
	token := &processorToken{Token: "processor-sandbox-" + t.w.IDs.uuid(), ItemID: it.ID, AccountID: req.PlaidAccountID, Processor: "prime_trust"}
	t.w.Processors.put(token)
	pub.Exchanged, it.HasProcessor, t.changed = true, true, true
	return t.processorAuth(token.Token)
}

// bankAccount is what Prime Trust asks Plaid about a token: the account with
// its numbers and, where the organization wants it, whose it is.
func (t *tx) bankAccount(req *methodRequest, contact *ptContact) (account, *item, *ptFail) {
	a, it, refused := t.plaidAccount(req)
	switch {
	case refused == nil && t.s.opts.VerifyNames:
		return a, it, t.sameName(it, contact)
	case refused == nil:
		return a, it, nil
	case refused.Code == "INVALID_ACCOUNT_ID" && t.s.opts.VerifyNames:
		// The token is good and its account is no longer among the Item's.
		return a, it, ptCodes["25003"].fail("")
	}
	return a, it, plaidRefused("25001", refused)
}

// sameName compares the first and the last name of a person. A company is not
// compared: the dossier speaks of first and last names only.
func (t *tx) sameName(it *item, contact *ptContact) *ptFail {
	if !slices.Contains(it.Products, "identity") {
		return plaidRefused("25000", failCode("INVALID_PRODUCT"))
	}
	if contact.Given.ContactType != "natural_person" {
		return nil
	}
	first, last := ends(contact.Given.Name)
	ownFirst, ownLast := ends(t.holder(it))
	if !strings.EqualFold(first, ownFirst) || !strings.EqualFold(last, ownLast) {
		return ptCodes["25002"].fail("")
	}
	return nil
}

// holder is the owner's name as Plaid's Identity tells it.
func (t *tx) holder(*item) string { return accountHolder }

// ends are the first and the last word of a name.
func ends(name string) (first, last string) {
	words := strings.Fields(name)
	if len(words) == 0 {
		return "", ""
	}
	return words[0], words[len(words)-1]
}

// methodTrouble is what Plaid says of the Item behind a method: money is not
// pulled over one that is broken or gone.
func (t *tx) methodTrouble(m *ptMethod) *ptFail {
	i, ok := t.w.PlaidItems.get(m.PlaidItemID)
	if !ok {
		return nil
	}
	it, ok := t.w.Items.get(i.ItemID)
	if !ok || it.Removed {
		return plaidRefused("25001", failCode("ITEM_NOT_FOUND"))
	}
	if f := t.broken(it); f != nil {
		return plaidRefused("25001", f)
	}
	return nil
}

// plaidRefused carries Plaid's own code and message in two labelled parts.
func plaidRefused(code string, f *plaidFail) *ptFail {
	return ptCodes[code].fail("Error_message: " + f.Message + " Error Code: " + f.Code)
}
