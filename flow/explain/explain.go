// Package explain turns the code of a fault into a card: what happened, who acts, what
// that person does, and what the customer may be told. It is data and a look-up; it calls
// nobody and remembers nothing.
package explain

import (
	"strings"
	"sync"

	"linkdesk/flow"
)

// The providers of cards: who gave the code its name.
const (
	Plaid      = "plaid"
	Link       = "link" // exit statuses of Plaid Link, and our own words for a page that ended
	PrimeTrust = "primetrust"
	Nacha      = "nacha" // the reasons of returned ACH entries
	Own        = "linkdesk"
)

// Card explains one code. Every field is filled.
type Card struct {
	Code     string // as the provider writes it; CODE:detail where one code has several stories
	Provider string
	What     string   // what happened, for the operator
	Who      flow.Who // who acts next
	Do       string   // what that is, in one or two sentences
	Tell     string   // what the customer may be told
	Doc      string   // where the provider says so, or our own help
	Helps    Helps    // whether a retry, a relink, a new link_token, another account help
	Acts     []Act    // what Do says, in order: an act of this program, or of somebody outside
}

// quiet is what to tell a customer whose part is done.
const quiet = "There is nothing for you to do; we will write as soon as your account can be linked."

// Cards lists every card, by provider and in the order in which a road meets them. No two
// have the same Code.
func Cards() []Card {
	var all []Card
	for _, family := range [][]Card{
		requestCards(), keyCards(), tokenCards(), itemCards(), loginCards(), institutionCards(),
		limitCards(), exitCards(), handoffCards(), relinkCards(), lostCards(), partnerCards(), moneyCards(), networkCards(), ownCards(),
		rareItemCards(), rareInputCards(), rareLimitCards(), otherCards(), rarePartnerCards(), returnCards(),
	} {
		all = append(all, family...)
	}
	return advised(all)
}

// deck is Cards made once, since a screen looks a card up for every frame. It is never written to.
var deck = sync.OnceValue(Cards)

// Find returns the cards of a code as a person types it: upper or lower case, and with all
// its stories.
func Find(code string) []Card {
	var out []Card
	code = strings.ToLower(strings.TrimSpace(code))
	for _, c := range Cards() {
		have := strings.ToLower(c.Code)
		if story, _, several := strings.Cut(have, ":"); have == code || (several && story == code) {
			out = append(out, c)
		}
	}
	return out
}

// For returns the card that fits a fault of a case; false when the code has none. An exit
// from Link is explained by where the customer left, so c should be the case with its
// Link.ExitStatus already set. CASE in the card's words becomes the id of c, so that the
// command can be copied.
func For(f *flow.Fault, c flow.Case) (Card, bool) {
	if f == nil {
		return Card{}, false
	}
	cards := deck()
	for _, code := range []string{story(f, c), f.Code} {
		for _, card := range cards {
			if card.Code == code && code != "" {
				if flow.EffectKind(f.Op).AboutMoney() {
					card = ofMoney(card)
				}
				card.Do = named(card.Do, c)
				return card, true
			}
		}
	}
	return Card{}, false
}

// ofMoney fits a card of a general code to a case whose account is linked already.
func ofMoney(card Card) Card {
	if card.Tell == quiet {
		card.Tell = quietMoney
	}
	if card.Provider == PrimeTrust {
		card.Doc = strings.Replace(card.Doc, "API v2, funds-transfer-methods", "API v2", 1)
		card.Do = strings.Replace(card.Do, ", then continue with linkdesk run --resume CASE.", ", then ask for it again in the console.", 1)
	}
	return card
}

// family fills in what the cards of one page of Plaid's documentation share.
func family(page string, cards []Card) []Card {
	for i := range cards {
		cards[i].Provider = Plaid
		cards[i].Doc = "https://plaid.com/docs/errors/" + page + "/#" + strings.ToLower(cards[i].Code)
	}
	return cards
}
