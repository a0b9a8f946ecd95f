package sim

import (
	"encoding/json"
)

func transferRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/funds-transfers", (*ptCall).listTransfers},
		{"GET", "/v2/funds-transfers/{id}", (*ptCall).showTransfer},
		{"POST", "/v2/funds-transfers/{id}/cancel", (*ptCall).cancelTransfer},
		{"POST", "/v2/funds-transfers/{id}/toggle-manual-hold", (*ptCall).toggleHold},
		{"POST", "/v2/funds-transfers/{id}/sandbox/settle", (*ptCall).settleTransfer},
		{"POST", "/v2/funds-transfers/{id}/sandbox/clear", (*ptCall).clearTransfer},
		{"POST", "/v2/funds-transfers/{id}/sandbox/reverse", (*ptCall).reverseTransfer},
		{"GET", "/v2/contingent-holds", (*ptCall).listHolds},
		{"GET", "/v2/contingent-holds/{id}", (*ptCall).showHold},
		{"POST", "/v2/contingent-holds/{id}/sandbox/clear", (*ptCall).clearHold},
		{"PATCH", "/v2/contingent-holds/{id}/sandbox", (*ptCall).patchHold},
	}
}

func (c *ptCall) onTransfer(act func(*ptTransfer) *ptFail) ptAnswer {
	return actOn(c, from(c.w.Transfers), "funds-transfer", c.transfer, act)
}

func (c *ptCall) clearTransfer() ptAnswer {
	return c.onTransfer(func(tr *ptTransfer) *ptFail {
		if f := clearable(tr); f != nil {
			return f
		}
		c.clear(tr, c.now, everyHold)
		return nil
	})
}

// clearable: what comes in has holds from its settlement on, what goes out
// until it settles.
func clearable(tr *ptTransfer) *ptFail {
	switch {
	case tr.Status == transferCancelled:
		return ptState("the funds-transfer is cancelled")
	case tr.Amount > 0 && tr.SettledAt == nil:
		return ptState("the funds-transfer is not settled yet, so nothing is held")
	}
	return nil
}

// reverseTransfer is the way to play an ACH return. A pending transfer is
// refused: the guides speak of reversals "during clearing" only.
func (c *ptCall) reverseTransfer() ptAnswer {
	var req struct {
		Details   string          `json:"reversal-details"`
		Amount    json.RawMessage `json:"amount"`
		Comments1 string          `json:"comments-1"`
		Comments2 string          `json:"comments-2"`
		Comments3 string          `json:"comments-3"`
		Comments4 string          `json:"comments-4"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return c.onTransfer(func(tr *ptTransfer) *ptFail {
		whole := max(tr.Amount, -tr.Amount)
		amount := whole
		switch {
		case req.Details == "":
			return ptInvalid("reversal-details", "is required")
		case req.Comments1 == "":
			return ptInvalid("comments-1", "is required")
		case tr.Status != transferSettled:
			return ptState("the funds-transfer is " + tr.Status + ", and only a settled one can be reversed")
		case isSent(req.Amount):
			var f *ptFail
			if amount, f = readAmount(req.Amount, "amount"); f != nil {
				return f
			}
		}
		if amount > whole {
			return ptInvalid("amount", "must not be more than was settled")
		}
		c.reverse(tr, amount, req.Details, [4]string{req.Comments1, req.Comments2, req.Comments3, req.Comments4})
		return nil
	})
}

func (c *ptCall) cancelTransfer() ptAnswer {
	return c.onTransfer(func(tr *ptTransfer) *ptFail { return c.tryCancel(tr) })
}

// tryCancel cancels what is pending. Code 7304 is for a transfer inside a batch
// of incoming wires; the simulator has none, so only a fault brings it on.
func (c *ptCall) tryCancel(tr *ptTransfer) *ptFail {
	var req struct {
		Details *string `json:"cancellation-details"`
	}
	if f := c.into(&req); f != nil {
		return f
	}
	if tr.Status != transferPending {
		return ptState("the funds-transfer is " + tr.Status + ", and only a pending one can be cancelled")
	}
	if f := c.forcedCode(); f != nil {
		return f
	}
	c.cancel(tr, req.Details)
	return nil
}

// toggleHold freezes a transfer by hand, or frees it: without a word, the
// opposite of what is.
func (c *ptCall) toggleHold() ptAnswer {
	var req struct {
		Frozen *bool `json:"frozen"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return c.onTransfer(func(tr *ptTransfer) *ptFail {
		frozen := !tr.Frozen
		if req.Frozen != nil {
			frozen = *req.Frozen
		}
		c.change(tr, c.now, func() { tr.Frozen = frozen })
		if !frozen {
			c.w.prime.dueKnown = false // whatever the freeze held up is looked for anew
		}
		return nil
	})
}
