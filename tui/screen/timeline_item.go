package screen

import (
	"fmt"

	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// describeItem puts the events about the bank link itself into words.
func describeItem(e flow.Event) (line, bool) {
	switch e := e.(type) {
	case flow.LinkTokenRenewed:
		return fact("link token renewed for the open page", callWords(e.Call))
	case flow.DuplicatesFound:
		return line{kit.Warn, "!", fmt.Sprintf("linked already in %d other %s", len(e.Duplicates), plural(len(e.Duplicates), "case")), ""}, true
	case flow.DuplicateAccepted:
		return wish("link it all the same", "by "+e.By)
	case flow.RelinkAsked:
		return wish("repair asked for: "+string(e.Handoff), e.Reason)
	case flow.Relinked:
		return fact("bank link repaired "+e.InstitutionName, "link_session_id "+e.SessionID)
	case flow.Restored:
		return line{kit.Warn, "!", "the history was put back from a backup", "it ends at " + e.From.UTC().Format("2006-01-02 15:04 UTC") + ", by " + e.By}, true
	case flow.ItemAsked:
		return wish("health of the bank link asked for", "")
	case flow.ItemRead:
		if e.Item.Error != nil {
			return line{kit.Bad, "✗", "bank link: " + e.Item.Error.Code, lastCall(e.Calls)}, true
		}
		if e.Item.Notice != "" {
			return fact("the bank link works; last notice: "+e.Item.Notice, lastCall(e.Calls))
		}
		return fact("the bank link works", lastCall(e.Calls))
	}
	return describeEnd(e)
}

func lastCall(calls []flow.Call) string {
	if len(calls) == 0 {
		return ""
	}
	return callWords(calls[len(calls)-1])
}

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}
