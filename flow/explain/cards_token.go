package explain

import "linkdesk/flow"

// lostCards are what can come of a rotation of the access token.
func lostCards() []Card {
	return ours("linkdesk help run", []Card{
		{Code: "ACCESS_TOKEN_LOST", Who: flow.Operator, Tell: "You will get a new link when the connection to your bank has to be renewed.",
			What: "Plaid rotated the access_token and the answer with the new one was lost. Nobody holds a token of this bank link any more; a processor_token that was made lives on.",
			Do:   "Go on with the processor_token if there is one. To link the bank anew open a new case; without a processor_token a new link_token in this case does."},
	})
}
