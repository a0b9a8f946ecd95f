package screen

import (
	"linkdesk/flow"
	"linkdesk/tui/kit"
)

// retry asks for another try. A case of a history that was put back from a backup may be further
// at the providers than it is here, so its first try asks.
func (c *Case) retry() Out {
	if c.snap.Case.Restored() && c.ask == nil {
		c.ask = askRestored(c.snap.Case)
		return Out{}
	}
	c.ask = nil
	return c.do("asking for another try", flow.Retry{By: by})
}

func askRestored(cs flow.Case) *Ask {
	body := []string{"The history was put back from a backup that ends at " + cs.RestoredFrom.UTC().Format("2006-01-02 15:04 UTC") +
		". This case may have gone further since, and nothing here knows of it.",
		"Look at Plaid and at " + partner(cs.Processor) + " first. If it went further, close the case instead."}
	return &Ask{Dialog: kit.Ask("Did you look whether the case went further?", "I looked: go on", body...), Then: intentRetry, Status: "go on after the restore"}
}
