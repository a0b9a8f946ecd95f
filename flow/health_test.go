package flow

import (
	"testing"
	"time"
)

// TestABankGetsItsName: a visit that failed early knows the bank's id alone, and lists and searches
// want a name. Another bank's name is not taken.
func TestABankGetsItsName(t *testing.T) {
	for id, want := range map[string]string{"ins_1": "First Platypus Bank", "ins_2": ""} {
		c := applyBankLooked(Case{Link: LinkState{InstitutionID: "ins_1"}}, BankLooked{InstitutionID: id, Name: "First Platypus Bank"}, time.Time{})
		if c.Link.InstitutionName != want {
			t.Errorf("%s: %q", id, c.Link.InstitutionName)
		}
	}
	known := applyBankLooked(Case{Link: LinkState{InstitutionID: "ins_1", InstitutionName: "what Link said"}}, BankLooked{InstitutionID: "ins_1", Name: "other"}, time.Time{})
	if known.Link.InstitutionName != "what Link said" {
		t.Errorf("%q", known.Link.InstitutionName)
	}
}
