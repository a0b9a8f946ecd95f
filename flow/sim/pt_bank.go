package sim

import (
	"crypto/sha256"
	"encoding/hex"
)

// ptBank is a bank as Prime Trust names it.
type ptBank struct{ ID, Name, Routing string }

func (b *ptBank) key() string { return b.ID }

type bankAttributes struct {
	Name              string `json:"name"`
	RoutingNumber     string `json:"routing-number"`
	RoutingNumberType string `json:"routing-number-type"`
}

func bankResource(b *ptBank) *resource {
	return newResource("banks", b.ID, bankAttributes{b.Name, b.Routing, "aba"})
}

func (c *ptCall) listBanks() ptAnswer { return listOf(c, from(c.w.Banks), nil, bankResource) }
func (c *ptCall) showBank() ptAnswer  { return showOf(c, from(c.w.Banks), "bank", bankResource) }

func (c *ptCall) showMethodBank() ptAnswer {
	m, ok := c.w.Methods.get(c.id)
	if !ok {
		return c.notFound("funds-transfer-method")
	}
	c.id = m.BankID
	return c.showBank()
}

// accountType: Prime Trust knows checking and savings only; cash management
// moves money like checking.
func accountType(a account) string {
	if a.Subtype == "savings" {
		return "savings"
	}
	return "checking"
}

// fingerprint is stable for a bank account and does not give it away.
func fingerprint(routing, number string) string {
	sum := sha256.Sum256([]byte("fingerprint " + routing + " " + number))
	return hex.EncodeToString(sum[:16])
}

func (c *ptCall) bankOf(it *item) *ptBank {
	name := c.s.bank(it.InstitutionID).Name
	for _, b := range c.w.Banks.all() {
		if b.Name == name && b.Routing == achRouting {
			return b
		}
	}
	b := &ptBank{ID: c.w.IDs.uuid(), Name: name, Routing: achRouting}
	c.w.Banks.put(b)
	return b
}
