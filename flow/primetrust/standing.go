package primetrust

import (
	"context"
	"encoding/json"
	"strings"

	"linkdesk/flow"
)

// standing reads the account and its contact.
func (l *reading) standing(ctx context.Context, party flow.Party) *flow.Fault {
	s := &flow.Standing{}
	f := l.attributes(ctx, place{base: accountsPath, id: party.PartnerAccount}, func(a *fields) {
		s.AccountName, s.AccountStatus = a.text("name"), a.text("status")
		s.ContributionsFrozen, s.DisbursementsFrozen, s.SolidFreeze = a.is("contributions-frozen"), a.is("disbursements-frozen"), a.is("solid-freeze")
		s.FreezeReason = strings.Join(a.words("freeze-reason"), "; ")
		s.Required = a.words("freeze-required-actions")
	})
	if f != nil {
		return f
	}
	l.out.Standing = s // with an error about the contact the account is known at least
	return l.attributes(ctx, place{base: contactsPath, id: party.PartnerContact}, func(a *fields) {
		s.ContactName = a.text("name")
		s.CIPCleared, s.AMLCleared, s.IdentityConfirmed = a.is("cip-cleared"), a.is("aml-cleared"), a.is("identity-confirmed")
		s.ContactFrozen = a.is("contributions-frozen") || a.is("disbursements-frozen")
		s.Required = append(s.Required, a.words("kyc-required-actions")...)
	})
}

// attributes reads those of one resource.
func (l *reading) attributes(ctx context.Context, p place, take func(*fields)) *flow.Fault {
	r, a, f := l.c.read(ctx, string(flow.Follow), p)
	l.keep(a.call)
	if f != nil {
		return f
	}
	var doc document[fields]
	if err := json.Unmarshal(a.body, &doc); err != nil || !strings.EqualFold(doc.Data.ID, p.id) {
		return l.c.unreadable(r, a, "Prime Trust's answer is not about "+p.path())
	}
	if take(&doc.Data.Attributes); doc.Data.Attributes.err != nil {
		return l.c.unreadable(r, a, "Prime Trust's answer about "+p.path()+" cannot be read: "+doc.Data.Attributes.err.Error())
	}
	return nil
}
