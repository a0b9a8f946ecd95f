package gen

import (
	"fmt"
	"math/rand/v2"

	"linkdesk/flow"
)

type bank struct{ id, name string }

// Banks is how many banks there are. Few of them have most of the customers.
const Banks = 400

// Bank is the bank of a place in the order of size; 0 has the most customers.
func Bank(place int) (id, name string) {
	towns := []string{"Platypus", "Houndstooth", "Tattersall", "Tartan", "Windowpane", "Gingham", "Herringbone", "Madras", "Pinstripe", "Seersucker",
		"Argyle", "Chevron", "Damask", "Gabardine", "Ikat", "Jacquard", "Paisley", "Ripstop", "Tweed", "Twill"}
	kinds := []string{"First %s Bank", "%s Federal Credit Union", "%s Savings", "Bank of %s", "%s Trust", "%s National Bank", "United %s", "%s Mutual",
		"%s Community Bank", "New %s Bank", "%s & Sons", "Farmers of %s", "%s Direct", "%s Valley Bank", "Old %s", "%s Bancorp", "%s City Bank", "Royal %s",
		"%s Online", "%s Cooperative"}
	return fmt.Sprintf("ins_%d", 109508+place), fmt.Sprintf(kinds[place/len(towns)], towns[place%len(towns)])
}

// pickBank picks large banks more often: the square of an even chance.
func pickBank(r *rand.Rand) bank {
	x := r.Float64()
	id, name := Bank(int(x * x * x * Banks))
	return bank{id, name}
}

func (t *teller) person() flow.Party {
	first := []string{"Ada", "Bela", "Carla", "David", "Emil", "Fatima", "George", "Hana", "Igor", "Joana", "Kofi", "Lena", "Mehmet", "Nora", "Óscar", "Priya",
		"Quentin", "Rosa", "Søren", "Tomás", "Ulla", "Viktor", "Wanda", "Xenia", "Yusuf", "Zoë"}
	last := []string{"Abbott", "Bianchi", "Castillo", "Dvořák", "Eriksen", "Fischer", "Gupta", "Haddad", "Ito", "Jansen", "Kowalski", "Löwe", "Moreau", "Novak",
		"Okafor", "Petrov", "Quinn", "Rossi", "Schmidt", "Tanaka", "Ueda", "Vargas", "Weber", "Xu", "Yamada", "Zimmer"}
	trade := []string{"Holdings LLC", "& Sons Inc.", "Trading GmbH", "Foods Ltd", "Logistics LLC", "Studio", "Robotics Inc.", "Partners LP"}
	p := flow.Party{ClientUserID: fmt.Sprintf("cu-%08d", t.r.IntN(100_000_000)), PartnerAccount: t.uuid(), PartnerContact: t.uuid()}
	p.LegalName = first[t.r.IntN(len(first))] + " " + string(rune('A'+t.r.IntN(26))) + ". " + last[t.r.IntN(len(last))]
	if t.chance(30) {
		p.Business, p.LegalName = true, last[t.r.IntN(len(last))]+" "+trade[t.r.IntN(len(trade))]
	}
	return p
}

func actors() []string { return []string{"alice", "bob", "carol", "dmitri"} }

type exit struct{ status, code, message string }

func exits() []exit {
	return []exit{{"requires_credentials", "", ""}, {"requires_code", "", ""}, {"tab_closed", "", ""}, {"institution_not_found", "", ""},
		{"requires_credentials", "INVALID_CREDENTIALS", "the credentials were not right"}, {"", "INSTITUTION_DOWN", "the bank does not answer"},
		{"requires_questions", "INVALID_MFA", "the second proof was not right"}}
}

type accountKind struct{ name, of, sub string }

func kinds() []accountKind {
	return []accountKind{{"Plaid Checking", "depository", "checking"}, {"Plaid Saving", "depository", "savings"}, {"Plaid CD", "depository", "cd"},
		{"Plaid Credit Card", "credit", "credit card"}, {"Everyday Checking", "depository", "checking"}}
}
