package screen

import (
	"fmt"
	"strings"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// healthWords is how a bank was when an attempt ended.
func healthWords(e flow.BankLooked) string {
	name := e.Name
	if name == "" {
		name = "the bank"
	}
	switch {
	case e.Fault != nil:
		return "health of " + name + " not known: " + e.Fault.Code
	case len(e.Products) == 0:
		return "health of " + name + ": Plaid does not say"
	}
	var parts []string
	for _, h := range e.Products {
		parts = append(parts, fmt.Sprintf("%s %s (%d%% went well)", productWords(h.Product), strings.ToLower(h.Status), h.Success))
	}
	return "health of " + name + ": " + strings.Join(parts, ", ")
}

// productWords names what is counted.
func productWords(product string) string {
	if product == "item_logins" {
		return "logins"
	}
	return product
}

// addBank says at a fault how the bank was then, if something was the matter with it. What was known at
// an attempt before says nothing about this one.
func (c *Case) addBank(p *kit.Page) {
	for i := len(c.snap.Records) - 1; i >= 0; i-- {
		switch e := c.snap.Records[i].Event.(type) {
		case flow.Intent:
			return
		case flow.BankLooked:
			h := flow.BankHealth{Products: e.Products}
			if worst := h.Worst(); worst == "" || worst == "HEALTHY" {
				return
			}
			var parts []string
			for _, x := range h.Products {
				parts = append(parts, productWords(x.Product)+" "+strings.ToLower(x.Status))
			}
			p.PairTone(kit.Warn, "bank health", strings.Join(parts, ", ")+", "+ago(c.now, c.snap.Records[i].Time))
			return
		}
	}
}
