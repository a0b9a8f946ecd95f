package sim

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
