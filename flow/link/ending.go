package link

import "linkdesk/flow"

// ending is what the customer's last page says. The words of Ending are part of the page's
// protocol.
type ending struct {
	Ending string `json:"ending"`
	Text   string `json:"text"`
}

const (
	endLinked = "linked"
	endLeft   = "left"
	endFailed = "failed"
)

const (
	closeWindow = "There is nothing more to do here: you can close this window."
	askAgain    = "To try again, ask the person who opened this page for a new link."
)

// endingOf puts a result that is kept into words for the customer. Only a public token is
// called linked.
func endingOf(r flow.LinkResult) ending {
	switch {
	case !r.PublicToken.Empty() && r.InstitutionName != "":
		return ending{endLinked, "Your account at " + r.InstitutionName + " is linked. " + closeWindow}
	case !r.PublicToken.Empty():
		return ending{endLinked, "Your account is linked. " + closeWindow}
	case r.Fault == nil:
		return ending{endLeft, "No account was linked and no login was kept. " + askAgain}
	case r.Fault.Code == codeDeadToken:
		return ending{endFailed, "This link is no longer valid, so no account was linked. A new link is needed: ask the person who opened this page."}
	case r.Fault.Code == codeNotLoaded:
		return ending{endFailed, "Plaid could not be loaded in this browser, so no account was linked. A content blocker or a firewall may be in the way. " + askAgain}
	case r.Fault.Display != "":
		// Plaid's display_message is the one text of an error that is meant for customers.
		return ending{endFailed, r.Fault.Display + " No account was linked. " + askAgain}
	}
	return ending{endFailed, "Something went wrong at the bank, and no account was linked. " + askAgain}
}

// notKept is the ending of a result that the sink could not keep.
func notKept() ending {
	return ending{endFailed, "Your answer could not be saved yet, so nothing is linked so far. Try again in a moment."}
}
