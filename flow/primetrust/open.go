package primetrust

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"strings"

	"linkdesk/flow"
)

const (
	accountParts = "?include=owners,contacts"
	openOp       = string(flow.OpenNewAccount)
)

// OpenAccount opens an account with a new contact that owns it. The application was checked when
// it was agreed to; it is not checked again here, since under a key whose outcome is unknown that
// could call an account refused that is open. Errors are faults; one about a field names it.
func (c *Client) OpenAccount(ctx context.Context, key string, application flow.Secret) (flow.OpenedAccount, flow.Call, error) {
	r := request{op: openOp, method: http.MethodPost, path: accountsPath + accountParts, key: key}
	none := flow.Call{Endpoint: r.method + " " + accountsPath}
	if f := checkKey(openOp, key); f != nil {
		return flow.OpenedAccount{}, none, f
	}
	app, err := flow.OpenApplication(application)
	if err != nil || application.Empty() {
		return flow.OpenedAccount{}, none, flow.Faultf(openOp, flow.Internal, "INTERNAL", "the application for the account cannot be read out of the vault")
	}
	r.body, r.private = accountBody("accounts", app), privateIn(app)
	a, f := c.write(ctx, r, place{base: accountsPath, query: accountParts})
	if f != nil {
		return flow.OpenedAccount{}, a.call, named(f, a)
	}
	opened, f := c.opened(r, a)
	if f == nil && opened.ContactID == "" {
		opened, a.call, f = c.ownerOf(ctx, r, a, opened, app)
	}
	if f != nil {
		return flow.OpenedAccount{}, a.call, f
	}
	return opened, a.call, nil
}

// OpenDigest is the hex SHA-256 of the application's salt and the body that OpenAccount sends. The
// key is not part of it. It is "" for what is no application.
func (c *Client) OpenDigest(application flow.Secret) string {
	app, err := flow.OpenApplication(application)
	if err != nil || application.Empty() {
		return ""
	}
	sum := sha256.Sum256(append([]byte(app.Salt+"\n"), accountBody("accounts", app)...))
	return hex.EncodeToString(sum[:])
}

// opened reads the account and, if the answer tells, who owns it.
func (c *Client) opened(r request, a answer) (flow.OpenedAccount, *flow.Fault) {
	var doc document[fields]
	err := json.Unmarshal(a.body, &doc)
	account, ok := accountOf(doc.Data)
	if err != nil || !ok {
		return flow.OpenedAccount{}, c.unreadable(r, a, "Prime Trust's answer to the new account cannot be read; the account may be open")
	}
	out := flow.OpenedAccount{AccountID: account.ID, AccountStatus: account.Status}
	if ids, _ := doc.Data.relation("owners"); len(ids) == 1 {
		out.ContactID = ids[0]
	} else if ids, _ := doc.Data.relation("contacts"); len(ids) == 1 {
		out.ContactID = ids[0]
	}
	return out, nil
}

// ownerOf asks for the contacts of an account whose answer did not say who owns it.
func (c *Client) ownerOf(ctx context.Context, r request, a answer, opened flow.OpenedAccount, app flow.Application) (flow.OpenedAccount, flow.Call, *flow.Fault) {
	contacts, call, err := c.Contacts(ctx, opened.AccountID)
	if err != nil {
		f := flow.FaultOf(err, r.op)
		f.Op, f.Kind, f.Who = r.op, flow.Unknown, flow.Operator
		f.Message = "Prime Trust opened the account, and who owns it could not be read: " + f.Message
		return opened, call, f
	}
	want := app.Normal().Owner.Name
	for _, contact := range contacts {
		if len(contacts) == 1 || strings.EqualFold(contact.Name, want) && contact.Business == (app.Company != nil) {
			opened.ContactID = contact.ID
			return opened, call, nil
		}
	}
	return opened, call, c.unreadable(r, a, "Prime Trust opened the account and does not say who owns it")
}

// named gives a refusal the field that it points at.
func named(f *flow.Fault, a answer) *flow.Fault {
	var doc struct {
		Errors []struct {
			Source struct {
				Pointer text `json:"pointer"`
			} `json:"source"`
		} `json:"errors"`
	}
	_ = json.Unmarshal(a.body, &doc) // what has another shape points at nothing
	for _, e := range doc.Errors {
		if f.Field == "" {
			f.Field = flow.ApplicationField(string(e.Source.Pointer))
		}
	}
	return f
}
