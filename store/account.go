package store

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"unicode"

	"linkdesk/flow"
)

// account is what makes two accounts of two Items the same account, as far as that can be
// known before the exchange: Plaid's account ids differ from Item to Item, and the number is
// not shown. The name is folded.
type account struct{ bank, name, mask string }

// newAccount returns false for an account that is like no other: without a bank or a mask.
func newAccount(bank, name, mask string) (account, bool) {
	return account{bank, fold(name), mask}, bank != "" && mask != ""
}

// fold makes one text of those that differ in case or white space only. Of the letters that
// Unicode's simple folding takes for one, the smallest stands for all.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for next := unicode.SimpleFold(r); next != r; next = unicode.SimpleFold(next) {
			least = min(least, next)
		}
		return least
	}, strings.Join(strings.Fields(s), " "))
}

// accountHash is the front of an account's keys in the index. A hash makes keys of one length
// from texts of any, and puts no name of an account in one more place.
type accountHash [16]byte

func (a account) hash() accountHash {
	var b []byte
	for _, text := range []string{a.bank, a.name, a.mask} {
		b = binary.AppendUvarint(b, uint64(len(text)))
		b = append(b, text...)
	}
	sum := sha256.Sum256(b)
	return accountHash(sum[:])
}

// held is an account of a case's Item, with its name as the bank writes it.
type held struct {
	account
	shown string
}

// heldBy lists the accounts that a case has linked, each once, those that were read at the bank
// first. A case holds some from the exchange on and for ever: to close it or to go back to
// Link leaves the Item alive at Plaid. Only a removed Item holds none.
//
// The bank is the Item's: what Link says of a bank changes with every later visit. And in the
// phase before an exchange, Link's accounts are not those of the Item that an earlier one made.
func heldBy(c flow.Case) []held {
	if c.Item.ID == "" || c.ItemEnd == flow.ItemGone {
		return nil
	}
	bank := c.Item.InstitutionID
	if bank == "" {
		bank = c.Link.InstitutionID
	}
	var out []held
	seen := map[account]bool{}
	add := func(name, mask string) {
		if a, ok := newAccount(bank, name, mask); ok && !seen[a] {
			seen[a] = true
			out = append(out, held{a, name})
		}
	}
	if len(c.Item.Accounts) > 0 {
		for _, a := range c.Item.Accounts {
			add(a.Name, a.Mask)
		}
		return out
	}
	// The case has not turned to Link again since.
	for _, a := range c.Accounts {
		add(a.Name, a.Mask)
	}
	if c.Phase != flow.PhaseLinked {
		for _, a := range c.Link.Accounts {
			add(a.Name, a.Mask)
		}
	}
	return out
}

// accountRows are the rows of a case in the index of linked accounts.
func accountRows(key caseKey, c flow.Case) []row {
	var rows []row
	for _, a := range heldBy(c) {
		h := a.hash()
		rows = append(rows, row{bucketAccounts, append(h[:], key[:]...), []byte{1}})
	}
	return rows
}
