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

// endingOf puts a result that is kept into words for the customer. Only a success is called
// linked.
func endingOf(r flow.LinkResult, update bool) ending {
	at := ""
	if r.InstitutionName != "" {
		at = " at " + r.InstitutionName
	}
	nothing := "no account was linked"
	if update {
		nothing = "your bank login is as it was"
	}
	switch {
	case r.Updated:
		return ending{endLinked, "Your login" + at + " is repaired. " + closeWindow}
	case r.Linked():
		return ending{endLinked, "Your account" + at + " is linked. " + closeWindow}
	case r.Fault != nil:
		return ending{endFailed, failure(r.Fault, nothing)}
	case r.ExitStatus == "timed_out":
		return ending{endLeft, "The time for this link has run out, and " + nothing + ". " + askAgain}
	case update:
		return ending{endLeft, "You left, and " + nothing + ". " + askAgain}
	}
	return ending{endLeft, "No account was linked and no login was kept. " + askAgain}
}

// failure is what went wrong, what is known to be so all the same, and the way on.
func failure(f *flow.Fault, nothing string) string {
	switch {
	case f.Code == codeDeadToken:
		return "This link is no longer valid, so " + nothing + ". A new link is needed: ask the person who opened this page."
	case f.Code == codeNotLoaded:
		return "Plaid could not be loaded in this browser, so " + nothing + ". A content blocker or a firewall may be in the way. " + askAgain
	case f.Code == codeNoToken:
		return "Plaid ended well and brought nothing to go on with, so " + nothing + ". " + askAgain
	case f.Display != "":
		// Plaid's display_message is the one text of an error that is meant for customers.
		return f.Display + " Plaid ended with this error, so " + nothing + ". " + askAgain
	}
	return "Something went wrong at Plaid or at the bank, and " + nothing + ". " + askAgain
}

// notKept is the ending of a result that the sink could not keep.
func notKept() ending {
	return ending{endFailed, "Your answer could not be saved yet, so nothing is linked so far. Try again in a moment."}
}
