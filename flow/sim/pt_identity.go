package sim

import "strings"

// plaidToken is the processor token of a request. With a public token Prime
// Trust's own client at Plaid did the exchange and made itself one.
func (t *tx) plaidToken(req *methodRequest) (string, *plaidFail) {
	if req.PlaidPublicToken == "" {
		return req.PlaidProcessorToken, nil
	}
	pub, ok := t.w.Publics.get(req.PlaidPublicToken)
	if !ok || t.now.After(pub.ExpiresAt) {
		return "", failCode("INVALID_PUBLIC_TOKEN")
	}
	it, ok := t.w.Items.get(pub.ItemID)
	if !ok || it.Removed {
		return "", failCode("ITEM_NOT_FOUND")
	}
	token := &processorToken{Token: "processor-sandbox-" + t.w.IDs.uuid(), ItemID: it.ID, AccountID: req.PlaidAccountID, Processor: "prime_trust"}
	t.w.Processors.put(token)
	pub.Exchanged, it.HasProcessor, t.changed = true, true, true
	return token.Token, nil
}

// bankAccount is what Prime Trust asks Plaid about a token: the account with
// its numbers and, where the organization wants it, whose it is.
func (t *tx) bankAccount(req *methodRequest, contact *ptContact) (a account, it *item, f *ptFail) {
	token, refused := t.plaidToken(req)
	if refused == nil && t.ofAnother(token) {
		refused = failCode("INVALID_PROCESSOR_TOKEN")
	}
	if refused == nil {
		a, it, refused = t.processorAuth(token)
	}
	switch {
	case refused == nil && t.s.opts.VerifyNames:
		return a, it, t.sameName(token, contact)
	case refused == nil:
		return a, it, nil
	case refused.Code == "INVALID_ACCOUNT_ID" && t.s.opts.VerifyNames:
		// The token is good and its account is no longer among the Item's.
		return a, it, ptCodes["25003"].fail("")
	}
	return a, it, plaidRefused("25001", refused)
}

// ofAnother reports a token that was made for another partner: Plaid answers it to
// that partner's keys alone. A token of /sandbox/processor_token/create has none.
func (t *tx) ofAnother(token string) bool {
	pt, ok := t.w.Processors.get(token)
	return ok && pt.Processor != "prime_trust" && pt.Processor != sandboxProcessor
}

// sameName compares the first and the last name of a person with those of the
// account's owners. A company is not compared: the organization's switch is
// about first and last names. Identity must be had all the same.
func (t *tx) sameName(token string, contact *ptContact) *ptFail {
	it, _, f := t.processorRead(token, "identity")
	if f == nil && it.typedByHand() {
		f = failCode("PRODUCTS_NOT_SUPPORTED")
	}
	if f != nil {
		return plaidRefused("25000", f)
	}
	if contact.Given.ContactType != "natural_person" {
		return nil
	}
	first, last := ends(contact.Given.Name)
	for _, name := range sandboxOwner().Names {
		if ownFirst, ownLast := ends(name); strings.EqualFold(first, ownFirst) && strings.EqualFold(last, ownLast) {
			return nil
		}
	}
	return ptCodes["25002"].fail("")
}

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
