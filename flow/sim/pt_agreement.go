package sim

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html"
	"net/http"
)

// previewAgreement shows what would be signed. The text is the simulator's and
// says so: the real agreement is a contract that nobody here can offer.
func (c *ptCall) previewAgreement() ptAnswer {
	var req accountRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	owner, there := c.w.Contacts.get(req.ContactID)
	if f := req.check(there); f != nil {
		return refuse(f)
	}
	name := ""
	if req.Owner != nil {
		name = req.Owner.Name
	} else {
		name = owner.Given.Name
	}
	content := fmt.Sprintf("<!doctype html><html><head><title>Account agreement (simulated)</title></head><body>"+
		"<h1>Account agreement</h1><p>This text was made by a simulator. It is not an agreement and nobody is bound by it.</p>"+
		"<dl><dt>Account</dt><dd>%s</dd><dt>Kind</dt><dd>%s</dd><dt>Owner</dt><dd>%s</dd><dt>Signature</dt><dd>%s</dd><dt>Date</dt><dd>%s</dd></dl></body></html>",
		html.EscapeString(req.Name), html.EscapeString(req.AccountType), html.EscapeString(name),
		html.EscapeString(req.AuthorizedSignature), c.now.Format("2006-01-02"))
	id := c.w.IDs.uuid()
	c.changed = true
	return c.single(http.StatusCreated, newResource("agreement-previews", id, map[string]any{"content": content}))
}

// derivedID is a UUID that follows from what it stands for, for resources that
// are read off others and kept nowhere themselves.
func derivedID(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d %s ", len(p), p)
	}
	b := h.Sum(nil)[:16]
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	t := hex.EncodeToString(b)
	return t[:8] + "-" + t[8:12] + "-" + t[12:16] + "-" + t[16:20] + "-" + t[20:]
}
