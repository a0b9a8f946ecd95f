package explain

import "linkdesk/flow"

// lostCards are what can come of a rotation of the access token.
func lostCards() []Card {
	return ours("linkdesk help run", []Card{
		{Code: "ACCESS_TOKEN_LOST", Who: flow.Operator, Tell: "You will get a new link when the connection to your bank has to be renewed.",
			What: "Plaid rotated the access_token and the answer with the new one was lost. Nobody holds a token of this bank link any more; a processor_token that was made lives on.",
			Do:   "Go on with the processor_token if there is one. To link the bank anew open a new case; without a processor_token a new link_token in this case does."},
		{Code: "ROTATION_IN_DOUBT", Who: flow.Operator, Tell: quiet,
			What: "Whether Plaid has rotated the access_token is not known: the answer was lost. If it has, nobody holds the new one; a processor_token lives on in any case.",
			Do:   "Look at the health of the bank link in the console (h): it tells. Nothing is rotated twice without that."},
		{Code: "REMOVAL_IN_DOUBT", Who: flow.Operator, Tell: quiet,
			What: "Whether Plaid has removed the Item is not known: the answer was lost. If it has, every token of it is dead, the processor_token too.",
			Do:   "Look at the health of the bank link in the console (h): it tells. Until then nothing is submitted."},
	})
}
