package sim

import (
	"encoding/json"
	"time"
)

// settledBySandbox is the note that a settlement without words of its own gets.
const settledBySandbox = "Settled through the sandbox API"

type settleRequest struct {
	Comments1 string          `json:"comments-1"`
	Comments2 string          `json:"comments-2"`
	Comments3 string          `json:"comments-3"`
	Comments4 string          `json:"comments-4"`
	Details   string          `json:"settlement-details"`
	ClearsOn  *string         `json:"clears-on"`
	Amount    json.RawMessage `json:"amount"`
	Source    *string         `json:"funds-source-name"`
}

// read checks the request against the transfer. The body is optional, as in
// the guide, whatever the specification requires of it.
func (r *settleRequest) read(tr *ptTransfer, now time.Time) (settlement, *ptFail) {
	s := settlement{details: r.Details, comments: [4]string{r.Comments1, r.Comments2, r.Comments3, r.Comments4}, source: r.Source}
	if s.details == "" {
		s.details = settledBySandbox
	}
	if isSent(r.Amount) && tr.Amount > 0 {
		amount, f := readAmount(r.Amount, "amount")
		if f != nil {
			return s, f
		}
		s.amount = amount
	}
	if r.ClearsOn != nil {
		day, err := time.Parse(time.DateOnly, *r.ClearsOn)
		days := int(day.Sub(now.Truncate(24*time.Hour)) / (24 * time.Hour))
		if err != nil || days < 0 || days > clearDays {
			return s, ptInvalid("clears-on", "must be a date from today to 10 days on")
		}
		s.clearsAt = now.AddDate(0, 0, days)
	}
	return s, nil
}

func (c *ptCall) settleTransfer() ptAnswer {
	return c.onTransfer(func(tr *ptTransfer) *ptFail { return c.trySettle(tr) })
}

// trySettle: only what is pending settles, and what goes out only once nothing
// holds it.
func (c *ptCall) trySettle(tr *ptTransfer) *ptFail {
	var req settleRequest
	if f := c.into(&req); f != nil {
		return f
	}
	switch {
	case tr.Status != transferPending:
		return ptState("the funds-transfer is " + tr.Status + ", no longer pending")
	case tr.Frozen:
		return ptState("the funds-transfer is held by hand")
	case tr.held():
		return ptState("the funds-transfer has contingent holds that are not cleared")
	}
	s, f := req.read(tr, c.now)
	if f != nil {
		return f
	}
	c.bookSettlement(tr, s)
	return nil
}
