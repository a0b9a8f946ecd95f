package sim

import (
	"slices"
	"strings"
)

// askDepositCode is the pane for the code that came with the deposit.
func (c *linkCall) askDepositCode() {
	c.ls.Numbers.Kind = numbersCode
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		c.ls.Chosen, c.ls.Reselected = slices.Clone(it.Accounts), true
	}
	c.show(ViewNumbers)
}

// awaitsCode reports an Item whose customer has to come back with a code.
func awaitsCode(it *item) bool {
	return len(it.Accounts) == 1 && it.Accounts[0].Verification == pendingManual
}

func (c *linkCall) submitDepositCode(in linkInput, _ []Fault) *linkRefusal {
	n := &c.ls.Numbers
	if n.Kind != numbersCode {
		return refused("INVALID_BODY", "the pane asks for the account's numbers")
	}
	if strings.EqualFold(strings.TrimSpace(in.Code), depositCode) {
		c.ls.Chosen[0].Verification = manuallyVerified
		c.show(ViewConnected)
		return nil
	}
	n.Wrong++
	if n.Wrong < maxDepositCodes {
		c.ls.Error = failCode("INCORRECT_DEPOSIT_VERIFICATION")
		c.errorEvent(c.ls.Error)
		c.show(ViewNumbers)
		return nil
	}
	if it, ok := c.w.Items.get(c.lt.UpdateOf); ok {
		it.Accounts[0].Verification = verificationFailed
	}
	c.refuse(failCode("TOO_MANY_VERIFICATION_ATTEMPTS"), "")
	return nil
}
