package sim

import "time"

// seedParty gives a new world its open account and cleared contact.
func (w *world) seedParty(now time.Time) {
	born := "1980-01-01"
	given := contactRequest{ContactType: "natural_person", Name: accountHolder, Email: "accountholder0@example.com", DateOfBirth: &born, TaxCountry: "US",
		PrimaryAddress:     &ptAddress{Street1: "2992 Cameron Road", City: "Malakoff", Region: "NY", PostalCode: "14236", Country: "US"},
		PrimaryPhoneNumber: &ptPhone{Country: "US", Number: "415-555-0010"}, AccountRoles: []string{"owner"}}
	a := &ptAccount{ID: w.IDs.uuid(), Name: accountHolder + "'s Account", Number: w.IDs.digits(9), Status: "opened", CreatedAt: now}
	p := &ptContact{ID: w.IDs.uuid(), AccountID: a.ID, Cleared: true, CreatedAt: now, Given: given}
	a.OwnerID = p.ID
	w.Accounts.put(a)
	w.Contacts.put(p)
	w.Seeded = Seeded{PTAccountID: a.ID, PTContactID: p.ID, ContactName: given.Name}
}
