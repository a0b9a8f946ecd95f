package sim

import (
	"encoding/json"
	"net/http"
	"time"
)

func disbursementRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/disbursements", (*ptCall).listDisbursements},
		{"POST", "/v2/disbursements", (*ptCall).createDisbursement},
		{"GET", "/v2/disbursements/{id}", (*ptCall).showDisbursement},
		{"DELETE", "/v2/disbursements/{id}", (*ptCall).cancelDisbursement},
		{"POST", "/v2/disbursements/{id}/sandbox/authorize", (*ptCall).authorizeDisbursement},
		{"GET", "/v2/disbursement-authorizations", (*ptCall).listAuthorizations},
		{"GET", "/v2/disbursement-authorizations/{id}", (*ptCall).showAuthorization},
		{"POST", "/v2/disbursement-authorizations/{id}/retry-owner-verification", (*ptCall).retryOwner},
		{"POST", "/v2/disbursement-authorizations/{id}/sandbox/verify-owner", (*ptCall).verifyOwner},
		{"GET", "/v2/disbursement-authorizations/{id}/sandbox/authorize", (*ptCall).verifyOwner},
		{"POST", "/v2/disbursement-authorizations/{id}/sandbox/authorize", (*ptCall).verifyOwner},
		{"GET", "/v2/disbursement-owner-verifications/{id}", (*ptCall).showVerification},
		{"POST", "/v2/disbursement-owner-verifications/{id}", (*ptCall).ownerVerifies},
	}
}

// ptDisbursement is the wish to pay out, with its authorization.
type ptDisbursement struct {
	ID, AccountID, ContactID, MethodID, TransferID string
	Amount                                         cents
	Currency, Type, Status                         string
	Description, Reference                         *string
	Number, Transaction                            string // reference and transaction number
	CreatedAt                                      time.Time
	Auth                                           ptAuthorization
}

func (d *ptDisbursement) key() string { return d.ID }

type disbursementRequest struct {
	AccountID    string          `json:"account-id"`
	Amount       json.RawMessage `json:"amount"`
	Currency     *string         `json:"currency-type"`
	ContactID    string          `json:"contact-id"`
	MethodID     string          `json:"funds-transfer-method-id"`
	Method       *methodRequest  `json:"funds-transfer-method"`
	Description  *string         `json:"description"`
	Reference    *string         `json:"reference"`
	Verification string          `json:"owner-verification-type"`
}

// createDisbursement promises the money at once: until it settles or is
// cancelled nobody else can have it.
func (c *ptCall) createDisbursement() ptAnswer {
	var req disbursementRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	d := &ptDisbursement{AccountID: req.AccountID, ContactID: req.ContactID, Type: "ach", Status: transferPending,
		Description: req.Description, Reference: req.Reference, CreatedAt: c.now}
	if f := c.fillDisbursement(d, &req); f != nil {
		return refuse(f)
	}
	d.ID = c.w.IDs.uuid()
	d.Number, d.Transaction = c.w.IDs.digits(10), c.w.IDs.digits(12)
	d.Auth = ptAuthorization{ID: c.w.IDs.uuid(), Kind: verifiedByMail, CreatedAt: c.now, AskedAt: c.now}
	tr := &ptTransfer{ID: c.w.IDs.uuid(), AccountID: d.AccountID, ContactID: d.ContactID, MethodID: d.MethodID, DisbursementID: d.ID,
		Amount: -d.Amount, Currency: d.Currency, Type: d.Type, Reference: d.Reference}
	for _, kind := range []string{holdAML, holdAuthorization} {
		tr.Holds = append(tr.Holds, &ptHold{ID: c.w.IDs.uuid(), Type: kind, CreatedAt: c.now})
	}
	d.TransferID = tr.ID
	if dropped, full := c.w.Disbursements.put(d); full {
		delete(c.w.prime.auths, dropped.Auth.ID)
	}
	c.w.prime.auths[d.Auth.ID] = d.ID
	c.newTransfer(tr)
	if req.Verification == waivedByOwner {
		d.Auth.Kind = waivedByOwner
		c.authorize(d, tr)
	}
	return c.single(http.StatusCreated, c.disbursement(d))
}

// cancelDisbursement is for what is pending.
func (c *ptCall) cancelDisbursement() ptAnswer {
	return c.onDisbursement(func(_ *ptDisbursement, tr *ptTransfer) *ptFail { return c.tryCancel(tr) })
}

func (c *ptCall) authorizeDisbursement() ptAnswer { return c.onDisbursement(c.tryAuthorize) }

func (c *ptCall) onDisbursement(act func(*ptDisbursement, *ptTransfer) *ptFail) ptAnswer {
	return actOn(c, from(c.w.Disbursements), "disbursement", c.disbursement, c.withTransfer(act))
}

func (c *ptCall) withTransfer(act func(*ptDisbursement, *ptTransfer) *ptFail) func(*ptDisbursement) *ptFail {
	return func(d *ptDisbursement) *ptFail {
		tr, ok := c.w.Transfers.get(d.TransferID)
		if !ok {
			return ptState("the disbursement's funds-transfer is no longer on file")
		}
		return act(d, tr)
	}
}
