package flow

import (
	"slices"
	"strings"
	"time"
)

// ProductHealth is how requests of one kind to a bank went lately, as Plaid counts them. The numbers
// are percentages of all requests.
type ProductHealth struct {
	Product     string    `json:"product"` // item_logins or auth
	Status      string    `json:"status"`  // HEALTHY, DEGRADED, DOWN, or a word that is not known
	Success     int       `json:"success_percent"`
	PlaidErrors int       `json:"error_plaid_percent"`
	BankErrors  int       `json:"error_institution_percent"`
	Since       time.Time `json:"since,omitzero"` // when the status last changed
}

// BankHealth is the health of a bank at one moment.
type BankHealth struct {
	InstitutionID string          `json:"institution_id,omitempty"`
	Name          string          `json:"institution_name,omitempty"`
	Products      []ProductHealth `json:"products,omitempty"` // none: Plaid does not say
	At            time.Time       `json:"at,omitzero"`
}

// Worst is the worst status among the products, "" when Plaid does not say. A word that is not known
// is no better than what is.
func (h BankHealth) Worst() string {
	worst, rank := "", -1
	for _, p := range h.Products {
		at := slices.Index([]string{"HEALTHY", "DEGRADED", "DOWN"}, p.Status)
		if p.Status != "" && (worst == "" || at > rank) {
			worst, rank = p.Status, at
		}
	}
	return worst
}

// BankLooked records how the bank was when an attempt failed. Where Plaid
// could not be asked Fault says why; the road does not care.
type BankLooked struct {
	At            Stop            `json:"at"` // where the attempt ended
	InstitutionID string          `json:"institution_id"`
	Name          string          `json:"institution_name,omitempty"`
	Products      []ProductHealth `json:"products,omitempty"`
	Fault         *Fault          `json:"fault,omitempty"`
	Call          Call            `json:"call"`
}

// Kind names the event.
func (BankLooked) Kind() EventKind { return "bank_looked" }

// Stop is where the event belongs on the road.
func (e BankLooked) Stop() Stop { return e.At }

func (BankLooked) event() {}

func applyBankLooked(c Case, e BankLooked, at time.Time) Case {
	if e.Fault == nil {
		c.BankHealth = &BankHealth{InstitutionID: e.InstitutionID, Name: e.Name, Products: e.Products, At: at}
		if e.InstitutionID == c.Link.InstitutionID && c.Link.InstitutionName == "" {
			c.Link.InstitutionName = e.Name // a visit that failed early gave the id alone; lists and searches want a name
		}
	}
	return c
}

// Ends reports that an attempt at a bank has failed with an event, so that the bank's health is worth
// remembering with it: a customer who left Link or was sent away, or an error of the bank.
func Ends(ev Event) bool {
	switch e := ev.(type) {
	case LinkExited:
		return true
	case EffectFailed:
		return e.Fault != nil && ofInstitution(e.Fault)
	case ItemRead:
		return e.Item.Error != nil && ofInstitution(e.Item.Error)
	}
	return false
}

func ofInstitution(f *Fault) bool {
	return f.Type == "INSTITUTION_ERROR" || strings.HasPrefix(f.Code, "INSTITUTION_")
}

// Bank is the institution_id that the case is about, "" while none is known.
func (c Case) Bank() string {
	for _, id := range []string{c.Link.InstitutionID, c.Item.InstitutionID, c.Link.TestInstitution} {
		if id != "" {
			return id
		}
	}
	return ""
}
