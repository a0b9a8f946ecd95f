package screen

import (
	"fmt"
	"strings"

	"linkdesk/flow"
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
