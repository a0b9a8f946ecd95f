package main

import (
	"fmt"

	"linkdesk/flow"
)

// toldItem is an event about the bank link itself: what is known of it, and its repair.
func toldItem(ev flow.Event) string {
	switch e := ev.(type) {
	case flow.LinkTokenRenewed:
		return "Link called the link_token dead; the page has a new one, good until " + e.Expiration.UTC().Format("15:04 UTC")
	case flow.DuplicatesFound:
		if len(e.Duplicates) == 0 {
			return "this account is linked already"
		}
		d := e.Duplicates[0]
		return fmt.Sprintf("this account is linked already: %s …%s in case %s%s", d.Name, d.Mask, d.Case, andMore(len(e.Duplicates)-1))
	case flow.DuplicateAccepted:
		return "to be linked all the same, by " + e.By
	case flow.RelinkAsked:
		if e.Reason == "" {
			return "the bank link shall be repaired: " + string(e.Handoff)
		}
		return "the bank link shall be repaired (" + e.Reason + "): " + string(e.Handoff)
	case flow.Relinked:
		return "repaired at the bank; nothing new to exchange"
	case flow.Restored:
		return "the history was put back from a backup that ends at " + e.From.UTC().Format("2006-01-02 15:04 UTC") + ", by " + e.By
	case flow.ItemAsked:
		return "the health of the bank link is wanted"
	case flow.ItemRead:
		switch {
		case e.Item.Error != nil:
			return "the bank link is broken: " + e.Item.Error.Error()
		case e.Item.Notice != "":
			return "the bank link works; Plaid's last word on it: " + e.Item.Notice
		}
		return "the bank link works"
	}
	return toldEnd(ev)
}

func andMore(n int) string {
	if n < 1 {
		return ""
	}
	return fmt.Sprintf(" and %d more", n)
}
