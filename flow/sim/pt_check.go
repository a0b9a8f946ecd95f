package sim

import (
	"slices"
	"strings"
	"time"
)

func checkRoutes() []ptRoute {
	return []ptRoute{
		{"GET", "/v2/cip-checks", (*ptCall).listCIP},
		{"GET", "/v2/cip-checks/{id}", (*ptCall).showCIP},
		{"POST", "/v2/cip-checks/{id}/sandbox/approve", (*ptCall).approveCIP},
		{"POST", "/v2/cip-checks/{id}/sandbox/deny", (*ptCall).denyCIP},
		{"GET", "/v2/aml-checks", (*ptCall).listAML},
		{"GET", "/v2/aml-checks/{id}", (*ptCall).showAML},
		{"POST", "/v2/aml-checks/{id}/sandbox/approve", (*ptCall).approveAML},
		{"POST", "/v2/aml-checks/{id}/sandbox/deny", (*ptCall).denyAML},
		{"GET", "/v2/kyc-document-checks", (*ptCall).listDocChecks},
		{"POST", "/v2/kyc-document-checks", (*ptCall).createDocCheck},
		{"GET", "/v2/kyc-document-checks/{id}", (*ptCall).showDocCheck},
		{"POST", "/v2/kyc-document-checks/{id}/sandbox/verify", (*ptCall).verifyDocument},
		{"POST", "/v2/kyc-document-checks/{id}/sandbox/fail", (*ptCall).failDocument},
		{"GET", "/v2/uploaded-documents", (*ptCall).listDocuments},
		{"POST", uploadPath, (*ptCall).uploadDocument},
		{"GET", "/v2/uploaded-documents/{id}", (*ptCall).showDocument},
	}
}

// ptCheck is a check of who somebody is (CIP) or of sanctions and the like
// (AML). Only "pending" and "approved" are on record; "denied" is inferred.
type ptCheck struct {
	ID, ContactID string
	Status        string
	Exceptions    []string
	CreatedAt     time.Time
	UpdatedAt     time.Time
}

func (k *ptCheck) key() string { return k.ID }

// exceptions are what a contact's name forces: the word sandbox_exceptions and
// a digit for each of them, in this order; the last takes the digits 10. Each
// is documented for some of the checks.
var exceptions = []string{"access", "address", "currency_risk", "date_of_birth", "deceased", "document_valid", "name_and_address",
	"name", "sanctions_screening", "tax_country", "tax_id_number"}

var (
	cipExceptions = []int{0, 1, 3, 4, 6, 7, 10}
	amlExceptions = []int{0, 2, 8}
)

const exceptionalName = "sandbox_exceptions"

// forcedExceptions reads a contact's name. Digits stand for themselves, except
// that 10 is the eleventh.
func forcedExceptions(name string, of []int) []string {
	list := []string{}
	rest, ok := strings.CutPrefix(name, exceptionalName)
	if !ok {
		return list
	}
	rest = strings.TrimLeft(rest, "_- ")
	for rest != "" && rest[0] >= '0' && rest[0] <= '9' {
		n := int(rest[0] - '0')
		if strings.HasPrefix(rest, "10") {
			n, rest = 10, rest[1:]
		}
		if rest = strings.TrimLeft(rest[1:], "_-, "); slices.Contains(of, n) {
			list = append(list, exceptions[n]+"_auto_check_failed")
		}
	}
	return list
}

// beginChecks makes the checks of a new contact. CIP waits for a decision; AML
// clears by itself in the sandbox, unless the name forces an exception of its.
// Their ids follow from the contact's, so that they take nothing from the
// stream that all other ids come from.
func (t *tx) beginChecks(p *ptContact) {
	cip, aml := forcedExceptions(p.Given.Name, cipExceptions), forcedExceptions(p.Given.Name, amlExceptions)
	t.w.CIPChecks.put(&ptCheck{ID: derivedID("cip-checks", p.ID), ContactID: p.ID, Status: "pending", Exceptions: cip, CreatedAt: t.now, UpdatedAt: t.now})
	p.AML = len(aml) == 0
	status := "pending"
	if p.AML {
		status = "approved"
	}
	t.w.AMLChecks.put(&ptCheck{ID: derivedID("aml-checks", p.ID), ContactID: p.ID, Status: status, Exceptions: aml, CreatedAt: t.now, UpdatedAt: t.now})
}

func (c *ptCall) cipCheck(k *ptCheck) *resource { return c.check("cip-checks", k) }

func (c *ptCall) amlCheck(k *ptCheck) *resource {
	return c.check("aml-checks", k).none("funds-transfer", "asset-transfer")
}

func (c *ptCall) check(kind string, k *ptCheck) *resource {
	attrs := map[string]any{"created-at": rfc3339(k.CreatedAt), "exceptions": k.Exceptions, "exception-details": nil,
		"status": k.Status, "updated-at": rfc3339(k.UpdatedAt)}
	if k.Exceptions == nil {
		attrs["exceptions"] = []string{}
	}
	p, ok := c.w.Contacts.get(k.ContactID)
	if !ok {
		p = &ptContact{}
	}
	if kind == "cip-checks" {
		attrs["submit-for-review"] = false
	} else {
		attrs["name"] = p.Given.Name
	}
	r := newResource(kind, k.ID, attrs)
	link(r, "contact", "contacts", k.ContactID, c.w.Contacts, c.contact)
	link(r, "account", "accounts", p.AccountID, c.w.Accounts, c.account)
	return r
}

func checkRefs() refs[*ptCheck] {
	return refs[*ptCheck]{"contact": func(k *ptCheck) string { return k.ContactID }}
}
