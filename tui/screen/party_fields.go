package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// fields are the questions, with the answers of a party in them.
func (f *PartyForm) fields(p flow.Party) []kit.Field {
	kind := "personal"
	if p.Business {
		kind = "business"
	}
	var out []kit.Field
	if ready := f.ready(); len(ready) > 1 {
		out = append(out, kit.Field{Name: "env", Label: "Environment", Value: string(f.desk.Env()), Options: ready})
	}
	out = append(out,
		kit.Field{Name: "user", Label: "client_user_id", Value: p.ClientUserID, Check: checkUser,
			Hint: "your own id of this customer, not an e-mail or phone"},
		kit.Field{Name: "name", Label: "Legal name", Value: p.LegalName, Check: checkName,
			Hint: "as the bank knows it: " + partner(f.desk.Defaults().Processor) + " compares the two"},
		kit.Field{Name: "kind", Label: "Kind", Value: kind, Options: []kit.Option{
			{Value: "personal", Label: "personal"}, {Value: "business", Label: "business"}}},
	)
	if f.desk.Defaults().Adapter {
		who := partner(f.desk.Defaults().Processor)
		out = append(out,
			kit.Field{Name: "account", Label: "Partner account", Value: p.PartnerAccount, Check: checkPartnerID("account"),
				Hint: "the id of the customer's open account at " + who},
			kit.Field{Name: "contact", Label: "Partner contact", Value: p.PartnerContact, Check: checkPartnerID("contact"),
				Hint: "the id of the contact at " + who + " who owns it"})
	}
	return out
}

// ready are the environments a new case can play in. An existing case stays where it is.
func (f *PartyForm) ready() []kit.Option {
	var out []kit.Option
	for _, e := range f.known {
		if e.Ready {
			out = append(out, kit.Option{Value: string(e.Env), Label: string(e.Env)})
		}
	}
	return out
}

// checkUser gives flow's reason against a client_user_id.
func checkUser(v string) string { return reason(flow.CheckClientUserID(v)) }

// checkName gives flow's reason against a legal name, all else being right.
func checkName(v string) string {
	return reason(flow.Party{ClientUserID: "x", LegalName: v}.Validate(false))
}

// checkPartnerID gives flow's reason against one of the partner's ids.
func checkPartnerID(which string) func(string) string {
	return func(v string) string {
		const fine = "00000000-0000-0000-0000-000000000000"
		p := flow.Party{ClientUserID: "x", LegalName: "x", PartnerAccount: fine, PartnerContact: fine}
		if which == "account" {
			p.PartnerAccount = v
		} else {
			p.PartnerContact = v
		}
		return reason(p.Validate(true))
	}
}

func reason(err error) string {
	if err == nil {
		return ""
	}
	return sentence(flow.FaultOf(err, "input").Message)
}
