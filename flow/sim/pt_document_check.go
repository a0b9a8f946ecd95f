package sim

import (
	"net/http"
	"slices"
	"strings"
	"time"
)

var documentTypes = []string{"drivers_license", "government_id", "other", "passport", "residence_permit", "utility_bill"}

// ptDocCheck is a kyc-document-check. "failed" is inferred.
type ptDocCheck struct {
	ID, ContactID string
	Status        string // pending, verified or failed
	Failure       *string
	CreatedAt     time.Time
	UpdatedAt     time.Time
	Given         docCheckRequest
}

func (k *ptDocCheck) key() string { return k.ID }

type docCheckRequest struct {
	ContactID      string  `json:"contact-id"`
	DocumentID     string  `json:"uploaded-document-id"`
	BacksideID     *string `json:"backside-document-id"`
	Type           string  `json:"kyc-document-type"`
	OtherType      *string `json:"kyc-document-other-type"`
	Country        *string `json:"kyc-document-country"`
	ExpiresOn      *string `json:"expires-on"`
	Identity       bool    `json:"identity"`
	IdentityPhoto  bool    `json:"identity-photo"`
	ProofOfAddress bool    `json:"proof-of-address"`
}

func (r *docCheckRequest) check(w *world) *ptFail {
	if _, ok := w.Contacts.get(r.ContactID); !ok {
		return ptInvalid("contact-id", "must name an existing contact")
	}
	if _, ok := w.Documents.get(r.DocumentID); !ok {
		return ptInvalid("uploaded-document-id", "must name an uploaded document")
	}
	if r.BacksideID != nil {
		if _, ok := w.Documents.get(*r.BacksideID); !ok {
			return ptInvalid("backside-document-id", "must name an uploaded document")
		}
	}
	if !slices.Contains(documentTypes, r.Type) {
		return ptInvalid("kyc-document-type", "must be "+strings.Join(documentTypes, ", "))
	}
	return nil
}

func (c *ptCall) createDocCheck() ptAnswer {
	var req docCheckRequest
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	if f := req.check(c.w); f != nil {
		return refuse(f)
	}
	k := &ptDocCheck{ID: c.w.IDs.uuid(), ContactID: req.ContactID, Status: "pending", CreatedAt: c.now, UpdatedAt: c.now, Given: req}
	c.w.DocChecks.put(k)
	c.changed = true
	return c.single(http.StatusCreated, c.docCheck(k))
}

// verifyDocument is the good end: what the document proves becomes a flag of
// its contact.
func (c *ptCall) verifyDocument() ptAnswer {
	return c.decideDocument(func(k *ptDocCheck) *ptFail {
		k.Status, k.Failure = "verified", nil
		if p, ok := c.w.Contacts.get(k.ContactID); ok {
			p.Identity = p.Identity || k.Given.Identity
			p.Residence = p.Residence || k.Given.ProofOfAddress
			c.touch(&p.UpdatedAt)
		}
		return nil
	})
}

func (c *ptCall) failDocument() ptAnswer {
	var req struct {
		Details string `json:"failure-details"`
	}
	if f := c.into(&req); f != nil {
		return refuse(f)
	}
	if req.Details == "" {
		return refuse(ptInvalid("failure-details", "is required"))
	}
	return c.decideDocument(func(k *ptDocCheck) *ptFail {
		k.Status, k.Failure = "failed", &req.Details
		return nil
	})
}

func (c *ptCall) decideDocument(act func(*ptDocCheck) *ptFail) ptAnswer {
	return actOn(c, from(c.w.DocChecks), "kyc-document-check", c.docCheck, func(k *ptDocCheck) *ptFail {
		if k.Status != "pending" {
			return ptState("the check is " + k.Status + ", no longer pending")
		}
		c.touch(&k.UpdatedAt)
		return act(k)
	})
}

func (c *ptCall) docCheck(k *ptDocCheck) *resource {
	g := k.Given
	r := newResource("kyc-document-checks", k.ID, map[string]any{"created-at": rfc3339(k.CreatedAt), "exceptions": nil, "expires-on": g.ExpiresOn,
		"failure-details": k.Failure, "identity": g.Identity, "identity-photo": g.IdentityPhoto, "kyc-document-country": g.Country,
		"kyc-document-other-type": g.OtherType, "kyc-document-type": g.Type, "proof-of-address": g.ProofOfAddress, "status": k.Status,
		"updated-at": rfc3339(k.UpdatedAt)})
	link(r, "contact", "contacts", k.ContactID, c.w.Contacts, c.contact)
	link(r, "uploaded-document", "uploaded-documents", g.DocumentID, c.w.Documents, c.document)
	back := ""
	if g.BacksideID != nil {
		back = *g.BacksideID
	}
	link(r, "backside-document", "uploaded-documents", back, c.w.Documents, c.document)
	return r
}

func (c *ptCall) listDocChecks() ptAnswer {
	return listOf(c, from(c.w.DocChecks), refs[*ptDocCheck]{"contact": func(k *ptDocCheck) string { return k.ContactID }}, c.docCheck)
}

func (c *ptCall) showDocCheck() ptAnswer {
	return showOf(c, from(c.w.DocChecks), "kyc-document-check", c.docCheck)
}
