package sim

import "iter"

// holdRow is a hold with the transfer that it holds.
type holdRow struct {
	*ptHold
	of *ptTransfer
}

func (h holdRow) key() string { return h.ID }

// holds are in the order of their transfers.
func (c *ptCall) holds() catalog[holdRow] {
	return catalog[holdRow]{each: iter.Seq[holdRow](func(yield func(holdRow) bool) {
		for tr := range c.w.Transfers.each() {
			for _, h := range tr.Holds {
				if !yield(holdRow{h, tr}) {
					return
				}
			}
		}
	}), get: func(id string) (holdRow, bool) {
		if tr, ok := c.w.Transfers.get(c.w.prime.holds[id]); ok {
			for _, h := range tr.Holds {
				if h.ID == id {
					return holdRow{h, tr}, true
				}
			}
		}
		return holdRow{}, false
	}}
}

func (c *ptCall) hold(h holdRow) *resource {
	status := "pending"
	if h.ClearedAt != nil {
		status = "cleared"
	}
	r := newResource("contingent-holds", h.ID, map[string]any{"cleared-at": moment(h.ClearedAt), "created-at": rfc3339(h.CreatedAt),
		"hold-type": h.Type, "message": h.Message, "status": status})
	link(r, "account", "accounts", h.of.AccountID, c.w.Accounts, c.account)
	link(r, "funds-transfer", "funds-transfers", h.of.ID, c.w.Transfers, c.transfer)
	return r.none("asset-transfer")
}

func (c *ptCall) listHolds() ptAnswer {
	return listOf(c, c.holds(), refs[holdRow]{
		"funds-transfer": func(h holdRow) string { return h.of.ID }, "account": func(h holdRow) string { return h.of.AccountID },
	}, c.hold)
}

func (c *ptCall) showHold() ptAnswer { return showOf(c, c.holds(), "contingent-hold", c.hold) }

// clearHold clears one hold; a hold that is cleared stays as it is.
func (c *ptCall) clearHold() ptAnswer {
	return actOn(c, c.holds(), "contingent-hold", c.hold, func(h holdRow) *ptFail {
		if f := clearable(h.of); f != nil {
			return f
		}
		c.clear(h.of, c.now, func(other *ptHold) bool { return other == h.ptHold })
		return nil
	})
}

func (c *ptCall) patchHold() ptAnswer {
	var req struct {
		Message *string `json:"message"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return actOn(c, c.holds(), "contingent-hold", c.hold, func(h holdRow) *ptFail {
		c.change(h.of, c.now, func() { h.Message = req.Message })
		return nil
	})
}
