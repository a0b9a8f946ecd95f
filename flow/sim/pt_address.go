package sim

// Addresses and telephone numbers are resources of their own, though each is
// read off its contact: their ids follow from the contact's.

type addressRow struct{ of *ptContact }

func (r addressRow) key() string { return derivedID("addresses", r.of.ID) }

type phoneRow struct{ of *ptContact }

func (r phoneRow) key() string { return derivedID("phone-numbers", r.of.ID) }

// ofContacts is a catalog of what each contact has at most one of.
func ofContacts[T keyed](w *world, row func(*ptContact) (T, bool)) catalog[T] {
	each := func(yield func(T) bool) {
		for p := range w.Contacts.each() {
			if r, ok := row(p); ok && !yield(r) {
				return
			}
		}
	}
	return catalog[T]{each: each, get: func(id string) (found T, ok bool) {
		for r := range each {
			if r.key() == id {
				return r, true
			}
		}
		return found, false
	}}
}

func (c *ptCall) addresses() catalog[addressRow] {
	return ofContacts(c.w, func(p *ptContact) (addressRow, bool) { return addressRow{p}, p.Given.PrimaryAddress != nil })
}

func (c *ptCall) phones() catalog[phoneRow] {
	return ofContacts(c.w, func(p *ptContact) (phoneRow, bool) { return phoneRow{p}, p.Given.PrimaryPhoneNumber != nil })
}

func (c *ptCall) address(row addressRow) *resource {
	a := row.of.Given.PrimaryAddress
	r := newResource("addresses", row.key(), map[string]any{"city": a.City, "country": a.Country, "postal-code": a.PostalCode,
		"region": a.Region, "street-1": a.Street1, "street-2": a.Street2})
	link(r, "contact", "contacts", row.of.ID, c.w.Contacts, c.contact)
	return r
}

func (c *ptCall) phone(row phoneRow) *resource {
	n := row.of.Given.PrimaryPhoneNumber
	r := newResource("phone-numbers", row.key(), map[string]any{"country": n.Country, "number": n.Number, "sms": n.SMS})
	link(r, "contact", "contacts", row.of.ID, c.w.Contacts, c.contact)
	return r
}

// primaries adds both to a contact.
func (c *ptCall) primaries(r *resource, p *ptContact) {
	r.none("primary-address", "primary-phone-number")
	if row := (addressRow{p}); p.Given.PrimaryAddress != nil {
		id := row.key()
		r.one("primary-address", id, "/v2/addresses/"+id, func() *resource { return c.address(row) })
	}
	if row := (phoneRow{p}); p.Given.PrimaryPhoneNumber != nil {
		id := row.key()
		r.one("primary-phone-number", id, "/v2/phone-numbers/"+id, func() *resource { return c.phone(row) })
	}
}

func (c *ptCall) listAddresses() ptAnswer {
	return listOf(c, c.addresses(), refs[addressRow]{"contact": func(r addressRow) string { return r.of.ID }}, c.address)
}

func (c *ptCall) listPhones() ptAnswer {
	return listOf(c, c.phones(), refs[phoneRow]{"contact": func(r phoneRow) string { return r.of.ID }}, c.phone)
}

func (c *ptCall) showAddress() ptAnswer { return showOf(c, c.addresses(), "address", c.address) }
func (c *ptCall) showPhone() ptAnswer   { return showOf(c, c.phones(), "phone-number", c.phone) }
