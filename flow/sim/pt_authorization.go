package sim

import "time"

// How an owner confirms a disbursement. The simulator sends no mail: whoever
// plays the owner calls the sandbox, or the owner's own endpoint.
const (
	verifiedByMail = "email"
	waivedByOwner  = "waived_by_owner"
)

// ptAuthorization is a disbursement-authorization.
type ptAuthorization struct {
	ID, Kind  string
	CreatedAt time.Time
	AskedAt   time.Time  // the last mail to the owner
	DoneAt    *time.Time // verified and authorized, which is one step here
	Data      *ownerData
}

// ownerData is from where the owner confirmed.
type ownerData struct {
	IP    string `json:"ip_address"`
	Agent string `json:"user_agent"`
}

func (a *ptAuthorization) status() string {
	if a.DoneAt != nil {
		return "authorized"
	}
	return "pending"
}

// authRow is a disbursement seen as its authorization.
type authRow struct{ *ptDisbursement }

func (r authRow) key() string { return r.Auth.ID }

func (c *ptCall) authorizations() catalog[authRow] {
	return catalog[authRow]{each: func(yield func(authRow) bool) {
		for d := range c.w.Disbursements.each() {
			if !yield(authRow{d}) {
				return
			}
		}
	}, get: func(id string) (authRow, bool) {
		d, ok := c.w.Disbursements.get(c.w.prime.auths[id])
		return authRow{d}, ok
	}}
}

// tryAuthorize is the owner's confirmation. With the default policies nothing
// else is wanted, so it authorizes at once. Promised money that was lost to a
// reversal in the meantime is 39001, and the disbursement is cancelled.
func (c *ptCall) tryAuthorize(d *ptDisbursement, tr *ptTransfer) *ptFail {
	if tr.Status != transferPending || d.Auth.DoneAt != nil {
		return ptState("the disbursement is " + tr.Status + " and its authorization is " + d.Auth.status())
	}
	short := c.forcedCode()
	if a, ok := c.w.Accounts.get(d.AccountID); ok && a.Cash[d.Currency].disbursable() < 0 {
		short = ptCodes["39001"].fail("The disbursement was cancelled for lack of funds")
	}
	if short != nil {
		why := "Insufficient funds"
		c.cancel(tr, &why)
		return short
	}
	c.authorize(d, tr)
	return nil
}

// authorize clears the authorization's hold; the sandbox's AML check passes
// with it, which is the simulator's choice.
func (t *tx) authorize(d *ptDisbursement, tr *ptTransfer) {
	now := t.now
	d.Auth.DoneAt, t.changed = &now, true
	t.clear(tr, now, everyHold)
}

func (c *ptCall) onAuthorization(act func(*ptDisbursement, *ptTransfer) *ptFail) ptAnswer {
	do := c.withTransfer(act)
	return actOn(c, c.authorizations(), "disbursement-authorization", c.authorization, func(r authRow) *ptFail { return do(r.ptDisbursement) })
}

func (c *ptCall) verifyOwner() ptAnswer { return c.onAuthorization(c.tryAuthorize) }

func (c *ptCall) retryOwner() ptAnswer {
	return c.onAuthorization(func(d *ptDisbursement, tr *ptTransfer) *ptFail {
		if d.Auth.DoneAt != nil || tr.Status != transferPending {
			return ptState("nobody is asked to verify this disbursement any more")
		}
		d.Auth.AskedAt, c.changed = c.now, true
		return nil
	})
}

// ownerVerifies is the call behind the link in the owner's mail. The real one
// had a secret hash in its path; here it is the id of the authorization.
func (c *ptCall) ownerVerifies() ptAnswer {
	do := c.withTransfer(c.tryAuthorize)
	return actOn(c, c.authorizations(), "disbursement-owner-verification", c.verification, func(r authRow) *ptFail {
		f := do(r.ptDisbursement)
		if f == nil {
			r.Auth.Data = &ownerData{IP: clientIP(c.r), Agent: cut(c.r.UserAgent(), 200)}
		}
		return f
	})
}

func (c *ptCall) showVerification() ptAnswer {
	return showOf(c, c.authorizations(), "disbursement-owner-verification", c.verification)
}
