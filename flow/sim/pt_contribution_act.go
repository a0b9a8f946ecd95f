package sim

import "strings"

// loseContribution does the work and breaks the connection: with an
// idempotency key the repeat learns what was done.
func (c *ptCall) loseContribution() ptAnswer {
	a := c.createContribution()
	c.lost = a.refuse == nil
	return a
}

// onContribution acts on the transfer of a contribution and answers the contribution.
func (c *ptCall) onContribution(act func(*ptTransfer) *ptFail) ptAnswer {
	return actOn(c, from(c.w.Contributions), "contribution", c.contribution, func(x *ptContribution) *ptFail {
		tr, ok := c.w.Transfers.get(x.TransferID)
		if !ok {
			return ptState("the contribution's funds-transfer is no longer on file")
		}
		f := act(tr)
		if f != nil && f.Title == "Invalid State" {
			f.Detail = strings.Replace(f.Detail, "the funds-transfer is", "the contribution is", 1)
		}
		return f
	})
}

func (c *ptCall) cancelContribution() ptAnswer { return c.onContribution(c.tryCancel) }

func (c *ptCall) settleContribution() ptAnswer { return c.onContribution(c.trySettle) }

// authorizeContribution is a step of the older road; it changes the
// contribution's status alone, and the word is the simulator's.
func (c *ptCall) authorizeContribution() ptAnswer {
	return c.onContribution(func(tr *ptTransfer) *ptFail {
		x, ok := c.w.Contributions.get(tr.ContributionID)
		if !ok || tr.Status != transferPending {
			return ptState("the funds-transfer is " + tr.Status + ", no longer pending")
		}
		x.Status, c.changed = "authorized", true
		return nil
	})
}
