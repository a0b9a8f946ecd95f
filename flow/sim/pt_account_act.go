package sim

import (
	"encoding/json"
	"net/http"
)

// onAccount acts on one account and answers it.
func (c *ptCall) onAccount(act func(*ptAccount) *ptFail) ptAnswer {
	return actOn(c, from(c.w.Accounts), "account", c.account, func(a *ptAccount) *ptFail {
		f := act(a)
		if f == nil {
			c.touch(&a.UpdatedAt)
		}
		return f
	})
}

func (c *ptCall) openAccount() ptAnswer { return c.moveAccount("opened") }

// pendingClose is the first step of closing; nobody takes the second one here.
func (c *ptCall) pendingClose() ptAnswer { return c.moveAccount("pending_closure") }

// moveAccount: a closed account, such as that of a denied contact, stays closed.
func (c *ptCall) moveAccount(status string) ptAnswer {
	return c.onAccount(func(a *ptAccount) *ptFail {
		if a.Status == "closed" {
			return ptState("the account is closed")
		}
		a.Status = status
		return nil
	})
}

func (c *ptCall) freezeAccount() ptAnswer { return c.setAccount(true) }

func (c *ptCall) unfreezeAccount() ptAnswer { return c.setAccount(false) }

func (c *ptCall) setAccount(frozen bool) ptAnswer {
	return c.onAccount(func(a *ptAccount) *ptFail {
		f := c.freeze(&a.freezes, frozen)
		a.Solid = a.Contributions && a.Disbursements
		if !frozen {
			a.Reason = nil
		}
		return f
	})
}

// patchAccount changes the name. The other attributes of the real call move an
// account between organizations, of which the simulator has one.
func (c *ptCall) patchAccount() ptAnswer {
	var req struct {
		Name *string `json:"name"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	return c.onAccount(func(a *ptAccount) *ptFail {
		if req.Name != nil && *req.Name == "" {
			return ptInvalid("name", "is required")
		}
		if req.Name != nil {
			a.Name = *req.Name
		}
		return nil
	})
}

// fundAccount is instant cash.
func (c *ptCall) fundAccount() ptAnswer {
	var req struct {
		Amount   json.RawMessage `json:"amount"`
		Currency *string         `json:"currency-type"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	a, ok := c.w.Accounts.get(c.id)
	if !ok {
		return c.notFound("account")
	}
	amount, f := readAmount(req.Amount, "amount")
	if f != nil {
		return refuse(f)
	}
	currency, f := readCurrency(req.Currency)
	if f != nil {
		return refuse(f)
	}
	c.addMoney(a.ID, currency, ptTotal{Settled: amount})
	row := c.newCash(&ptCash{AccountID: a.ID, Amount: amount, Currency: currency, Type: "sandbox", Comments: [4]string{"Sandbox funding"}})
	return c.single(http.StatusCreated, c.cash(row))
}
