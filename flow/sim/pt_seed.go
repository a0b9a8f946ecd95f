package sim

import "time"

// seedParty gives a new world its open account and cleared contact.
func (w *world) seedParty(now time.Time) {
	born := "1980-01-01"
	given := contactRequest{ContactType: "natural_person", Name: accountHolder, Email: "accountholder0@example.com", DateOfBirth: &born, TaxCountry: "US",
		PrimaryAddress:     &ptAddress{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"},
		PrimaryPhoneNumber: &ptPhone{Country: "US", Number: "415-555-0010"}, AccountRoles: []string{"owner"}}
	a := &ptAccount{ID: w.IDs.uuid(), Name: accountHolder + "'s Account", Number: w.IDs.digits(9), Status: "opened", CreatedAt: now, UpdatedAt: now}
	p := &ptContact{ID: w.IDs.uuid(), AccountID: a.ID, CreatedAt: now, UpdatedAt: now, Given: given,
		flags: flags{CIP: true, AML: true, Identity: true, Residence: true}}
	a.OwnerID = p.ID
	w.Accounts.put(a)
	w.Contacts.put(p)
	w.CIPChecks.put(&ptCheck{ID: derivedID("cip-checks", p.ID), ContactID: p.ID, Status: "approved", CreatedAt: now, UpdatedAt: now})
	w.AMLChecks.put(&ptCheck{ID: derivedID("aml-checks", p.ID), ContactID: p.ID, Status: "approved", CreatedAt: now, UpdatedAt: now})
	w.Seeded = Seeded{PTAccountID: a.ID, PTContactID: p.ID, ContactName: given.Name}
}
