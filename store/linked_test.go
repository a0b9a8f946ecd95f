package store

import (
	"testing"

	bolt "go.etcd.io/bbolt"

	"linkdesk/flow"
	"linkdesk/store/contract"
)

func TestFold(t *testing.T) {
	for name, c := range map[string]struct {
		a, b string
		same bool
	}{
		"case":              {"Plaid CHECKING", "plaid checking", true},
		"a final sigma":     {"ΛΟΓΟΣ", "λογος", true},
		"the Kelvin sign":   {"\u212aonto", "konto", true},
		"the long s":        {"\u017faving\u017f", "SAVINGS", true},
		"spaces":            {"  Plaid \t\u00a0Checking\n", "Plaid Checking", true},
		"no space at all":   {"PlaidChecking", "Plaid Checking", false},
		"an accent":         {"Épargne", "Epargne", false},
		"an accent in case": {"ÉPARGNE", "épargne", true},
		"not UTF-8":         {"a\xff", "a\ufffd", true},
	} {
		if got := fold(c.a) == fold(c.b); got != c.same {
			t.Errorf("%s: %q and %q: %v", name, fold(c.a), fold(c.b), got)
		}
	}
}

// TestHeldBy has the states that no road of the contract reaches.
func TestHeldBy(t *testing.T) {
	full := flow.Case{Phase: flow.PhaseChoosing,
		Link:     flow.LinkState{InstitutionID: "ins_1", Accounts: contract.Named("CHECKING", "0000")},
		Item:     flow.Item{ID: "item", InstitutionID: "ins_1"},
		Accounts: []flow.Account{{Name: "Checking", Mask: "0000"}, {Name: "Savings", Mask: "1111"}, {Name: "Savings ", Mask: "1111"}}}
	for name, c := range map[string]struct {
		change func(*flow.Case)
		want   []string
	}{
		"each once":             {func(*flow.Case) {}, []string{"ins_1 Checking 0000", "ins_1 Savings 1111"}},
		"no Item":               {func(c *flow.Case) { c.Item.ID = "" }, nil},
		"Link tells of another": {func(c *flow.Case) { c.Link.InstitutionID = "ins_2" }, []string{"ins_1 Checking 0000", "ins_1 Savings 1111"}},
		"the bank by Link only": {func(c *flow.Case) { c.Item.InstitutionID = "" }, []string{"ins_1 Checking 0000", "ins_1 Savings 1111"}},
		"no bank":               {func(c *flow.Case) { c.Item.InstitutionID, c.Link.InstitutionID = "", "" }, nil},
		"before the accounts":   {func(c *flow.Case) { c.Accounts = nil }, []string{"ins_1 CHECKING 0000"}},
		"before the exchange":   {func(c *flow.Case) { c.Accounts, c.Phase = nil, flow.PhaseLinked }, nil},
		"halted and uncertain": {func(c *flow.Case) { c.Halted, c.OrphanPossible, c.Fault = true, true, &flow.Fault{Kind: flow.Unknown} },
			[]string{"ins_1 Checking 0000", "ins_1 Savings 1111"}},
	} {
		it := full
		c.change(&it)
		got := heldBy(it)
		same := len(got) == len(c.want)
		for i := 0; same && i < len(got); i++ {
			same = got[i].bank+" "+got[i].shown+" "+got[i].mask == c.want[i]
		}
		if !same || len(accountRows(caseKey{}, it)) != len(c.want) {
			t.Errorf("%s: %+v; want %q", name, got, c.want)
		}
	}
}

// TestLinkedDamage: what the index says is proved by the case. A hit that the case does not
// bear out is dropped, and a row that cannot be believed is told.
func TestLinkedDamage(t *testing.T) {
	const bank = "ins_1"
	accounts := contract.Named("Checking", "0000")
	a, _ := newAccount(bank, "Checking", "0000")
	front := a.hash()
	at := func(n int) []byte {
		key, _ := parseCase(contract.ID(n))
		return append(append([]byte{}, front[:]...), key[:]...)
	}
	for name, c := range map[string]struct {
		spoil func(tx *bolt.Tx) error
		words []string // of the damage; none means that only case 1 is found
	}{
		"a hit that holds nothing": {func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Put(at(2), []byte{1}) }, nil},
		"a hit without a case": {func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Put(at(9), []byte{1}) },
			[]string{string(contract.ID(9)), "no summary"}},
		"a short key": {func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Put(at(1)[:31], []byte{1}) }, []string{"index of accounts"}},
		"a long key": {func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Put(append(at(1), 7), []byte{1}) },
			[]string{"index of accounts"}},
		"another value": {func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Put(at(1), []byte{2}) }, []string{"index of accounts"}},
		"the case's own row": {func(tx *bolt.Tx) error {
			b, key := tx.Bucket([]byte(bucketCases)), at(1)[len(front):]
			v := append([]byte{}, b.Get(key)...)
			v[len(v)/2] ^= 1
			return b.Put(key, v)
		}, []string{string(contract.ID(1)), "checksum"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStore(t)
			contract.Put(t, s, contract.Visit(contract.ID(1), bank, accounts, nil)[:8]...)
			contract.Put(t, s, contract.Visit(contract.ID(2), bank, contract.Named("Cash", "2222"), nil)[:8]...)
			change(t, s, c.spoil)
			got, err := s.Linked(t.Context(), "", bank, accounts)
			if c.words != nil {
				damaged(t, err, c.words...)
			} else if err != nil || len(got) != 1 || got[0].Case != contract.ID(1) {
				t.Errorf("%+v, %v", got, err)
			}
			if c.words == nil { // put right again, so that the file is proved at the end
				change(t, s, func(tx *bolt.Tx) error { return tx.Bucket([]byte(bucketAccounts)).Delete(at(2)) })
				return
			}
			// Other accounts are found all the same.
			if _, err := s.Linked(t.Context(), "", bank, contract.Named("Savings", "1111")); err != nil {
				t.Error(err)
			}
			if err := heal(t, s); err != nil {
				t.Error(err)
			}
		})
	}
}

// heal makes everything derived again, which tests need that broke it.
func heal(t *testing.T, s *Store) error {
	t.Helper()
	return s.rebuild(nil)
}
